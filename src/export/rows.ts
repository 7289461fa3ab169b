import type { ExportDocument, ExportedCase, ExportedPrincipal, ExportedStep } from "./document";
import type { StepWords, WordsOf } from "./words";

/** A cell of a table export; numbers stay numbers. */
export type Cell = string | number;

interface StepRow {
  readonly document: ExportDocument;
  readonly principal: ExportedPrincipal;
  readonly found: ExportedCase | null;
  readonly step: ExportedStep | null;
  readonly words: StepWords | null;
}

const COLUMNS: readonly { readonly title: string; readonly of: (row: StepRow) => Cell }[] = [
  { title: "Service principal", of: ({ principal }) => principal.name },
  { title: "Service principal id", of: ({ principal }) => principal.id },
  { title: "Application id", of: ({ principal }) => principal.appId },
  { title: "Posture", of: ({ principal }) => principal.posture.grade },
  { title: "Case", of: ({ found }) => found?.id ?? "" },
  { title: "Code", of: ({ found }) => found?.code ?? "" },
  { title: "Resource", of: ({ found }) => found?.resource ?? "" },
  { title: "Resource id", of: ({ found }) => found?.resourceId ?? "" },
  { title: "Failures", of: ({ found, principal }) => found?.failures ?? principal.failures },
  { title: "First failure (UTC)", of: ({ found }) => found?.firstFailure ?? "" },
  { title: "Last failure (UTC)", of: ({ found }) => found?.lastFailure ?? "" },
  { title: "Verification", of: ({ found }) => found?.verification ?? "" },
  { title: "Step", of: ({ step }) => step?.step ?? "" },
  { title: "Title", of: ({ step }) => step?.title ?? "" },
  { title: "Who", of: ({ words }) => words?.who ?? "" },
  { title: "Action", of: ({ words }) => words?.action ?? "" },
  { title: "State", of: ({ step }) => step?.state ?? "" },
  { title: "Applies", of: ({ step }) => (step === null ? "" : step.applies ? "yes" : "no") },
  { title: "Note", of: ({ step }) => step?.note ?? "" },
  { title: "Reason", of: ({ step }) => step?.reason ?? "" },
  { title: "Assignee", of: ({ step }) => step?.assignee ?? "" },
  { title: "Due", of: ({ step }) => step?.due ?? "" },
  { title: "Changed at (UTC)", of: ({ step }) => step?.changedAt ?? "" },
  { title: "Command", of: ({ step }) => step?.value ?? "" },
  { title: "Sample data", of: ({ document }) => (document.source.isSample ? "yes" : "no") },
  { title: "Rules", of: ({ document }) => document.rules.version },
  { title: "Generated at (UTC)", of: ({ document }) => document.generatedAt ?? "" },
];

export const COLUMN_TITLES: readonly string[] = COLUMNS.map(({ title }) => title);

/** One row a step; a principal without cases has one row of its own, so that nobody drops out. */
export function* stepRows(document: ExportDocument, wordsOf: WordsOf): Generator<readonly Cell[]> {
  for (const principal of document.principals) {
    if (principal.cases.length === 0) yield cells({ document, principal, found: null, step: null, words: null });
    for (const found of principal.cases) {
      for (const step of found.checklist)
        yield cells({ document, principal, found, step, words: wordsOf(found.id, step.step) });
    }
  }
}

function cells(row: StepRow): readonly Cell[] {
  return COLUMNS.map(({ of }) => of(row));
}
