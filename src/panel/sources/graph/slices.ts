import type { ChainRest } from "./chain";

/** A stretch of time, epoch ms. */
export interface Slice {
  readonly from: number;
  readonly to: number;
  /** How far its pages were read; absent before the first one. */
  readonly chain?: ChainRest;
}

const DAY = 86_400_000;
/** Halving further asks for almost nothing: then it is not the amount that is too much. */
const SHORTEST = 3_600_000;

/** The days (UTC) of a range, the newest first. */
export function daysOf(from: number, to: number): Slice[] {
  const slices: Slice[] = [];
  for (let end = to; end > from;) {
    const start = Math.max(from, Math.ceil(end / DAY) * DAY - DAY);
    slices.push({ from: start, to: end });
    end = start;
  }
  return slices;
}

/** Both halves, the newer first; null for a slice that is too short to be halved. */
export function halvesOf({ from, to }: Slice): readonly [Slice, Slice] | null {
  if (to - from <= SHORTEST) return null;
  const middle = from + Math.floor((to - from) / 2);
  return [
    { from: middle, to },
    { from, to: middle },
  ];
}
