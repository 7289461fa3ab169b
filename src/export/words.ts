import type { Actor } from "../knowledge/types";
import type { Snapshot } from "../model/types";
import { exportDocument, type ExportDocument, type ExportOptions } from "./document";

/** A step's words beyond the document's own: what to do, who does it, when it is done. */
export interface StepWords {
  readonly action: string;
  readonly who: string;
  readonly doneWhen: string;
}

/** Finds the words of a step of the document. */
export type WordsOf = (caseId: string, step: string) => StepWords;

const ACTORS: Readonly<Record<Actor, string>> = {
  dev: "developer",
  admin: "admin",
  res: "resource owner",
  ms: "Microsoft",
  none: "",
};

const NO_WORDS: StepWords = { action: "", who: "", doneWhen: "" };

/** The document with the words that formats for people need, made in one pass over the principals. */
export function documentWithWords(
  snapshot: Snapshot,
  options: ExportOptions,
): { readonly document: ExportDocument; readonly wordsOf: WordsOf } {
  const words = new Map<string, StepWords>();
  const document = exportDocument(snapshot, options, (caseId, { step, action, who, doneWhen }) => {
    const actors = who.map((actor) => ACTORS[actor]).filter((word) => word !== "");
    words.set(`${caseId}|${step}`, { action, who: actors.join(", "), doneWhen });
  });
  return { document, wordsOf: (caseId, step) => words.get(`${caseId}|${step}`) ?? NO_WORDS };
}
