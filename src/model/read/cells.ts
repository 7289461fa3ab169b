import type { ColumnMap, Field } from "../fields";

/** One row of a table: an array of cells of any type. */
export type Cells = ArrayLike<unknown>;

/** The cell of a field, undefined where the table lacks the column. */
export function cellOf(row: Cells, columns: ColumnMap, field: Field): unknown {
  const column = columns[field];
  return column < 0 ? undefined : row[column];
}

/** True for cells that carry nothing: null, undefined and blank text. */
export function isBlank(cell: unknown): boolean {
  if (cell === null || cell === undefined || cell === "") return true;
  return typeof cell === "string" && cell.length < 64 && cell.trim() === "";
}
