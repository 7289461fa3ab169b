import { columnMap, FIELDS, type ColumnMap, type Field } from "../fields";
import type { FactSink } from "./sink";

const SIZE = 2_000;
const INDEX = new Map<Field, number>(FIELDS.map((field, index) => [field, index]));

/** Gathers rows that come as single objects, so that the model reads them in batches. */
export class RowBatch {
  private rows: unknown[][] = [];
  private readonly seen = new Set<Field>();
  private columns: ColumnMap | null = null;
  /** Pieces that gave no row. */
  skipped = 0;

  constructor(private readonly sink: FactSink) {}

  /** Fields that any record named, whatever its value. */
  get fields(): ReadonlySet<Field> {
    return this.seen;
  }

  /** A row to be filled in with `set`; it is part of the batch at once. */
  add(): unknown[] {
    if (this.rows.length >= SIZE) this.flush();
    const row = new Array<unknown>(FIELDS.length).fill(null);
    this.rows.push(row);
    return row;
  }

  set(row: unknown[], field: Field, value: unknown): void {
    if (!this.seen.has(field)) {
      this.seen.add(field);
      this.columns = null;
    }
    row[INDEX.get(field) ?? -1] = value;
  }

  get(row: readonly unknown[], field: Field): unknown {
    return row[INDEX.get(field) ?? -1];
  }

  skip(field: string, value: unknown, reason: string): void {
    this.flush();
    this.skipped++;
    this.sink.skipped(field, value, reason);
  }

  flush(): void {
    if (this.rows.length === 0) return;
    const { rows } = this;
    this.rows = [];
    this.columns ??= columnMap([...this.seen].map((field): [Field, number] => [field, INDEX.get(field) ?? -1]));
    this.sink.rows(rows, this.columns);
  }
}
