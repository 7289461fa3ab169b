import type { LoadState } from "./loading";

/** How far a load is, for a bar and a line. */
export interface Estimate {
  /** 0 to 1; null where nobody knows how much there is. */
  readonly share: number | null;
  /** Null where it cannot be told yet. */
  readonly msLeft: number | null;
  /** Epoch ms until which the service asked to wait; null while something goes on. */
  readonly waitingUntil: number | null;
  readonly partsDone: number;
}

/** Before that share of the work is done, its pace says nothing about the rest. */
const TELLING = 0.05;

/**
 * Parts count alike, whatever their size: rows are not known beforehand, requests are. The time left takes the pace so far
 * for the pace to come, and a wait that the service asked for on top.
 */
export function estimate({ parts, startedAt, loading }: LoadState, now: number): Estimate {
  const moving = parts.filter(({ state }) => state === "loading" || state === "waiting");
  const isOver = (state: string): boolean => state === "done" || state === "failed";
  const partsDone = parts.filter(({ state }) => isOver(state)).length;
  const shares = parts.map(({ state, done, total }) => {
    if (isOver(state)) return 1;
    if (total !== null) return total > 0 ? Math.min(1, done / total) : 0;
    return state === "waiting" && done === 0 ? 0 : null;
  });
  const known = shares.filter((share) => share !== null);
  const isKnown = shares.length > 0 && known.length === shares.length;
  const share = isKnown ? known.reduce<number>((sum, one) => sum + one, 0) / known.length : null;
  const waits = moving.map(({ waitingUntil }) => waitingUntil).filter((until) => until !== null && until > now);
  const waitingUntil = waits.length > 0 ? Math.max(...(waits as number[])) : null;
  const passed = now - startedAt;
  const pace = share !== null && loading && share >= TELLING && share < 1 && passed > 0;
  const msLeft = pace ? (passed * (1 - share)) / share + (waitingUntil === null ? 0 : waitingUntil - now) : null;
  return { share, msLeft, waitingUntil, partsDone };
}
