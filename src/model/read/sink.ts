import type { ColumnMap } from "../fields";
import type { Cells } from "./cells";

/** Takes what a reader finds in a file, in its order. */
export interface FactSink {
  /** Consecutive rows of cells. */
  rows(rows: readonly Cells[], columns: ColumnMap): void;
  /** A piece that gives no row, although it should. It counts as a row, so that later rows keep their numbers. */
  skipped(field: string, value: unknown, reason: string): void;
}
