/** How well a statement is supported. Only `primary` and `secondary` may be worded as fact. */
export type Certainty = "primary" | "secondary" | "inferred" | "unverified";

/** Where a statement comes from: keys of sources.json, how sure it is, and the day it was checked (ISO date). */
export interface Provenance {
  readonly sources: readonly string[];
  readonly certainty: Certainty;
  readonly checked: string;
}

/** A document that statements rest on. `reference` is `repository@commit:path` or a page title. */
export interface SourceEntry {
  readonly key: string;
  readonly title: string;
  readonly reference: string;
}

export type Category = "credential" | "config" | "policy" | "federation" | "transient" | "throttling" | "user";

/** Who can act: the client's developer, the Entra administrator, the resource's owner, Microsoft, or nobody. */
export type Actor = "dev" | "admin" | "res" | "ms" | "none";

/** One AADSTS result code. */
export interface CodeEntry extends Provenance {
  readonly code: number;
  /** At most 16 characters, for the pill in the list. */
  readonly short: string;
  readonly meaning: string;
  readonly category: Category;
  readonly actor: Actor;
  readonly firstAction: string;
  /** Codes that may follow once the first action is done. */
  readonly next: readonly NextEntry[];
}

export type Verdict = "confirmed" | "confirmedInPart" | "corrected" | "unverified";

/** What one signal of the rows says about a cause: points for it (above 0), against it (below 0), or a remark (0). */
export interface EvidenceRule {
  readonly signal: string;
  readonly points: number;
}

/** Something that the rows can show about a case; `text` has `{placeholders}` that the signal's values fill. */
export interface SignalEntry {
  readonly id: string;
  readonly text: string;
  /** True for what happened around the first failure: shown to the reader even where no cause refers to it. */
  readonly change: boolean;
}

/** A cause that a case may have: one that the usual advice names, judged, or one that the facts add. */
export interface CauseEntry extends Provenance {
  readonly id: string;
  readonly title: string;
  /** What the usual advice says, in our words; null for causes it does not have. */
  readonly original: string | null;
  readonly verdict: Verdict;
  readonly correction: string;
  readonly evidence: readonly EvidenceRule[];
  /** What no row can tell about this cause; empty where rows can. */
  readonly remark: string;
}

/** One fix named by the original guidance, judged, with the checklist steps that replace it. */
export interface FixEntry extends Provenance {
  readonly id: string;
  readonly original: string;
  readonly verdict: Verdict;
  readonly correction: string;
  readonly steps: readonly string[];
}

export type CommandLanguage =
  "bash" | "powershell" | "http" | "kql" | "text" | "csharp" | "javascript" | "python" | "java" | "go" | "json";

/**
 * A command template; `{tenantId}` and its like are replaced by the case's own ids. Neighbors with one label are ways to
 * do the same thing.
 */
export interface CommandEntry {
  readonly language: CommandLanguage;
  readonly label: string;
  readonly template: string;
  readonly certainty: Certainty;
  /** Sources of its own where those of the step do not cover it. */
  readonly sources?: readonly string[];
  /** What to know before using it, for example that no release has the option. */
  readonly remark?: string;
}

/** A code that may follow the step, and what meeting it means. */
export interface NextEntry {
  readonly code: number;
  readonly means: "progress" | "otherFault";
  readonly text: string;
  readonly certainty: Certainty;
}

/** A signal of the rows that makes a step needless; worded in `reason`. */
export interface ExemptionEntry {
  readonly when: string;
  readonly reason: string;
}

/** One step of a checklist. */
export interface StepEntry extends Provenance {
  readonly id: string;
  readonly title: string;
  readonly why: string;
  readonly action: string;
  readonly commands: readonly CommandEntry[];
  readonly who: readonly Actor[];
  readonly doneWhen: string;
  readonly next: readonly NextEntry[];
  readonly notes: readonly string[];
  readonly exemptions: readonly ExemptionEntry[];
  /** Ids of causes that this step tests or removes. */
  readonly causes: readonly string[];
}

/** The checklist of some codes, or of every other code of a category. */
export interface ChecklistEntry extends Provenance {
  readonly id: string;
  /** Empty for the checklist of a category. */
  readonly codes: readonly number[];
  readonly category: Category | "unknown" | null;
  /** What the failure means, before the steps. */
  readonly summary: string;
  readonly causes: readonly CauseEntry[];
  readonly fixes: readonly FixEntry[];
  readonly steps: readonly StepEntry[];
}

/** Clouds that a reader can choose. */
export type CloudId = "public" | "usgov" | "china";

/** Hosts of a cloud. `mtlsProven` is false where no library or document shows that the host answers. */
export interface CloudEntry extends Provenance {
  readonly id: CloudId | "fr" | "de" | "sg" | "usgov-legacy" | "china-legacy";
  readonly title: string;
  readonly loginHost: string;
  readonly loginAliases: readonly string[];
  /** Empty where mutual TLS is refused. */
  readonly mtlsHost: string;
  readonly mtlsProven: boolean;
  /** Microsoft Graph; empty where no source names it. */
  readonly graphHost: string;
  /** The name that `az cloud set` takes; empty where no source names it. */
  readonly azCloud: string;
  /** Entra admin center; empty where no source names it. */
  readonly portalHost: string;
  /** The Log Analytics query API; empty where no source names it. */
  readonly logsHost: string;
  /** What its tokens are for, without a slash at the end; the global cloud's differs from the host. */
  readonly logsAudience: string;
  /**
   * Power BI's API, the host whose pages are embedded, and the resource of its scopes; empty where no source names them.
   * Those of the US Government cloud are GCC High's: GCC signs in at the global cloud, DoD has hosts of its own.
   */
  readonly powerBiApiHost: string;
  readonly powerBiAppHost: string;
  readonly powerBiResource: string;
  readonly note: string;
}

/** A page of the Entra admin center; `path` has `{appId}` and `{objectId}`. */
export interface PortalPageEntry extends Provenance {
  readonly id: "application" | "enterpriseApplication" | "signIns";
  readonly path: string;
  /** What to know before following it; empty where nothing. */
  readonly remark: string;
}

/** A word in a user agent and what may have sent it: a product that picks the endpoint itself, or a client library. */
export interface AgentEntry extends Provenance {
  readonly word: string;
  readonly kind: "connector" | "library";
  readonly product: string;
}

export type Severity = "critical" | "poor" | "attention" | "note" | "good" | "unknown";

/** A posture rule; `threshold` is in days and may be changed by settings, `text` has `{placeholders}`. */
export interface PostureRuleEntry extends Provenance {
  readonly id: string;
  readonly severity: Severity;
  readonly threshold: number | null;
  readonly condition: string;
  readonly text: string;
  /** What to do about it, one sentence. */
  readonly advice: string;
}

/** What a reader does next with a case in one of the states of verification. */
export interface StateEntry extends Provenance {
  readonly state: "regressed" | "failing" | "changed" | "quiet" | "moved" | "verified";
  readonly next: string;
}

/** An error that a library raises before anything is sent, so that no sign-in log has it. */
export interface ClientErrorEntry extends Provenance {
  readonly id: string;
  readonly meaning: string;
}
