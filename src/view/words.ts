import { type Field, wellName } from "../model/fields";
import type { Grade, PostureLabel, Snapshot, VerificationState } from "../model/types";
import { advice } from "./advice";
import { el } from "./dom";
import type { Format } from "./format";
import { sentence } from "./rich";
import { full } from "./safeText";
import { found, text } from "./strings";
import type { StepState } from "../model/marks";

/** Words for values of the model, so that each is worded in one place. */

/** The name of a field's well as the report's author sees it in the pane of fields. */
export const wellWord = (field: Field): string => found(`well_${field}`) ?? wellName(field);

/** What a principal is called where its name is wanted; the caller cleans it as it draws. */
export const principalName = ({ columns }: Pick<Snapshot, "columns">, index: number): string =>
  columns.name[index] || columns.appId[index] || columns.id[index] || text("noName");

/** Codes in a line: all of them where they are few, else the first and how many more, as `50171 +6`. */
export function codesInBrief(codes: readonly number[], most: number): string {
  if (codes.length <= most) return codes.join(text("comma"));
  // One piece in any direction of reading.
  return `\u2066${String(codes[0])} +${String(codes.length - 1)}\u2069`;
}

export const GRADE_WORDS = {
  critical: "gradeCritical",
  poor: "gradePoor",
  attention: "gradeAttention",
  good: "gradeGood",
  unknown: "gradeUnknown",
} as const;
export const gradeWord = (grade: Grade): string => text(GRADE_WORDS[grade]);

const STATE_WORDS = {
  regressed: "stateRegressed",
  failing: "stateFailing",
  changed: "stateChanged",
  quiet: "stateQuiet",
  moved: "stateMoved",
  verified: "stateVerified",
} as const;
export const stateWord = (state: VerificationState | null): string =>
  text(state === null ? "stateNone" : STATE_WORDS[state]);

/** A principal without sign-in rows has not failed, but that proves nothing. */
export const statusWord = (state: VerificationState | null, signIns: number): string =>
  state === null && signIns === 0 ? text("stateNoSignIns") : stateWord(state);

const STEP_WORDS = {
  active: "markActive",
  planned: "markPlanned",
  postponed: "markPostponed",
  dismissed: "markDismissed",
  riskAccepted: "markRiskAccepted",
  completedByUser: "markDone",
  completedBySystem: "markVerified",
} as const;
export const stepWord = (state: StepState): string => text(STEP_WORDS[state]);

const SUBJECTS = {
  secret: "kindSecret",
  certificate: "kindCertificate",
  federated: "kindFederated",
  managedIdentity: "kindManagedIdentity",
  none: "kindNone",
  noData: "kindNoData",
  elsewhere: "kindElsewhere",
} as const;
export const kindWord = (kind: PostureLabel["subject"]): string => text(SUBJECTS[kind]);

const PLURALS = {
  secret: "kindSecrets",
  certificate: "kindCertificates",
  federated: "kindFederated",
  managedIdentity: "kindManagedIdentities",
  none: "kindNone",
  noData: "kindNoData",
  elsewhere: "kindElsewhere",
} as const;

const YEAR = 365;
const TWO_YEARS = 2 * YEAR;

/** The posture chip: subject first, then the one fact that decides. */
export function postureWords(label: PostureLabel, format: Format): string {
  const subject = kindWord(label.subject);
  if (label.subject === "none" || label.subject === "noData" || label.subject === "elsewhere") return subject;
  const days = label.days === null ? null : format.number(label.days);
  switch (label.fact) {
    case "notYetValid":
      return text("postureNotYet", subject);
    case "expired":
      return text("postureExpired", subject);
    case "daysLeft":
      return days === null ? subject : text("postureDaysLeft", subject, days);
    case "lifetime":
      if (label.days === null || days === null) return text("postureLong", subject);
      // Years from two on: the words must fit their column.
      return label.days >= TWO_YEARS
        ? text("postureLifetimeYears", subject, format.rough(label.days / YEAR))
        : text("postureLifetime", subject, days);
    case "never":
      return text("postureNever", subject);
    case "only":
      return days === null ? text("postureOnly", subject) : text("postureOnlyDays", subject, days);
    case "unused":
      return text("postureUnused", subject);
    case "several":
      return text("postureSeveral", text(PLURALS[label.subject]));
    case "mixed":
      return text("postureMixed", subject);
    case "ok":
      return days === null ? subject : text("postureDays", subject, days);
  }
}

const OPENING = /^(A|An|Either|No|One|Only|Some|That|The|These|This) /;

/** A sentence of the catalogue as it goes on after a colon: a capital stays where it begins a name. */
export const continued = (sentence: string): string =>
  unstopped(sentence).replace(OPENING, (word) => word.toLowerCase());

/** Without a closing full stop, so that a sentence can go on. */
export const unstopped = (sentence: string): string => sentence.trim().replace(/[.\s]+$/, "");

const OWN_RULE = /^No source found; inferred; checked (\S+)$/;

const ownRule = (source: string): string | null => {
  const [, checked] = OWN_RULE.exec(source) ?? [];
  return checked === undefined ? null : text("ownRule", checked);
};

/** A line of sources as a tooltip says it; what this product infers by itself is said to be so. */
export const sourceLine = (source: string): string => ownRule(source) ?? text("sourceIs", full(source));

/** The same, drawn. */
export function drawSource<K extends "p" | "small">(tag: K, source: string): HTMLElementTagNameMap[K] {
  const rule = ownRule(source);
  return el(tag, "spp-source", rule ?? sentence("", "sourceIs", advice("span", "", source)));
}

/** The same where a label stands before it. */
export const sourceValue = (source: string): HTMLElement => {
  const rule = ownRule(source);
  return rule === null ? advice("span", "", source) : el("span", "", rule);
};
