import { aboutLines } from "./about";
import type { ExportDocument, ExportedCase, ExportedPrincipal, ExportedStep } from "./document";
import type { StepWords, WordsOf } from "./words";

/** A cell of a table export; numbers stay numbers. Times and days are ISO text here, and dates in a workbook. */
export type Cell = string | number;

/** How a workbook writes a column. */
export type CellKind = "text" | "number" | "time" | "day";

/** A row of the checklist table: a step of a case, a principal without cases, or nothing but the statement. */
export interface StepRow {
  readonly principal: ExportedPrincipal | null;
  readonly found: ExportedCase | null;
  readonly step: ExportedStep | null;
  readonly words: StepWords | null;
}

export interface Column {
  readonly title: string;
  readonly kind: CellKind;
  /** In characters; the workbook wraps where it is given. */
  readonly width?: number;
  readonly of: (row: StepRow) => Cell;
}

/** The checklist's columns, in both table formats; those with these titles are read back. */
export const COLUMNS: readonly Column[] = [
  { title: "Service principal", kind: "text", width: 30, of: ({ principal }) => principal?.name ?? "" },
  { title: "Service principal id", kind: "text", of: ({ principal }) => principal?.id ?? "" },
  { title: "Application id", kind: "text", of: ({ principal }) => principal?.appId ?? "" },
  { title: "Posture", kind: "text", width: 11, of: ({ principal }) => principal?.posture.grade ?? "" },
  { title: "Case", kind: "text", of: ({ found }) => found?.id ?? "" },
  { title: "Code", kind: "number", width: 10, of: ({ found }) => found?.code ?? "" },
  { title: "Resource", kind: "text", width: 26, of: ({ found }) => found?.resource ?? "" },
  { title: "Resource id", kind: "text", of: ({ found }) => found?.resourceId ?? "" },
  {
    title: "Failures",
    kind: "number",
    width: 10,
    of: ({ found, principal }) => found?.failures ?? principal?.failures ?? "",
  },
  { title: "First failure (UTC)", kind: "time", of: ({ found }) => found?.firstFailure ?? "" },
  { title: "Last failure (UTC)", kind: "time", of: ({ found }) => found?.lastFailure ?? "" },
  { title: "Verification", kind: "text", width: 12, of: ({ found }) => found?.verification ?? "" },
  { title: "Step", kind: "text", of: ({ step }) => step?.step ?? "" },
  { title: "Title", kind: "text", width: 40, of: ({ step }) => step?.title ?? "" },
  { title: "Who", kind: "text", width: 18, of: ({ words }) => words?.who ?? "" },
  { title: "Action", kind: "text", width: 60, of: ({ words }) => words?.action ?? "" },
  { title: "Done when", kind: "text", width: 40, of: ({ words }) => words?.doneWhen ?? "" },
  { title: "State", kind: "text", width: 18, of: ({ step }) => step?.state ?? "" },
  { title: "Applies", kind: "text", width: 9, of: ({ step }) => (step === null ? "" : step.applies ? "yes" : "no") },
  { title: "Note", kind: "text", width: 40, of: ({ step }) => step?.note ?? "" },
  { title: "Reason", kind: "text", width: 40, of: ({ step }) => step?.reason ?? "" },
  { title: "Assignee", kind: "text", width: 24, of: ({ step }) => step?.assignee ?? "" },
  { title: "Due", kind: "day", width: 12, of: ({ step }) => step?.due ?? "" },
  { title: "Changed at (UTC)", kind: "time", of: ({ step }) => step?.changedAt ?? "" },
  { title: "Command", kind: "text", width: 60, of: ({ step }) => step?.value ?? "" },
  { title: "Step source", kind: "text", width: 40, of: ({ words }) => words?.source ?? "" },
];

/** One row a step; a principal without cases has one row of its own, so that nobody drops out. */
export function* stepRows(document: ExportDocument, wordsOf: WordsOf): Generator<StepRow> {
  for (const principal of document.principals) {
    if (principal.cases.length === 0) yield { principal, found: null, step: null, words: null };
    for (const found of principal.cases) {
      const { steps } = wordsOf(found.id);
      for (const [i, step] of found.checklist.entries()) yield { principal, found, step, words: steps[i] ?? null };
    }
  }
}

/** The statement of the file as columns for a table that has no other place for it. */
export function statement(document: ExportDocument): {
  readonly titles: readonly string[];
  readonly cells: readonly Cell[];
} {
  const lines = aboutLines(document);
  return { titles: lines.map(({ label }) => label), cells: lines.map(({ value }) => value) };
}
