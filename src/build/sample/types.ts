import { FIELDS, type Field } from "../../model/fields";
import type { CredentialKind, Grade, VerificationState } from "../../model/types";

export { FIELDS, type Field };

/** One row; absent fields are written as empty cells. */
export type Row = Readonly<Partial<Record<Field, string>>>;

export interface Resource {
  readonly name: string;
  readonly id: string;
  /** Empty where the sample makes no claim: it must not invent facts about public Microsoft services. */
  readonly ownerTenantId: string;
}

export interface Failure {
  readonly code: number;
  readonly text: string;
}

/** A credential that is held. `start` is `end` minus `days`, so that lifetimes can sit exactly on a threshold. */
export interface Held {
  readonly kind: CredentialKind;
  readonly name: string;
  /** Hour, for example "2026-11-28T12". */
  readonly end?: string;
  readonly days?: number;
  readonly lastUsed: string;
  readonly origin?: "application" | "servicePrincipal";
  readonly usage?: "Verify" | "Sign";
  /** Only where two entries must share one; otherwise made up. */
  readonly thumbprint?: string;
  readonly issuer?: string;
  readonly subject?: string;
  /** The row carries the appId only, as rows read from applications do. */
  readonly byAppIdOnly?: boolean;
}

/** Sign-ins at a steady pace: one row every `every` hours from `from` to `to`, both included ("MM-DDThh"). */
export interface Run {
  readonly on: Resource;
  /** Absent: success. */
  readonly failure?: Failure;
  readonly from: string;
  readonly to: string;
  readonly every: number;
  /** Sum of signIns over the rows. */
  readonly total: number;
  readonly trend?: "up" | "down";
  /** Index into `held` of the credential that was used. */
  readonly used?: number;
  /** ClientCredentialType where the credential used does not say it. */
  readonly type?: string;
}

export interface CaseExpectation {
  readonly on: Resource;
  readonly code: number;
  readonly state: VerificationState;
}

/** One invented principal, what happens to it, and what a correct reader must conclude. */
export interface Scenario {
  /** Two hex digits that end all its ids. */
  readonly no: string;
  /** Shares the appId of this other scenario. */
  readonly appNo?: string;
  readonly name: string;
  /** What the scenario is there for. */
  readonly shows: string;
  readonly type?: "ManagedIdentity" | "Legacy";
  readonly appOwnerTenantId?: string;
  readonly ipAddress?: string;
  readonly location?: string;
  readonly userAgent?: string;
  readonly held: readonly Held[];
  readonly runs: readonly Run[];
  readonly grade: Grade;
  /** Posture rules that must be found; others may be found as well. */
  readonly rules: readonly string[];
  /** Every case of the principal. */
  readonly cases: readonly CaseExpectation[];
}
