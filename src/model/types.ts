import type { Actor, Certainty, CodeEntry, CommandLanguage, NextEntry, Severity } from "../knowledge/types";

/** Order: worst first. The array index is the rank used in columns. */
export const GRADES = ["critical", "poor", "attention", "good", "unknown"] as const;
export type Grade = (typeof GRADES)[number];

/** Order: worst first, as contract 3 ranks a principal's cases. The index is the rank used in columns. */
export const STATES = ["regressed", "failing", "changed", "quiet", "moved", "verified"] as const;
export type VerificationState = (typeof STATES)[number];

export type CredentialKind = "secret" | "certificate" | "federated" | "managedIdentity";
export type CredentialStatus = "valid" | "expired" | "notYetValid" | "unknown";
export type Likelihood = "likely" | "possible" | "unlikely";
export type MtlsReadiness = "possible" | "impossible" | "unknown";

/** All times are epoch milliseconds; null where the data has none. */
export type Time = number | null;

export interface Credential {
  readonly kind: CredentialKind;
  readonly keyId: string;
  readonly name: string;
  readonly start: Time;
  readonly end: Time;
  readonly lastUsed: Time;
  readonly origin: string;
  readonly usage: string;
  readonly thumbprint: string;
  readonly issuer: string;
  readonly subject: string;
  readonly status: CredentialStatus;
  /** True when a sign-in row names this key as the one used most recently. */
  readonly inUse: boolean;
}

export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly text: string;
  /** Key id (else name) of the credential concerned, or null for the principal as a whole. */
  readonly credential: string | null;
  /** Where the rule comes from, readable. */
  readonly source: string;
}

/** What the posture chip says, as data so that the view can word it in the reader's language. */
export interface PostureLabel {
  readonly subject: CredentialKind | "none" | "noData";
  readonly fact:
    "expired" | "notYetValid" | "daysLeft" | "lifetime" | "never" | "only" | "unused" | "several" | "mixed" | "ok";
  readonly days: number | null;
}

export interface Posture {
  readonly grade: Grade;
  readonly label: PostureLabel;
  readonly findings: readonly Finding[];
  /** One sentence that says what to do first, in English. */
  readonly advice: string;
}

export interface Evidence {
  readonly for: boolean;
  readonly text: string;
}

export interface Cause {
  readonly id: string;
  readonly title: string;
  readonly likelihood: Likelihood;
  readonly evidence: readonly Evidence[];
  /** What the rows cannot tell about this cause; empty where they can. */
  readonly remark: string;
  /** Verdict on the original guidance and its correction, for causes that it names. */
  readonly original: string | null;
  readonly verdict: "confirmed" | "corrected" | "unverified";
  readonly correction: string;
  /** Where verdict and correction come from, readable. */
  readonly source: string;
}

/** A piece of a command: `own` marks the reader's own ids, `missing` an id that the data lacks. */
export interface CommandPart {
  readonly text: string;
  readonly own: boolean;
  readonly missing: boolean;
}

export interface FilledCommand {
  readonly label: string;
  readonly language: CommandLanguage;
  readonly parts: readonly CommandPart[];
  readonly certainty: Certainty;
}

export interface ChecklistStep {
  readonly step: string;
  readonly title: string;
  readonly why: string;
  readonly action: string;
  readonly commands: readonly FilledCommand[];
  readonly who: readonly Actor[];
  readonly doneWhen: string;
  readonly next: readonly NextEntry[];
  readonly notes: readonly string[];
  readonly applies: boolean;
  /** Why the step does not apply; empty when it does. */
  readonly reason: string;
  /** True for a step that only later sign-ins can complete, and they did. */
  readonly completedBySystem: boolean;
  readonly certainty: Certainty;
  /** Readable source line, for example "MSAL.NET 4.87.0 sources; checked 2026-11-23; primary". */
  readonly source: string;
}

export interface Verification {
  readonly state: VerificationState;
  /** Time of the sign-in that decided the state (the success, the other code), or null. */
  readonly at: Time;
  /** One plain sentence, English. */
  readonly text: string;
  /** Codes that followed (state `changed`). */
  readonly codes: readonly number[];
}

export interface JudgedFix {
  readonly id: string;
  readonly original: string;
  readonly verdict: "confirmed" | "corrected" | "unverified";
  readonly correction: string;
  readonly source: string;
  readonly steps: readonly string[];
}

export interface Case {
  /** `principal|resourceId (else the lower-cased resource, else -)|code`. */
  readonly id: string;
  readonly code: number;
  /** Null when the catalogue does not know the code. */
  readonly entry: CodeEntry | null;
  /** Where the catalogue's words about the code come from; empty for unknown codes. */
  readonly entrySource: string;
  readonly resource: string;
  readonly resourceId: string;
  readonly failures: number;
  readonly firstFailure: Time;
  readonly lastFailure: Time;
  readonly tenantId: string;
  readonly correlationId: string;
  /** Credential types seen on the failing rows, most frequent first. */
  readonly credentialTypes: readonly { readonly type: string; readonly failures: number }[];
  readonly verification: Verification;
  readonly causes: readonly Cause[];
  readonly fixes: readonly JudgedFix[];
  readonly checklist: readonly ChecklistStep[];
}

/** Everything about one principal; made on demand, never for all rows of the list at once. */
export interface Principal {
  readonly index: number;
  /** Key of the principal: lower-cased object id, else app id, else "unidentified". */
  readonly id: string;
  readonly keyedBy: "servicePrincipalId" | "appId" | "none";
  /** The name, or the key where the data has none; see hasName. */
  readonly name: string;
  readonly hasName: boolean;
  readonly appId: string;
  readonly type: string;
  readonly tenantIds: readonly string[];
  readonly appOwnerTenantId: string;
  readonly signIns: number;
  readonly failures: number;
  /** Descending by failures. */
  readonly byCode: readonly { readonly code: number; readonly failures: number }[];
  readonly firstSeen: Time;
  readonly lastSeen: Time;
  readonly lastFailure: Time;
  readonly status: VerificationState | null;
  readonly posture: Posture;
  readonly mtlsReadiness: MtlsReadiness;
  readonly credentials: readonly Credential[];
  /** Worst first. */
  readonly cases: readonly Case[];
}

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
  /** End of the best valid credential, epoch ms, or NaN. */
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
  readonly field: string;
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
  /** Starts of the UTC days of the range, ascending and without gaps; empty without times. */
  readonly days: readonly number[];
  readonly columns: PrincipalColumns;
  readonly totals: Totals;
  /** Codes that occur, descending by failures. */
  readonly codes: readonly { readonly code: number; readonly failures: number }[];
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
  /** True when the principal has at least one failure with this code. */
  hasCode(index: number, code: number): boolean;
  principal(index: number): Principal;
}

export interface DailySeries {
  /** Codes, descending by total. */
  readonly codes: readonly number[];
  /** One array a code, aligned with the snapshot's days. */
  readonly failures: readonly Float64Array[];
}
