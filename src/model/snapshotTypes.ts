import type { CloudId } from "../knowledge/types";
import type { CaseGroups, CaseQuestion, GroupBy, ResourceTotal } from "./caseTypes";
import type { Field } from "./fields";
import type { Insight } from "./insights/types";
import type { Principal, Time } from "./principalTypes";

/** One column per list field, indexed by principal; NaN, -1 or 255 mean "none". */
export interface PrincipalColumns {
  readonly count: number;
  readonly id: readonly string[];
  readonly name: readonly string[];
  readonly appId: readonly string[];
  readonly signIns: Float64Array;
  readonly failures: Float64Array;
  readonly lastFailure: Float64Array;
  /** Code with most failures, or -1. */
  readonly topCode: Int32Array;
  /** Index into GRADES. */
  readonly grade: Uint8Array;
  /** Index into STATES, or 255 for a principal without cases. */
  readonly status: Uint8Array;
  /** 1 when any case is failing, regressed or changed. */
  readonly failing: Uint8Array;
  /** End of the best valid credential, epoch ms; where all held ones have expired, of the last to end; else NaN. */
  readonly nextExpiry: Float64Array;
}

export interface Problem {
  /** 1-based data row as the reader counts it, or 0 for the table as a whole. */
  readonly row: number;
  readonly field: string;
  readonly value: string;
  readonly reason: string;
}

export interface Problems {
  readonly total: number;
  /** The first 1,000. */
  readonly entries: readonly Problem[];
  /** The rest, counted by field and reason. */
  readonly more: readonly { readonly field: string; readonly reason: string; readonly count: number }[];
}

/** A field that was not mapped, and what it would add. */
export interface MissingField {
  readonly field: Field;
  /** Name of its field well. */
  readonly well: string;
  readonly adds: string;
  readonly required: boolean;
}

/** Figures for the summary line and the tile. Change compares the newer half of the days with the older half. */
export interface Totals {
  readonly principals: number;
  readonly failing: number;
  readonly signIns: number;
  readonly failures: number;
  readonly watchedFailures: number;
  readonly watchedCases: number;
  readonly expired: number;
  readonly expiring: number;
  /** Days before its end from which a credential counts as expiring. */
  readonly expiringDays: number;
  /** Principals with a failure in the newer half minus those in the older half; null without times. */
  readonly principalsChange: number | null;
  /** Failures, newer half against older half, in per cent; null when the older half has none. */
  readonly failuresChange: number | null;
}

/** Where the rows come from and how far they reach. */
export interface SourceInfo {
  readonly kind: string;
  readonly isSample: boolean;
  readonly rowsRead: number;
  /** Null while or when the number of rows is not known. */
  readonly rowsTotalKnown: number | null;
  readonly truncated: boolean;
  /** True while more rows are being fetched. */
  readonly loading: boolean;
  /** Why reading stopped before the end; empty otherwise. */
  readonly stopReason: string;
  readonly from: Time;
  readonly to: Time;
}

/** What the view draws and the exporters write: one consistent state of the model. */
export interface Snapshot {
  readonly now: number;
  /** Newest sign-in row, the clock of verification. */
  readonly asOf: Time;
  readonly source: SourceInfo;
  readonly rulesVersion: string;
  /** Codes that the reader wants to see first. */
  readonly watchedCodes: readonly number[];
  /** Starts of the UTC days of the range, ascending and without gaps; empty without times. */
  readonly days: readonly number[];
  readonly columns: PrincipalColumns;
  readonly totals: Totals;
  /** Codes that occur, descending by failures. */
  readonly codes: readonly { readonly code: number; readonly failures: number }[];
  /** Resources with failures, descending by failures. */
  readonly resources: readonly ResourceTotal[];
  /** The cloud of the commands and links. */
  readonly cloud: CloudId;
  readonly problems: Problems;
  readonly missing: readonly MissingField[];
  readonly hasTimes: boolean;
  readonly hasCredentials: boolean;
  /** True when at least one principal has no object id and is keyed by its app id. */
  readonly keyedByAppId: boolean;
  /** Failures of all principals per day and code, aligned with `days`. */
  dailyTotals(): DailySeries;
  /** Failures of one principal per day and code, aligned with `days`. */
  daily(index: number): DailySeries;
  /** Failures of one principal per day, all codes; a fresh array aligned with `days`. */
  trend(index: number): Float64Array;
  /** By list index: 1 where one case of the principal answers all of the question. */
  withCases(question: CaseQuestion): Uint8Array;
  /** The cases that answer the question, gathered by resource or by code. */
  caseGroups(by: Exclude<GroupBy, "none">, question: CaseQuestion): CaseGroups;
  /** What stands out across principals, those lines that concern most first; computed when first asked for. */
  insights(): readonly Insight[];
  principal(index: number): Principal;
}

export interface DailySeries {
  /** Codes, descending by total. */
  readonly codes: readonly number[];
  /** One array a code, aligned with the snapshot's days. */
  readonly failures: readonly Float64Array[];
}
