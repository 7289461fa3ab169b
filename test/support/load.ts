import { readFileSync } from "node:fs";
import path from "node:path";
import { columnMap, FIELDS, Model, type Field, type Principal, type Snapshot } from "../../src/model";
import { readCsv } from "../../src/model/read/csv";

export const NOW = Date.parse("2026-11-23T12:00:00Z");

export const SOURCE = { kind: "test", rowsTotalKnown: null, truncated: false, loading: false, stopReason: "" } as const;

/** A row of the facts table by field name; absent fields are null. */
export type FactRow = Partial<Record<Field, unknown>>;

/** Every field in a column of its own, in contract order. */
export const ALL_COLUMNS = columnMap(FIELDS.map((field, index): [Field, number] => [field, index]));

export function cellsOf(row: FactRow): unknown[] {
  return FIELDS.map((field) => row[field] ?? null);
}

/** A snapshot of rows given by field name, handed over in the chunk sizes given (the rest in one). */
export function snapshotOf(rows: readonly FactRow[], chunks: readonly number[] = [], now = NOW): Snapshot {
  const model = new Model(now);
  const all = rows.map(cellsOf);
  let from = 0;
  for (const size of chunks) {
    model.append(all.slice(from, from + size), ALL_COLUMNS);
    model.snapshot(SOURCE);
    from += size;
  }
  model.append(all.slice(from), ALL_COLUMNS);
  return model.snapshot(SOURCE);
}

/** A snapshot of CSV texts read into one model. */
export function snapshotOfCsv(texts: readonly string[], now = NOW): Snapshot {
  const model = new Model(now);
  for (const text of texts) readCsv(text, (rows, columns) => model.append(rows, columns));
  return model.snapshot(SOURCE);
}

export function principalsOf(snapshot: Snapshot): Principal[] {
  return Array.from({ length: snapshot.columns.count }, (_, index) => snapshot.principal(index));
}

/** The principal with this id; fails the test where it does not exist. */
export function principal(snapshot: Snapshot, id: string): Principal {
  const found = principalsOf(snapshot).find((candidate) => candidate.id === id);
  if (found === undefined) throw new Error(`no principal ${id}`);
  return found;
}

export function fixture(...parts: string[]): string {
  return readFileSync(path.join(__dirname, "../..", ...parts), "utf8");
}

/** A time by day of November 2026 and hour, epoch ms. */
export function at(day: number, hour = 0, minute = 0): number {
  return Date.UTC(2026, 10, day, hour, minute);
}
