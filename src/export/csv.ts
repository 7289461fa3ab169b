import type { Snapshot } from "../model/types";
import type { ExportOptions } from "./document";
import { guardFormula, visible } from "./guard";
import { COLUMN_TITLES, stepRows, type Cell } from "./rows";
import { documentWithWords } from "./words";

/** The checklists as CSV: UTF-8 with byte-order mark, CRLF, every field quoted, ISO times, formulas disarmed. */
export function toCsv(snapshot: Snapshot, options: ExportOptions): string {
  const lines = [line(COLUMN_TITLES)];
  const { document, wordsOf } = documentWithWords(snapshot, options);
  for (const row of stepRows(document, wordsOf)) lines.push(line(row));
  return `\uFEFF${lines.join("\r\n")}\r\n`;
}

function line(cells: readonly Cell[]): string {
  return cells
    .map((cell) => `"${(typeof cell === "number" ? String(cell) : safe(cell)).replaceAll('"', '""')}"`)
    .join(",");
}

function safe(text: string): string {
  return guardFormula(visible(text));
}
