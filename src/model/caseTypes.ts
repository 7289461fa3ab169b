/** Which cases are asked for; null lets everything through. One case must answer all of it. */
export interface CaseQuestion {
  readonly code: number | null;
  /** Key of the resource as in a case's id. */
  readonly resource: string | null;
  /** Failed within so many days before the newest sign-in row. */
  readonly days: number | null;
}

/** A resource that sign-ins failed on. */
export interface ResourceTotal {
  /** As in a case's id: the resource's id, else its lower-cased name, else "-". */
  readonly key: string;
  /** Its newest name, somebody else's text; empty where the rows have none. */
  readonly name: string;
  /** False for the one that gathers rows without a resource. */
  readonly isNamed: boolean;
  readonly failures: number;
}

export type GroupBy = "none" | "resource" | "code";

/** Cases by group. A member is one principal in one group; its columns hold the figures of its cases there. */
export interface CaseGroups {
  readonly by: Exclude<GroupBy, "none">;
  /** By group: key of the resource, or the code. */
  readonly keys: readonly string[];
  /** By group: newest name of the resource, somebody else's text; empty for codes. */
  readonly names: readonly string[];
  /** By member: its group, and the principal's index in the list. */
  readonly group: Int32Array;
  readonly principal: Int32Array;
  readonly failures: Float64Array;
  /** Epoch ms, NaN without times. */
  readonly firstFailure: Float64Array;
  readonly lastFailure: Float64Array;
  /** Rank of the worst state of its cases, an index into STATES. */
  readonly status: Uint8Array;
  /** Code with most failures. */
  readonly topCode: Int32Array;
  /** Adds the member's failures a day, aligned with the snapshot's days. */
  addTrend(member: number, into: Float64Array): void;
}
