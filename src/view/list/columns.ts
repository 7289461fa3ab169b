import type { SortKey } from "../state";
import type { StringKey } from "../strings";

export type ColumnId = "name" | "failures" | "trend" | "topError" | "posture" | "lastFailure" | "status" | "checklist";

export interface Column {
  readonly id: ColumnId;
  readonly label: StringKey;
  /** Null: the figures of this column are made on demand, so it cannot be sorted by. */
  readonly sort: SortKey | null;
  /** Narrowest width in which header and words fit, in px. */
  readonly width: number;
}

export const COLUMNS: readonly Column[] = [
  { id: "name", label: "columnName", sort: "name", width: 120 },
  { id: "failures", label: "columnFailures", sort: "failures", width: 68 },
  { id: "trend", label: "columnTrend", sort: null, width: 80 },
  { id: "topError", label: "columnTopError", sort: "topCode", width: 166 },
  { id: "posture", label: "columnPosture", sort: "posture", width: 162 },
  { id: "lastFailure", label: "columnLastFailure", sort: "lastFailure", width: 78 },
  { id: "status", label: "columnStatus", sort: "status", width: 100 },
  { id: "checklist", label: "columnChecklist", sort: null, width: 64 },
];
