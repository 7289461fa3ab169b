import type { Outside } from "./types";

/** A promise that rejects with the signal's reason; `release` forgets it. */
export function aborted(signal: AbortSignal): { readonly promise: Promise<never>; release(): void } {
  let stop = (): void => undefined;
  const promise = new Promise<never>((_, reject) => {
    stop = () => {
      reject(signal.reason as Error);
    };
  });
  // Nobody may be waiting for it any more when the signal comes.
  promise.catch(() => undefined);
  if (signal.aborted) stop();
  else signal.addEventListener("abort", stop, { once: true });
  return {
    promise,
    release() {
      signal.removeEventListener("abort", stop);
    },
  };
}

/** Waits for `work`, but no longer than the signal lasts, whether or not the work heeds it. */
export async function heeding<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const gone = aborted(signal);
  try {
    return await Promise.race([work, gone.promise]);
  } finally {
    gone.release();
    work.catch(() => undefined);
  }
}

/** Thrown by `within` when the time is over. */
export class TimeOver extends Error {}

/** Runs `work` with a signal that also ends after `ms`; then rejects with a TimeOver. */
export async function within<T>(
  outside: Pick<Outside, "sleep">,
  ms: number,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  signal.throwIfAborted();
  const own = new AbortController();
  const clock = new AbortController();
  const pass = (): void => {
    own.abort(signal.reason);
  };
  signal.addEventListener("abort", pass, { once: true });
  outside.sleep(ms, clock.signal).then(
    () => {
      own.abort(new TimeOver());
    },
    () => undefined,
  );
  try {
    return await heeding(work(own.signal), own.signal);
  } catch (error) {
    // A fetch that was ended tells it in words of its own.
    if (own.signal.aborted) throw own.signal.reason;
    throw error;
  } finally {
    signal.removeEventListener("abort", pass);
    clock.abort();
  }
}
