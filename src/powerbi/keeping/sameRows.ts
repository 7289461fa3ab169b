import type powerbi from "powerbi-visuals-api";

type Table = powerbi.DataViewTable;

/** Whether two tables hold the same values in the same order. */
export function sameRows(a: Table, b: Table): boolean {
  if (a === b) return true;
  const [one, other] = [a.rows, b.rows];
  if (!Array.isArray(one) || !Array.isArray(other) || one.length !== other.length) return false;
  if (a.columns.length !== b.columns.length) return false;
  return one.every((row, i) => {
    const second = other[i];
    return second?.length === row.length && row.every((value, j) => same(value, second[j]));
  });
}

function same(a: unknown, b: unknown): boolean {
  return Object.is(a, b) || (a instanceof Date && b instanceof Date && Object.is(a.getTime(), b.getTime()));
}
