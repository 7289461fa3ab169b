import { fixture } from "./load";

/** A row of a Markdown table: the cells' text by column header. */
export type GoldenRow = Readonly<Record<string, string>>;

const cellsOf = (line: string): string[] =>
  line
    .split("|")
    .slice(1, -1)
    .map((cell) => cell.trim());

/** The rows of every pipe table in a file of test/golden, in order; each table brings its own headers. */
export function goldenRows(file: string): GoldenRow[] {
  const rows: GoldenRow[] = [];
  let headers: readonly string[] | null = null;
  for (const line of fixture("test/golden", file).split(/\r?\n/)) {
    if (!line.startsWith("|")) {
      headers = null;
      continue;
    }
    const cells = cellsOf(line);
    if (headers === null) {
      headers = cells;
      continue;
    }
    if (cells.every((cell) => /^:?-+:?$/.test(cell))) continue;
    if (cells.length !== headers.length)
      throw new Error(`${file}: ${cells.length} cells instead of ${headers.length}: ${line}`);
    rows.push(Object.fromEntries(headers.map((header, i) => [header, cells[i] ?? ""])));
  }
  return rows;
}

/** The cell of a column; a column that the table lacks fails the test. */
export function cell(row: GoldenRow, column: string): string {
  const text = row[column];
  if (text === undefined) throw new Error(`the table has no column "${column}"`);
  return text;
}

/** Splits a cell at a separator; nothing and a dash are an empty list. */
export function listOf(text: string, separator: string): string[] {
  return text === "" || text === "–" ? [] : text.split(separator).map((part) => part.trim());
}
