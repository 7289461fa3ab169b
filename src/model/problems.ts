import { own } from "./read/own";
import { shown } from "./read/text";
import type { Problem, Problems } from "./types";

/** Entries that are kept whole. */
export const KEPT = 1_000;

const NONE = { total: 0, entries: [] };

/** Collects what could not be read: the first 1,000 entries whole, the rest counted by field and reason. */
export class ProblemLog {
  private readonly entries: Problem[] = [];
  private readonly counted = new Map<string, { field: string; reason: string; count: number }>();
  private total = 0;

  /** `row` is 1-based, 0 for the table as a whole; the value is cut at 200 characters. */
  add(row: number, field: string, value: unknown, reason: string): void {
    this.total++;
    if (this.entries.length < KEPT) {
      this.entries.push({ row, field, value: own(shown(value)), reason });
      return;
    }
    const key = `${field}|${reason}`;
    const known = this.counted.get(key);
    if (known === undefined) this.counted.set(key, { field, reason, count: 1 });
    else known.count++;
  }

  get size(): number {
    return this.total;
  }

  /** A copy that later additions do not change; problems that no single row shows come after those of rows. */
  snapshot(derived: { readonly total: number; readonly entries: readonly Problem[] } = NONE): Problems {
    const fitting = derived.entries.slice(0, KEPT - this.entries.length);
    const more = [...this.counted.values()].map((entry) => ({ ...entry }));
    const rest = derived.total - fitting.length;
    const [last] = derived.entries.slice(-1);
    if (rest > 0 && last !== undefined) more.push({ field: last.field, reason: last.reason, count: rest });
    return { total: this.total + derived.total, entries: [...this.entries, ...fitting], more };
  }
}
