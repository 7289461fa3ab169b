/**
 * The two scales of the bars, by the formulas of d3-scale. Its own ones bring colours, formats and interpolators along,
 * a fifth of what the panel loads first.
 */

/** From 0 … `most` to pixels. */
export function linear(most: number, from: number, to: number): (value: number) => number {
  return (value) => {
    const share = value / most;
    return from * (1 - share) + to * share;
  };
}

/** Equal bands side by side; `padding` is the share of a step that lies between two. */
export interface Bands {
  readonly step: number;
  readonly width: number;
  at(index: number): number;
}

export function bands(count: number, from: number, to: number, padding: number): Bands {
  const step = (to - from) / Math.max(1, count - padding);
  return { step, width: step * (1 - padding), at: (index) => from + step * index };
}
