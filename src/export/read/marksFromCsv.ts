import { csvRows } from "../../model/read/csv";
import { marksFromTable } from "./marksFromTable";
import { unreadable, type MarksRead } from "./types";

/** Longest text that is read, in UTF-16 units. */
export const MOST_TEXT = 64 * 1024 * 1024;

/**
 * Marks of an exported CSV, as it was written or as a spreadsheet saved it again: other separators, no byte-order mark,
 * guards kept or taken away, days in the reader's own form. Never throws.
 */
export function marksFromCsv(text: string): MarksRead {
  if (text.length > MOST_TEXT) return unreadable("the file is larger than 64 MB");
  const { rows, faults } = csvRows(text);
  const read = marksFromTable(rows);
  return {
    ...read,
    problems: [...read.problems, ...faults.map(({ row, reason }) => ({ row, field: "", value: "", reason }))].slice(
      0,
      1000,
    ),
    problemCount: read.problemCount + faults.length,
  };
}
