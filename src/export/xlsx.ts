import { writeXlsx, type CellStyle, type CellValue, type WriteSheet } from "hucre/xlsx";
import { lookupUrl } from "../knowledge";
import { STEP_STATES } from "../model/marks";
import type { Snapshot } from "../model/types";
import { aboutLines } from "./about";
import { frameOf, type ExportDocument, type ExportOptions } from "./document";
import { cut, guardFormula, visible } from "./guard";
import { COLUMNS, type Cell, type CellKind } from "./rows";
import { EVIDENCE_COLUMNS, SUMMARY_COLUMNS, type SheetColumn } from "./sheets";
import { workbookParts, type WorkbookPart } from "./workbookParts";

/** What a cell of Excel holds at most, and a sheet's rows, the header included. */
const LONGEST = 32_767;
const MOST_ROWS = 1_048_576;

const FORMATS: Readonly<Partial<Record<CellKind, string>>> = { time: "yyyy-mm-dd hh:mm:ss", day: "yyyy-mm-dd" };
const HEAD: CellStyle = {
  font: { bold: true },
  fill: { type: "pattern", pattern: "solid", fgColor: { rgb: "E8EDF2" } },
  alignment: { vertical: "top", wrapText: true },
};
const LINK: CellStyle = { font: { underline: true, color: { rgb: "0F548C" } }, alignment: { vertical: "top" } };

/** What a reader may set; only verification completes a step by the system. */
const CHOICES = STEP_STATES.filter((state) => state !== "completedBySystem");

/**
 * The checklists as an Excel workbook: Summary (one row a principal), Checklist (one row a step, to work in and to give
 * back), Evidence (what the rows say for and against each cause) and About (what the file rests on).
 */
export function toXlsx(snapshot: Snapshot, options: ExportOptions): Promise<Uint8Array> {
  return writeWorkbook(frameOf(snapshot, options), [...workbookParts(snapshot, options)]);
}

/** The workbook of parts that were made before, elsewhere or with pauses; `frame` is what the file says about itself. */
export async function writeWorkbook(frame: ExportDocument, parts: readonly WorkbookPart[]): Promise<Uint8Array> {
  const steps = parts.flatMap((part) => part.steps);
  const checklist = table("Checklist", COLUMNS, steps);
  const last = String(checklist.rows?.length ?? 1);
  const stateColumn = letter(COLUMNS.findIndex(({ title }) => title === "State") + 1);
  const generatedAt = new Date(frame.generatedAt ?? 0);
  return writeXlsx({
    sheets: [
      table(
        "Summary",
        SUMMARY_COLUMNS,
        parts.flatMap((part) => part.summary),
      ),
      {
        ...checklist,
        ...(steps.length > 0 && {
          dataValidations: [
            {
              type: "list",
              values: [...CHOICES],
              range: `${stateColumn}2:${stateColumn}${last}`,
              allowBlank: true,
              showErrorMessage: true,
              errorTitle: "State of a step",
              errorMessage: `One of: ${CHOICES.join(", ")}.`,
            },
          ],
        }),
      },
      table(
        "Evidence",
        EVIDENCE_COLUMNS,
        parts.flatMap((part) => part.evidence),
      ),
      aboutSheet(frame, Math.max(0, steps.length + 1 - MOST_ROWS)),
    ],
    properties: { title: "Service principal checklists", created: generatedAt, modified: generatedAt },
  });
}

/** A sheet with a frozen, filtered header, real dates and numbers, and links from the codes. */
function table(name: string, columns: readonly SheetColumn[], all: readonly (readonly Cell[])[]): WriteSheet {
  const rows = all.slice(0, MOST_ROWS - 1);
  const cells = new Map<string, object>();
  columns.forEach((_, at) => cells.set(`0,${String(at)}`, { style: HEAD }));
  const code = columns.findIndex(({ title }) => title === "Code");
  rows.forEach((row, i) => {
    const value = row[code];
    if (typeof value !== "number") return;
    const target = lookupUrl(value);
    cells.set(`${String(i + 1)},${String(code)}`, { style: LINK, hyperlink: { target, tooltip: target } });
  });
  return {
    name,
    columns: columns.map(({ kind, width }) => ({
      width: width ?? (kind === "time" ? 20 : 38),
      style: {
        ...(FORMATS[kind] && { numFmt: FORMATS[kind] }),
        alignment: { vertical: "top", wrapText: width !== undefined },
      },
    })),
    rows: [
      columns.map(({ title }) => title),
      ...rows.map((row) => row.map((cell, at) => typed(cell, columns[at]?.kind ?? "text"))),
    ],
    cells,
    freezePane: { rows: 1 },
    autoFilter: { range: `A1:${letter(columns.length)}${String(rows.length + 1)}` },
    pageSetup: { orientation: "landscape", fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  };
}

function aboutSheet(document: ExportDocument, leftOut: number): WriteSheet {
  const lines: [string, Cell][] = [
    ["Service principal checklists", ""],
    ...aboutLines(document).map(({ label, value }): [string, Cell] => [label, value]),
    ["Unreadable values", document.problems.length],
    ["Format", `${document.$schema}: the columns of the sheet Checklist can be read back`],
    [
      "Not in this file",
      "secrets and hints of secrets, IP addresses, user agents: the facts keep none that are exported",
    ],
  ];
  if (leftOut > 0) lines.push(["Rows left out", leftOut]);
  return {
    name: "About",
    columns: [{ width: 26 }, { width: 100, style: { alignment: { vertical: "top", wrapText: true } } }],
    rows: lines.map(([label, value]) => [label, typed(value, label.endsWith("(UTC)") ? "time" : "text")]),
    cells: new Map(
      lines.map(([label], i): [string, object] => [
        `${String(i)},1`,
        label.endsWith("(UTC)") ? { style: { numFmt: FORMATS.time, alignment: { horizontal: "left" } } } : {},
      ]),
    ),
  };
}

/** Dates as dates, numbers as numbers, text disarmed and no longer than a cell. An empty cell is empty. */
function typed(cell: Cell, kind: CellKind): CellValue {
  if (typeof cell === "number") return cell;
  if (cell === "") return null;
  if (kind === "time" || kind === "day") {
    const time = Date.parse(cell);
    if (!Number.isNaN(time)) return new Date(time);
  }
  return cut(guardFormula(visible(cell)), LONGEST);
}

function letter(column: number): string {
  return column <= 26
    ? String.fromCharCode(64 + column)
    : letter(Math.floor((column - 1) / 26)) + letter(((column - 1) % 26) + 1);
}
