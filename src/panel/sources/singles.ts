import type { Trouble } from "../trouble";

/** One sign-in of its own, as a log tells it: which key was used, and the ids for support. All texts are attacker-controlled. */
export interface SingleSignIn {
  readonly id: string;
  /** Epoch ms, null where the row has none that can be read. */
  readonly time: number | null;
  /** 0 for a success, null where it cannot be read. */
  readonly code: number | null;
  readonly reason: string;
  readonly correlationId: string;
  readonly credentialType: string;
  readonly credentialKeyId: string;
  readonly credentialThumbprint: string;
  readonly federatedCredentialId: string;
  readonly resource: string;
  readonly resourceId: string;
  readonly ipAddress: string;
}

export interface SinglesRequest {
  /** Epoch ms, exclusive. */
  readonly to: number;
  readonly signal: AbortSignal;
  /** True for a managed identity: they are listed apart. */
  readonly managed?: boolean;
  /** Stops after so many, the newest ones; 2,000 where absent. */
  readonly most?: number;
  /** Told after each page. */
  readonly progress?: (found: number, waitingUntil: number | null) => void;
  /** What an earlier, partial result left to do. */
  readonly resume?: unknown;
}

export interface Singles {
  /** Newest first. Those of a resumed request come without the earlier ones. */
  readonly signIns: readonly SingleSignIn[];
  readonly troubles: readonly Trouble[];
  /** What is still to do; null when nothing is. */
  readonly resume: unknown;
}

/**
 * The single sign-ins of one service principal from `from` (epoch ms) on, newest first. They are counted in the aggregate
 * already, so they are evidence beside the model and never rows of it. What a service does is told in `troubles`; throws a
 * RangeError for what is no object id.
 */
export type AskSingles = (id: string, from: number, request: SinglesRequest) => Promise<Singles>;
