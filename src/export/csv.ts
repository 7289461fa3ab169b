import type { Snapshot } from "../model/types";
import { frameOf, type ExportOptions } from "./document";
import { cutsIntoFormula, guardCell, guardFormula, visible } from "./guard";
import { COLUMNS, statement, stepRows, type Cell, type StepRow } from "./rows";
import { wordedParts } from "./words";

const NOTHING: StepRow = { principal: null, found: null, step: null, words: null };
const LEFT_OUT = "Left out: a name in it could run in a spreadsheet. The JSON and Markdown exports have the command.";

/**
 * The checklists as CSV: UTF-8 with byte-order mark, CRLF, every field quoted, ISO times, formulas disarmed. Every row
 * carries the statement of what the file rests on; a file without rows has one that carries nothing else.
 */
export function toCsv(snapshot: Snapshot, options: ExportOptions): string {
  return [...csvPieces(snapshot, options)].join("");
}

/** The same in pieces. */
export function* csvPieces(snapshot: Snapshot, options: ExportOptions): Generator<string> {
  const about = statement(frameOf(snapshot, options));
  const end = csvLine(about.cells);
  const lineOf = (row: StepRow): string =>
    `${COLUMNS.map(({ title, of }) => (title === "Command" ? commandField(of(row)) : field(of(row)))).join(",")},${end}`;
  yield `${CSV_MARK}${csvLine([...COLUMNS.map(({ title }) => title), ...about.titles])}`;
  let isEmpty = true;
  for (const { document, wordsOf } of wordedParts(snapshot, options)) {
    const lines = [...stepRows(document, wordsOf)].map(lineOf);
    if (lines.length === 0) continue;
    isEmpty = false;
    yield lines.join("");
  }
  if (isEmpty) yield lineOf(NOTHING);
}

/** What a CSV file begins with, so that spreadsheets read it as UTF-8. */
export const CSV_MARK = "\uFEFF";

/** One line of a CSV file with its line end, every field quoted and guarded; numbers stay numbers. */
export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(field).join(",")}\r\n`;
}

function field(cell: Cell): string {
  return quoted(typeof cell === "number" ? String(cell) : guardCell(visible(cell)));
}

/** A guard within a command would change what it does, so a command that needs one is not written at all. */
function commandField(cell: Cell): string {
  const text = visible(String(cell));
  return quoted(cutsIntoFormula(text) ? LEFT_OUT : guardFormula(text));
}

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
