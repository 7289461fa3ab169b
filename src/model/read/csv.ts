import Papa from "papaparse";
import { columnMapOfHeaders, type ColumnMap } from "../fields";

/** Receives consecutive data rows of a file. */
export type RowSink = (rows: readonly (readonly string[])[], columns: ColumnMap) => void;

/** What was noticed about a file as a whole. */
export interface CsvReport {
  readonly headers: readonly string[];
  /** Header names that the facts table does not know, in order. */
  readonly ignored: readonly string[];
  /** Structural faults such as an unclosed quote, with the data row (1-based). */
  readonly faults: readonly { readonly row: number; readonly reason: string }[];
}

const CHUNK = 1 << 20;

// Papa Parse streams text through `chunk` too; its type declarations know that for files only.
const parseInChunks = Papa.parse as unknown as (
  text: string,
  config: {
    readonly chunkSize: number;
    readonly skipEmptyLines: "greedy";
    readonly delimitersToGuess: string[];
    readonly chunk: (results: Papa.ParseResult<string[]>) => void;
  },
) => void;

/**
 * Reads comma-, semicolon- or tab-separated text with a header row, in chunks, and hands the data rows to `sink`.
 * Field names are those of the facts table; see `fieldOfHeader`.
 */
export function readCsv(text: string, sink: RowSink): CsvReport {
  const head: { columns: ColumnMap | null; headers: readonly string[] } = { columns: null, headers: [] };
  let rows = 0;
  const faults: { row: number; reason: string }[] = [];
  parseInChunks(text.replace(/^\uFEFF/, ""), {
    chunkSize: CHUNK,
    skipEmptyLines: "greedy",
    delimitersToGuess: [",", ";", "\t"],
    chunk: ({ data, errors }) => {
      for (const error of errors) {
        if (error.type === "Quotes") faults.push({ row: rows + (error.row ?? 0), reason: error.message });
      }
      let from = 0;
      if (head.columns === null) {
        head.headers = data[0] ?? [];
        head.columns = columnMapOfHeaders(head.headers);
        from = 1;
      }
      const chunk = from === 0 ? data : data.slice(from);
      rows += chunk.length;
      if (chunk.length > 0) sink(chunk, head.columns);
    },
  });
  const known = new Set(head.columns === null ? [] : Object.values<number>(head.columns));
  return { headers: head.headers, ignored: head.headers.filter((_, index) => !known.has(index)), faults };
}

/** Rows of any separated text, the first one the header, with the faults of its quoting. */
export function csvRows(text: string): {
  readonly rows: readonly (readonly string[])[];
  readonly faults: CsvReport["faults"];
} {
  const body = text.replace(/^\uFEFF/, "").replace(/^sep=.\r?\n/i, "");
  // Header names hold no separator, so the first line tells it; guessing from rows would count those of long texts.
  const [head = ""] = body.split(/\r\n|\r|\n/, 1);
  const delimiter = [",", ";", "\t"].reduce((best, sign) => (count(head, sign) > count(head, best) ? sign : best), ",");
  const { data, errors } = Papa.parse<string[]>(body, { delimiter, skipEmptyLines: "greedy" });
  const faults = errors
    .filter(({ type }) => type === "Quotes")
    .map(({ row = 0, message }) => ({ row, reason: message }));
  return { rows: data, faults };
}

const count = (text: string, sign: string): number => text.split(sign).length - 1;
