import type powerbi from "powerbi-visuals-api";
import { Limits, OperationKind } from "../constants";
import type { Capabilities, FormatObjects } from "../protocol";
import { tableRows } from "./roles";
import type { RowIdentity, Table } from "./table";

/** One data view on its way to the visual. */
export interface Delivery {
  dataViews: powerbi.DataView[];
  operationKind: number;
}

interface Reduction {
  count: number;
  more: boolean;
}

/** How many rows a data view may hold and whether more can be asked for. */
export function reductionOf(capabilities: Capabilities, override: number): Reduction {
  const algorithm = tableRows(capabilities)?.dataReductionAlgorithm;
  const clamp = (count: number): number => Math.min(Math.max(count, Limits.windowMin), Limits.windowMax);
  if (override > 0) return { count: override, more: algorithm?.window !== undefined };
  if (algorithm?.window) return { count: clamp(algorithm.window.count ?? Limits.defaultRows), more: true };
  const reduced = algorithm?.top ?? algorithm?.bottom ?? algorithm?.sample;
  return { count: clamp(reduced?.count ?? Limits.defaultRows), more: false };
}

/** Hands out a table window by window, following the two modes of fetchMoreData. */
export class Windows {
  readonly #table: Table;
  readonly #reduction: Reduction;
  readonly #total: number;
  #end = 0;
  #start = 0;
  #bytes = 0;

  constructor(table: Table, reduction: Reduction) {
    this.#table = table;
    this.#reduction = reduction;
    this.#total = Math.min(table.rows.length, reduction.more ? Limits.rows : reduction.count);
  }

  get delivered(): number {
    return this.#end;
  }

  /** The first window; whatever was delivered before is forgotten. */
  first(objects: FormatObjects): Delivery {
    this.#end = 0;
    this.#bytes = 0;
    this.#advance();
    return { dataViews: [this.#view(0, undefined, objects)], operationKind: OperationKind.create };
  }

  /** Whether fetchMoreData would be accepted now. */
  accepts(aggregate: boolean, limit: number): boolean {
    if (!this.#reduction.more || this.#end >= this.#total) return false;
    if (limit > 0 && this.#end >= limit) return false;
    return !aggregate || this.#bytes < Limits.aggregatedBytes;
  }

  /** The next window: all rows so far (Append) when aggregating, else the new ones (Segment) after the repeated ones. */
  next(aggregate: boolean, overlap: number, objects: FormatObjects): Delivery {
    const formerStart = this.#start;
    this.#advance();
    if (aggregate) return { dataViews: [this.#view(0, undefined, objects)], operationKind: OperationKind.append };
    const repeated = Math.min(overlap, this.#start - formerStart);
    const lastMergeIndex = repeated > 0 ? repeated - 1 : undefined;
    return {
      dataViews: [this.#view(this.#start - repeated, lastMergeIndex, objects)],
      operationKind: OperationKind.segment,
    };
  }

  #advance(): void {
    this.#start = this.#end;
    this.#end = Math.min(this.#end + this.#reduction.count, this.#total);
    for (let row = this.#start; row < this.#end; row++) this.#bytes += sizeOf(this.#table.rows[row] ?? []);
  }

  #view(from: number, lastMergeIndex: number | undefined, objects: FormatObjects): powerbi.DataView {
    // Rows are copied so that a visual that changes its data view does not change the source.
    const rows = this.#table.rows.slice(from, this.#end).map((row) => [...row]) as powerbi.DataViewTableRow[];
    const table: powerbi.DataViewTable & { lastMergeIndex?: number } = { columns: this.#table.columns, rows };
    if (this.#table.identified) table.identity = rows.map((_, index): RowIdentity => ({ identityIndex: from + index }));
    if (lastMergeIndex !== undefined) table.lastMergeIndex = lastMergeIndex;
    const metadata: powerbi.DataViewMetadata = { columns: this.#table.metadataColumns };
    if (Object.keys(objects).length > 0) metadata.objects = objects as powerbi.DataViewObjects;
    if (this.#reduction.more && this.#end < this.#total) metadata.segment = {};
    return { metadata, table };
  }
}

/** A rough size in memory, to know when the aggregating mode would stop. */
function sizeOf(row: readonly unknown[]): number {
  return row.reduce<number>((sum, cell) => sum + (typeof cell === "string" ? cell.length * 2 : 8) + 8, 0);
}
