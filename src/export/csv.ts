import type { Snapshot } from "../model/types";
import type { ExportOptions } from "./document";
import { cutsIntoFormula, guardCell, guardFormula, visible } from "./guard";
import { COLUMNS, statement, stepRows, type Cell, type StepRow } from "./rows";
import { documentWithWords } from "./words";

const NOTHING: StepRow = { principal: null, found: null, step: null, words: null };
const LEFT_OUT = "Left out: a name in it could run in a spreadsheet. The JSON and Markdown exports have the command.";

/**
 * The checklists as CSV: UTF-8 with byte-order mark, CRLF, every field quoted, ISO times, formulas disarmed. Every row
 * carries the statement of what the file rests on; a file without rows has one that carries nothing else.
 */
export function toCsv(snapshot: Snapshot, options: ExportOptions): string {
  const { document, wordsOf } = documentWithWords(snapshot, options);
  const about = statement(document);
  const end = about.cells.map(field).join(",");
  const lines = [csvLine([...COLUMNS.map(({ title }) => title), ...about.titles])];
  const write = (row: StepRow): void => {
    const cells = COLUMNS.map(({ title, of }) => (title === "Command" ? commandField(of(row)) : field(of(row))));
    lines.push(`${cells.join(",")},${end}`);
  };
  for (const row of stepRows(document, wordsOf)) write(row);
  if (lines.length === 1) write(NOTHING);
  return `\uFEFF${lines.join("\r\n")}\r\n`;
}

/** One line of a CSV file, every field quoted and guarded; numbers stay numbers. */
export function csvLine(cells: readonly Cell[]): string {
  return cells.map(field).join(",");
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
