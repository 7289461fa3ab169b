import type { ChainRest } from "./chain";

/** A stretch of time, epoch ms. */
export interface Slice {
  readonly from: number;
  readonly to: number;
  /** How far its pages were read; absent before the first one. */
  readonly chain?: ChainRest;
}

/** Halving further asks for almost nothing: then it is not the amount that is too much. */
const SHORTEST = 3_600_000;

/** Both halves, the newer first; null for a slice that is too short to be halved. */
export function halvesOf({ from, to }: Slice): readonly [Slice, Slice] | null {
  if (to - from <= SHORTEST) return null;
  const middle = from + Math.floor((to - from) / 2);
  return [
    { from: middle, to },
    { from, to: middle },
  ];
}
