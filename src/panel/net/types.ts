/** One request to a service, carried out with token, limiter, retries and claims challenges. */
export interface Call {
  readonly url: string;
  readonly method?: "GET" | "POST";
  /** JSON; absent for GET. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Absolute scopes. */
  readonly scopes: readonly string[];
  /** Directory or workspace role that the call needs, for messages. */
  readonly role: string;
  /** What the call is about, in the interface's words. */
  readonly part: string;
  /** Calls of one pace are spaced together: Graph's reports allow 5 requests in 10 s, its directory many more. */
  readonly pace: "reports" | "directory" | "logs" | "powerbi";
  readonly signal: AbortSignal;
  /** Told when the service asks to wait, and with null when the wait is over. */
  readonly onWait?: (until: number | null) => void;
}

/** Everything of the outside that the calls need: handed in, so that tests need no clock and no network. */
export interface Outside {
  readonly fetch: typeof fetch;
  /** Epoch ms. */
  now(): number;
  /** Resolves after `ms`, rejects with the signal's reason. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  /** 0 to 1, for jitter. */
  random(): number;
  /** A fresh id for `client-request-id`. */
  id(): string;
}

/** Sends a call and answers its JSON. Throws a TroubleError, "cancelled" where the signal was aborted. */
export type Send = (call: Call) => Promise<unknown>;
