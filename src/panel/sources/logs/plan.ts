import { TABLES, type Grain, type LogTable } from "./queries";
import type { TimeWindow } from "./windows";

/** What is left to do of one table. */
export interface TodoPart {
  readonly table: LogTable;
  /** Newest first. Not `planned`: one window, the whole range, of which nothing is known yet. */
  readonly windows: readonly TimeWindow[];
  readonly planned: boolean;
}

/** What a load that stopped leaves to do. */
export interface Todo {
  readonly grain: Grain;
  readonly parts: readonly TodoPart[];
}

const TWO_DAYS = 2 * 86_400_000;

/** Everything of a range. Up to two days are looked at by the hour, longer ones by the day. */
export function everything(range: TimeWindow): Todo {
  return {
    grain: range.until - range.from <= TWO_DAYS ? "1h" : "1d",
    parts: TABLES.map(({ table }) => ({ table, windows: [range], planned: false })),
  };
}

/** True for what `everything` or an earlier load made; nothing else is ever given back, but the type does not say so. */
export function isTodo(value: unknown): value is Todo {
  return (
    typeof value === "object" && value !== null && "grain" in value && "parts" in value && Array.isArray(value.parts)
  );
}
