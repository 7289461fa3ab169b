import type powerbi from "powerbi-visuals-api";
import {
  columnMap,
  DEFAULT_SETTINGS,
  FIELDS,
  Model,
  type ColumnMap,
  type Field,
  type Settings,
  type Snapshot,
} from "../model";
import { text } from "../view/strings";
import { OPERATION_CREATE } from "./constants";
import { Identities } from "./identities";
import { sameRows } from "./keeping/sameRows";

type DataView = powerbi.DataView;
type Table = powerbi.DataViewTable;

/** What one update brought. */
export type LoadResult = "landing" | "unchanged" | "read";

/** Reads DataViews into a model: the first window makes a new one, later windows are appended. */
export class Loader {
  readonly identities = new Identities();
  /** Number of the present load: it grows when a table is read from its start. */
  load = 0;
  private model: Model | null = null;
  private firstTable: Table | null = null;
  private repeatedTable: Table | null = null;
  private settings: Settings = DEFAULT_SETTINGS;
  private lastTable: Table | null = null;
  private hasMore = false;
  private stopReason = "";

  constructor(
    private readonly clock: () => number,
    private readonly fetchMore: (() => boolean) | undefined,
  ) {}

  /**
   * Reads the rows that are new in this update. `operation` is the API's operation kind. `echo`: the host only repeats its
   * data (the visual wrote into the report, or editing began or ended); what was read to its end is then not begun anew,
   * since Power BI is known to deliver no further windows after that (powerbi-visuals-api#100).
   */
  read(dataView: DataView | null | undefined, operation: number | undefined, echo = false): LoadResult {
    const table = dataView?.table;
    const columns = mapColumns(table?.columns ?? dataView?.metadata?.columns);
    if (columns === null) {
      this.forget();
      return "landing";
    }
    if (table === undefined || table === null) {
      this.start();
      this.model?.append([], columns);
      return "read";
    }
    if (table === this.lastTable || table === this.repeatedTable) return "unchanged";
    if (echo && !this.hasMore && this.isKnown(table)) {
      this.repeatedTable = table;
      return "unchanged";
    }
    const isNew = this.model === null || operation === undefined || operation === OPERATION_CREATE;
    if (isNew) this.start();
    this.firstTable ??= table;
    this.lastTable = table;
    this.append(table, columns, isNew ? 0 : windowStart(table));
    this.hasMore = dataView?.metadata?.segment !== undefined && dataView.metadata.segment !== null;
    this.stopReason = "";
    return "read";
  }

  /** Takes the author's settings, also for rows that were read before; returns false where they are the present ones. */
  configure(settings: Settings): boolean {
    if (JSON.stringify(settings) === JSON.stringify(this.settings)) return false;
    this.settings = settings;
    this.model?.configure(settings);
    return true;
  }

  /** Asks the host for the next window, if there is one; returns true while rows are on their way. */
  requestMore(): boolean {
    if (!this.hasMore) return false;
    const granted = this.fetchMore?.() ?? false;
    if (!granted) {
      this.hasMore = false;
      this.stopReason = text("noMoreRows");
    }
    return granted;
  }

  /** The state to draw, or null before any field is mapped. */
  snapshot(): Snapshot | null {
    const { model, hasMore, stopReason } = this;
    if (model === null) return null;
    const complete = !hasMore && stopReason === "";
    return model.snapshot({
      kind: "powerbi",
      rowsTotalKnown: complete ? model.store.rowsRead : null,
      truncated: stopReason !== "",
      loading: hasMore,
      stopReason,
    });
  }

  private append(table: Table, columns: ColumnMap, from: number): void {
    const { model } = this;
    if (model === null) return;
    const { principals } = model.store;
    const rows = Array.isArray(table.rows) ? table.rows : [];
    // Power BI's dates have no zone: their local fields are the model's own clock, which is UTC in the facts table.
    const belongs = (row: number, principal: number): void => {
      this.identities.remember(principals.key(principal), table, row);
    };
    model.append(rows, columns, { from, dates: "wallClock", belongs });
  }

  /** The first window or the last one again. */
  private isKnown(table: Table): boolean {
    return [this.firstTable, this.lastTable].some((one) => one !== null && sameRows(one, table));
  }

  private start(): void {
    this.forget();
    this.model = new Model(this.clock(), this.settings);
    this.load++;
  }

  private forget(): void {
    this.model = null;
    this.firstTable = null;
    this.repeatedTable = null;
    this.lastTable = null;
    this.hasMore = false;
    this.stopReason = "";
    this.identities.clear();
  }
}

/** Rows up to `lastMergeIndex` were handed over by an earlier update. */
function windowStart(table: Table): number {
  const merged = (table as { lastMergeIndex?: unknown }).lastMergeIndex;
  return typeof merged === "number" && merged >= 0 ? merged + 1 : 0;
}

/** Columns by the roles they fill, null where no field of ours is mapped. */
function mapColumns(columns: readonly powerbi.DataViewMetadataColumn[] | undefined): ColumnMap | null {
  if (!Array.isArray(columns)) return null;
  const entries: [Field, number][] = [];
  columns.forEach((column: powerbi.DataViewMetadataColumn | null | undefined, index) => {
    for (const field of FIELDS) if (column?.roles?.[field] === true) entries.push([field, index]);
  });
  return entries.length === 0 ? null : columnMap(entries);
}
