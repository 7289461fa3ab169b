import type { Snapshot } from "../model/types";
import type { ExportOptions } from "./document";
import { COLUMNS, stepRows, type Cell } from "./rows";
import { evidenceRows, summaryRows } from "./sheets";
import { wordedParts } from "./words";

/** Rows of some principals in a workbook's sheets: plain data, so that another thread can write them. */
export interface WorkbookPart {
  readonly summary: readonly (readonly Cell[])[];
  readonly steps: readonly (readonly Cell[])[];
  readonly evidence: readonly (readonly Cell[])[];
}

/** The rows of a workbook, some principals at a time. */
export function* workbookParts(snapshot: Snapshot, options: ExportOptions): Generator<WorkbookPart> {
  for (const { document, wordsOf } of wordedParts(snapshot, options)) {
    yield {
      summary: summaryRows(document),
      steps: [...stepRows(document, wordsOf)].map((row) => COLUMNS.map(({ of }) => of(row))),
      evidence: evidenceRows(document, wordsOf),
    };
  }
}
