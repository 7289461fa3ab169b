import { writeXlsx } from "hucre/xlsx";
import type { Snapshot } from "../model/types";
import type { ExportDocument, ExportOptions } from "./document";
import { guardFormula, visible } from "./guard";
import { COLUMN_TITLES, stepRows, type Cell } from "./rows";
import { documentWithWords } from "./words";

const WIDE: Readonly<Record<string, number>> = { Command: 60, Title: 36, Case: 40, Action: 60, Reason: 40 };

/** The checklists as an Excel workbook: a Checklist sheet to work in and an About sheet that says what it rests on. */
export async function toXlsx(snapshot: Snapshot, options: ExportOptions): Promise<Uint8Array> {
  const { document, wordsOf } = documentWithWords(snapshot, options);
  const rows = [COLUMN_TITLES, ...stepRows(document, wordsOf)];
  return writeXlsx({
    sheets: [
      {
        name: "Checklist",
        columns: COLUMN_TITLES.map((title) => ({ width: WIDE[title] ?? 20 })),
        rows: rows.map((row) => row.map(cell)),
        freezePane: { rows: 1 },
        autoFilter: { range: `A1:${letter(COLUMN_TITLES.length)}${String(rows.length)}` },
      },
      { name: "About", columns: [{ width: 24 }, { width: 80 }], rows: about(document).map((row) => row.map(cell)) },
    ],
    properties: { created: new Date(options.generatedAt), modified: new Date(options.generatedAt) },
  });
}

function about({ source, rules, generatedAt, problems }: ExportDocument): Cell[][] {
  return [
    ["Service principal checklists", ""],
    ["Sample data", source.isSample ? "yes: nothing here is real" : "no"],
    ["Generated at (UTC)", generatedAt ?? ""],
    ["Source", source.kind],
    ["From (UTC)", source.from ?? "no times in the data"],
    ["To (UTC)", source.to ?? "no times in the data"],
    ["Rows read", source.rowsRead],
    ["Complete", source.truncated ? "no, reading stopped before the end" : "yes"],
    ["Unreadable values", problems.length],
    ["Rules", rules.version],
  ];
}

function cell(value: Cell): Cell {
  return typeof value === "number" ? value : guardFormula(visible(value));
}

function letter(column: number): string {
  return column <= 26
    ? String.fromCharCode(64 + column)
    : letter(Math.floor((column - 1) / 26)) + letter(((column - 1) % 26) + 1);
}
