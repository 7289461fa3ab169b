const FIRST = 10_000;
const LONGEST = 120_000;

/** Ms to wait after the try with this number (from 1): from 10 s on, doubled, up to half more so that clients do not come back together. */
export function backOff(tried: number, random: number): number {
  return Math.round(Math.min(FIRST * 2 ** (tried - 1), LONGEST) * (1 + random / 2));
}
