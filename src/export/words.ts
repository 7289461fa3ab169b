import type { Actor, Certainty } from "../knowledge/types";
import type { StepState } from "../model/marks";
import type { Case, ChecklistStep, Likelihood, Snapshot, VerificationState } from "../model/types";
import { commandTexts } from "./commands";
import {
  exportDocument,
  type ExportDocument,
  type ExportedCase,
  type ExportedPrincipal,
  type ExportOptions,
} from "./document";
import { partsOf } from "./scope";

/** A step's words beyond the document's own: what to do, who does it, when it is done, what that rests on. */
export interface StepWords {
  readonly why: string;
  readonly action: string;
  readonly who: string;
  readonly doneWhen: string;
  readonly notes: readonly string[];
  /** Each with its label. */
  readonly commands: readonly string[];
  /** Readable source line; says how sure it is. */
  readonly source: string;
  /** Sources of the commands where they are others; else empty. */
  readonly commandSources: string;
  readonly certainty: Certainty;
}

/** A case's words beyond the document's own. */
export interface CaseWords {
  /** What the code means; empty where the catalogue does not know it. */
  readonly meaning: string;
  readonly meaningSource: string;
  readonly summary: string;
  readonly summarySource: string;
  readonly next: string;
  readonly nextSource: string;
  readonly causes: readonly { readonly title: string; readonly remark: string; readonly source: string }[];
  readonly steps: readonly StepWords[];
}

/** Finds the words of a case of the document. */
export type WordsOf = (caseId: string) => CaseWords;

const ACTORS: Readonly<Record<Actor, string>> = {
  dev: "developer",
  admin: "admin",
  res: "resource owner",
  ms: "Microsoft",
  none: "",
};

/** States of a step as a reader says them. */
export const STATE_WORDS: Readonly<Record<StepState, string>> = {
  active: "active",
  planned: "planned",
  postponed: "postponed",
  dismissed: "dismissed",
  riskAccepted: "risk accepted",
  completedByUser: "completed by user",
  completedBySystem: "completed by a later sign-in",
};

export const LIKELIHOOD_WORDS: Readonly<Record<Likelihood, string>> = {
  likely: "likely",
  possible: "possible",
  unlikely: "unlikely",
};

/** Whether a state of a case asks for work. */
export const OPEN_STATES: ReadonlySet<VerificationState> = new Set(["regressed", "failing", "changed"]);

/** True for a state that puts a tick in the box. */
export const isDone = (state: StepState): boolean => state === "completedByUser" || state === "completedBySystem";

/** A remark that tells what a user agent says. */
const USER_AGENT = /user agent/i;

const NO_WORDS: CaseWords = {
  meaning: "",
  meaningSource: "",
  summary: "",
  summarySource: "",
  next: "",
  nextSource: "",
  causes: [],
  steps: [],
};

/** A document with the words that formats for people need. */
export interface WordedDocument {
  readonly document: ExportDocument;
  readonly wordsOf: WordsOf;
}

/** The whole document, made in one pass over the principals. */
export function documentWithWords(
  snapshot: Snapshot,
  options: ExportOptions,
  indices?: readonly number[],
): WordedDocument {
  const words = new Map<string, CaseWords>();
  const document = exportDocument(
    snapshot,
    options,
    (found) => words.set(found.id, caseWords(found, options.include?.userAgents === true)),
    indices,
  );
  return { document, wordsOf: (caseId) => words.get(caseId) ?? NO_WORDS };
}

/** The same with some principals at a time, in their order; at least one, which may have none. */
export function* wordedParts(snapshot: Snapshot, options: ExportOptions): Generator<WordedDocument> {
  for (const indices of partsOf(snapshot, options.scope)) yield documentWithWords(snapshot, options, indices);
}

/** A case of the document with its principal and its words. */
export interface WordedCase {
  readonly principal: ExportedPrincipal;
  readonly found: ExportedCase;
  readonly words: CaseWords;
}

/** Every case, in the document's order, with few of them in memory. */
export function* wordedCases(snapshot: Snapshot, options: ExportOptions): Generator<WordedCase> {
  for (const { document, wordsOf } of wordedParts(snapshot, options)) {
    for (const principal of document.principals) {
      for (const found of principal.cases) yield { principal, found, words: wordsOf(found.id) };
    }
  }
}

/** Only what is written: a case of the model with its commands in parts would fill the memory of a large export. */
function caseWords(found: Case, userAgents: boolean): CaseWords {
  const { entry, entrySource, summary, summarySource, verification } = found;
  return {
    meaning: entry?.meaning ?? "",
    meaningSource: entrySource,
    summary,
    summarySource,
    next: verification.next,
    nextSource: verification.nextSource,
    causes: found.causes.map(({ title, remark, source }) => ({
      title,
      remark: userAgents || !USER_AGENT.test(remark) ? remark : "",
      source,
    })),
    steps: found.checklist.map(stepWords),
  };
}

function stepWords(step: ChecklistStep): StepWords {
  const { why, action, who, doneWhen, notes, commands, source, commandSources, certainty } = step;
  const actors = who.map((actor) => ACTORS[actor]).filter((word) => word !== "");
  return {
    why,
    action,
    who: actors.join(", "),
    doneWhen,
    notes,
    commands: commandTexts(commands),
    source,
    commandSources,
    certainty,
  };
}
