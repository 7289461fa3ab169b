/** The view box; the style sheet stretches it to its cell. */
export const SPARK_WIDTH = 92;
export const SPARK_HEIGHT = 24;
const INSET = 2;

/**
 * One open path for line and area: it comes up and goes down outside the view box, so that the fill reaches the
 * base line while the stroke is clipped there.
 */
export function sparkPath(values: Float64Array): string {
  const top = values.reduce((most, value) => Math.max(most, value), 0);
  if (values.length === 0 || !(top > 0)) return "";
  const step = values.length > 1 ? SPARK_WIDTH / (values.length - 1) : 0;
  const base = SPARK_HEIGHT - INSET;
  const scale = (base - INSET) / top;
  const first = values[0] ?? 0;
  const last = values[values.length - 1] ?? 0;
  const below = SPARK_HEIGHT + 4;
  const points: [number, number][] = [
    [-4, below],
    [-4, base - first * scale],
    ...Array.from(values, (value, i): [number, number] => [i * step, base - value * scale]),
    [SPARK_WIDTH + 4, base - last * scale],
    [SPARK_WIDTH + 4, below],
  ];
  return points.map(([x, y], i) => `${i === 0 ? "M" : "L"}${tenth(x)},${tenth(y)}`).join("");
}

const tenth = (value: number): number => Math.round(value * 10) / 10;
