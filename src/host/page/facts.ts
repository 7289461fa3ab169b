import Papa from "papaparse";
import type { TextColumn } from "../protocol";

/** Reads a CSV file (any delimiter papaparse recognises, first line = headers) column by column, all cells as text. */
export function readFacts(text: string): TextColumn[] {
  const { data } = Papa.parse<string[]>(text.replace(/^\uFEFF/, ""), { skipEmptyLines: true });
  const [headers = [], ...rows] = data;
  return headers.map((header, index) => ({ header: header.trim(), values: rows.map((row) => row[index] ?? "") }));
}
