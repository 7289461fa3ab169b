import type {
  Actor,
  Certainty,
  CauseEntry,
  CodeEntry,
  CommandLanguage,
  FixEntry,
  NextEntry,
  Severity,
} from "../knowledge/types";

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
  readonly subject: CredentialKind | "none" | "noData" | "elsewhere";
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

export interface Cause extends Pick<CauseEntry, "id" | "title" | "original" | "verdict" | "correction"> {
  readonly likelihood: Likelihood;
  readonly evidence: readonly Evidence[];
  /** What the rows cannot tell about this cause; empty where they can. */
  readonly remark: string;
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
  /** What to know before using it; empty where nothing. */
  readonly remark: string;
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
  /** Titles of what the commands' syntax rests on; empty where the step's own sources cover them. */
  readonly commandSources: string;
}

export interface Verification {
  readonly state: VerificationState;
  /** Time of the sign-in that decided the state (the success, the other code), or null. */
  readonly at: Time;
  /** One plain sentence, English. */
  readonly text: string;
  /** What to do next in this state, and where that comes from. */
  readonly next: string;
  readonly nextSource: string;
  /** Codes that followed (state `changed`). */
  readonly codes: readonly number[];
  /** When the case last failed again after a success, whatever followed; null where it never did. */
  readonly cameBackAt: Time;
}

/** A fix of the original guidance, judged, with a readable source line. */
export interface JudgedFix extends FixEntry {
  readonly source: string;
}

export interface Case {
  /** `principal|resourceId (else the lower-cased resource, else -)|code`. */
  readonly id: string;
  readonly code: number;
  /** Null when the catalogue does not know the code. */
  readonly entry: CodeEntry | null;
  /** Where the catalogue's words about the code come from; empty for unknown codes. */
  readonly entrySource: string;
  /** What the failure means for an automation, and where that comes from. */
  readonly summary: string;
  readonly summarySource: string;
  /** The newest description in the log, somebody else's text; empty where the rows have none. */
  readonly message: string;
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
  /** What the rows show around the first failure, one sentence each. */
  readonly changes: readonly string[];
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
  /** The tenant that owns the application, where that is another one; else empty. */
  readonly elsewhereOwner: string;
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
