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
}

export type Verdict = "confirmed" | "corrected" | "unverified";

/** One cause named by the original guidance, judged; or one that the facts add. */
export interface CauseEntry extends Provenance {
  readonly id: string;
  readonly title: string;
  /** What the original guidance says, in our words; null for causes it does not have. */
  readonly original: string | null;
  readonly verdict: Verdict;
  readonly correction: string;
}

/** One fix named by the original guidance, judged, with the checklist steps that replace it. */
export interface FixEntry extends Provenance {
  readonly id: string;
  readonly original: string;
  readonly verdict: Verdict;
  readonly correction: string;
  readonly steps: readonly string[];
}

export type CommandLanguage = "shell" | "http" | "kql" | "text" | "csharp";

/** A command template; `{tenantId}` and its like are replaced by the case's own ids. */
export interface CommandEntry {
  readonly language: CommandLanguage;
  readonly label: string;
  readonly template: string;
  readonly certainty: Certainty;
}

/** A code that may follow the step, and what meeting it means. */
export interface NextEntry {
  readonly code: number;
  readonly means: "progress" | "otherFault";
  readonly text: string;
}

/** A situation, read from the data alone, in which a step does not apply; worded in `reason`. */
export interface ExemptionEntry {
  readonly when: "onlySecretUsed" | "noSecretHeld" | "managedIdentity";
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

/** The knowledge about one code that has a checklist of its own. */
export interface ChecklistEntry {
  readonly code: number;
  readonly officialText: string;
  readonly summary: string;
  readonly causes: readonly CauseEntry[];
  readonly fixes: readonly FixEntry[];
  readonly steps: readonly StepEntry[];
}

export type CloudId = "public" | "usgov" | "china";

/** Hosts of a cloud. `mtlsProven` is false where no library or document shows that the host answers. */
export interface CloudEntry extends Provenance {
  readonly id: CloudId;
  readonly title: string;
  readonly loginHost: string;
  readonly loginAliases: readonly string[];
  readonly mtlsHost: string;
  readonly mtlsProven: boolean;
  readonly note: string;
}

/** A word in a user agent and the product that may have sent it. */
export interface ConnectorEntry extends Provenance {
  readonly word: string;
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
