import type { Clock } from "./types";

const MINUTE = 60_000;
/** The frame gets a new token this long before its own ends. Source: Learn, "Refresh the access token". */
const AHEAD = 10 * MINUTE;
/** MSAL hands out the token it has until five minutes before its end: the same one means asking again soon. */
const AGAIN = MINUTE;
/** For tokens that cannot be read: shorter than any that Entra gives out by default. */
const UNREADABLE = 30 * MINUTE;
/** Longer waits than timers can count are cut. */
const LONGEST = 24 * 60 * MINUTE;

export interface Renewal {
  /** A token that the frame has got. */
  follow(token: string): void;
  /** Renews now where it is time: timers of hidden pages stand still. */
  check(): void;
  stop(): void;
}

interface RenewalMeans {
  readonly clock: Clock;
  fetch(): Promise<string>;
  give(token: string): Promise<void>;
  /** Told once; nothing is tried again until `check`. */
  failed(error: unknown): void;
}

/** Hands the frame a new token before its own ends, for frames that do not ask for one themselves. */
export function createRenewal(means: RenewalMeans): Renewal {
  const { clock } = means;
  let current = "";
  let due = Infinity;
  let isBusy = false;
  let isStopped = false;
  let cancel = (): void => undefined;

  const plan = (ms: number): void => {
    cancel();
    cancel = clock.later(Math.min(Math.max(ms, 0), LONGEST), () => {
      if (clock.now() >= due) void renew();
      else plan(due - clock.now());
    });
  };
  const follow = (token: string): void => {
    if (isStopped || token === current) return;
    current = token;
    const end = expiryOf(token) ?? clock.now() + UNREADABLE;
    due = end - AHEAD;
    plan(due - clock.now());
  };
  const renew = async (): Promise<void> => {
    if (isBusy || isStopped) return;
    isBusy = true;
    try {
      const token = await means.fetch();
      if (token === current) plan(AGAIN);
      else if (!stopped()) {
        await means.give(token);
        follow(token);
        // A fresh token may be as short as the old one was: never in a tight loop.
        if (due <= clock.now()) plan(AGAIN);
      }
    } catch (error) {
      if (!stopped()) means.failed(error);
    } finally {
      isBusy = false;
    }
  };
  const stopped = (): boolean => isStopped;
  return {
    follow,
    check() {
      if (clock.now() >= due) void renew();
    },
    stop() {
      isStopped = true;
      cancel();
    },
  };
}

/** When an access token ends, epoch ms; null where it is not a JWT that says so. */
export function expiryOf(token: string): number | null {
  try {
    const [, body = ""] = token.split(".");
    const { exp } = JSON.parse(atob(body.replaceAll("-", "+").replaceAll("_", "/"))) as { exp?: unknown };
    return typeof exp === "number" && Number.isFinite(exp) ? exp * 1000 : null;
  } catch {
    return null;
  }
}
