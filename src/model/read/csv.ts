import { columnMapOfHeaders, fieldOfHeader, type ColumnMap } from "../fields";
import { CsvRows } from "./csvRows";

/** Receives consecutive data rows of a file. */
export type RowSink = (rows: readonly (readonly string[])[], columns: ColumnMap) => void;

/** What was noticed about a file as a whole. */
export interface CsvReport {
  readonly headers: readonly string[];
  /** Header names that the facts table does not know, in order. */
  readonly ignored: readonly string[];
  /** Structural faults such as an unclosed quote, with the data row (1-based, 0 for the header); the first hundred. */
  readonly faults: readonly { readonly row: number; readonly reason: string }[];
}

const CHUNK = 1 << 20;
const DELIMITERS = [",", ";", "\t"];
/** A header row is not longer; what is, is searched for its delimiter up to here. */
const MAX_HEADER = 1 << 16;
const MAX_FAULTS = 100;
/** The line by which spreadsheets are told the delimiter. */
const SEPARATOR_LINE = /^sep=(.)(?:\r\n|\n|\r)/i;

/**
 * Reads comma-, semicolon- or tab-separated text with a header row, in whatever pieces it comes, and hands the data rows
 * to `sink`. Field names are those of the facts table; see `fieldOfHeader`.
 */
export class CsvFeed {
  private head = "";
  private rows: CsvRows | null = null;
  private headers: readonly string[] = [];
  private columns: ColumnMap | null = null;
  private readonly faults: { row: number; reason: string }[] = [];

  constructor(private readonly sink: RowSink) {}

  push(text: string): void {
    if (this.rows !== null) {
      this.rows.push(text);
      return;
    }
    this.head += text;
    if (this.head.length > MAX_HEADER || headerEnd(this.head) >= 0) this.start();
  }

  end(): CsvReport {
    if (this.rows === null && this.head !== "") this.start();
    this.rows?.end();
    const { headers, columns, faults } = this;
    const known = new Set(columns === null ? [] : Object.values<number>(columns));
    return { headers, ignored: headers.filter((_, index) => !known.has(index)), faults };
  }

  private start(): void {
    const text = this.head.replace(/^\uFEFF/, "");
    this.head = "";
    const named = SEPARATOR_LINE.exec(text);
    const body = named === null ? text : text.slice(named[0].length);
    const delimiter = named?.[1] ?? delimiterOf(body);
    this.rows = new CsvRows(
      delimiter,
      (rows) => {
        this.take(rows);
      },
      (row, reason) => {
        if (this.faults.length < MAX_FAULTS) this.faults.push({ row, reason });
      },
    );
    this.rows.push(body);
  }

  private take(rows: readonly string[][]): void {
    let from = 0;
    if (this.columns === null) {
      this.headers = rows[0] ?? [];
      this.columns = columnMapOfHeaders(this.headers);
      from = 1;
    }
    if (rows.length > from) this.sink(from === 0 ? rows : rows.slice(from), this.columns);
  }
}

/** Reads a whole text; see `CsvFeed`. */
export function readCsv(text: string, sink: RowSink): CsvReport {
  const feed = new CsvFeed(sink);
  for (let from = 0; from < text.length; from += CHUNK) feed.push(text.slice(from, from + CHUNK));
  return feed.end();
}

/** Where the header row and a line about the separator before it are complete, or -1. */
function headerEnd(text: string): number {
  const start = text.search(/[^\s\uFEFF]/);
  if (start < 0) return -1;
  const named = SEPARATOR_LINE.exec(text.slice(start));
  let quoted = false;
  for (let at = start + (named?.[0].length ?? 0); at < text.length; at++) {
    const char = text[at];
    if (char === '"') quoted = !quoted;
    // A CR at the very end may be the first half of a CRLF.
    else if (!quoted && (char === "\n" || (char === "\r" && at + 1 < text.length))) return at;
  }
  return -1;
}

/** The delimiter that makes most known columns of the header row; of equal ones the one that makes most columns. */
function delimiterOf(text: string): string {
  let best = { delimiter: ",", known: -1, cells: 0 };
  for (const delimiter of DELIMITERS) {
    let header: readonly string[] = [];
    const rows = new CsvRows(
      delimiter,
      ([first]) => {
        if (header.length === 0) header = first ?? [];
      },
      () => undefined,
    );
    rows.push(text.slice(0, MAX_HEADER));
    rows.end();
    const known = header.filter((name) => fieldOfHeader(name) !== null).length;
    if (known > best.known || (known === best.known && header.length > best.cells)) {
      best = { delimiter, known, cells: header.length };
    }
  }
  return best.delimiter;
}

/** Rows of any separated text, the first one the header, with the faults of its quoting (rows as in the report). */
export function csvRows(text: string): {
  readonly rows: readonly (readonly string[])[];
  readonly faults: CsvReport["faults"];
} {
  const body = text.replace(/^\uFEFF/, "").replace(SEPARATOR_LINE, "");
  // Header names hold no separator, so the first line tells it; guessing from rows would count those of long texts.
  const [head = ""] = body.split(/\r\n|\r|\n/, 1);
  const delimiter = DELIMITERS.reduce((best, sign) => (count(head, sign) > count(head, best) ? sign : best), ",");
  const rows: string[][] = [];
  const faults: { row: number; reason: string }[] = [];
  const reader = new CsvRows(
    delimiter,
    (next) => {
      for (const row of next) rows.push(row);
    },
    (row, reason) => {
      if (faults.length < MAX_FAULTS) faults.push({ row, reason });
    },
  );
  reader.push(body);
  reader.end();
  return { rows, faults };
}

const count = (text: string, sign: string): number => text.split(sign).length - 1;
