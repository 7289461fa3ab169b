/** What can stand between the reader and the data; each kind has a designed message that says what to do next. */
export type TroubleKind =
  /** Nobody is signed in, or the sign-in has ended. */
  | "signedOut"
  /** The tenant has not allowed the program this scope. */
  | "consent"
  /** Signed in and consented, but the account lacks a role. */
  | "role"
  /** The tenant's licence does not include these logs. */
  | "licence"
  /** The account belongs to another tenant than the configured one. */
  | "wrongTenant"
  | "throttled"
  | "offline"
  /** The service answered with an error of its own (5xx), or with something that cannot be read. */
  | "server"
  /** This cloud does not have the endpoint. */
  | "notInCloud"
  /** The workspace does not have the table, because nobody sends these logs there. */
  | "notCollected"
  /** The result is larger than the engine gives out. */
  | "tooLarge"
  | "timedOut"
  /** A chain of pages broke; what came before it is kept. */
  | "brokenChain"
  /** The request itself was refused: a fault of this program or of the configuration. */
  | "refused"
  | "cancelled";

/** What went wrong, told so that every sentence about it can be made without the error itself. */
export interface Trouble {
  readonly kind: TroubleKind;
  /** The part of the data that is missing because of it, in the interface's words; empty where it concerns everything. */
  readonly part: string;
  /** Scope that was asked for, for example "AuditLog.Read.All". */
  readonly scope?: string;
  /** Directory or workspace role that would do, for example "Reports Reader". */
  readonly role?: string;
  readonly status?: number;
  /** The service's own code, for example "Authorization_RequestDenied". Attacker-controlled text. */
  readonly code?: string;
  /** Ids to give to support: the client's and, where readable, the service's. */
  readonly requestId?: string;
  /** Epoch ms from which another try may succeed. */
  readonly retryAt?: number;
  /** Further words of the service. Attacker-controlled text. */
  readonly detail?: string;
}

/** Thrown by the panel's own calls; never holds a token, a header or a body. */
export class TroubleError extends Error {
  override readonly name = "TroubleError";

  constructor(readonly trouble: Trouble) {
    super(trouble.kind);
  }
}
