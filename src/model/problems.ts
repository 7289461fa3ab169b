import { shown } from "./read/text";
import type { Problem, Problems } from "./types";

const KEPT = 1_000;

/** Collects what could not be read: the first 1,000 entries whole, the rest counted by field and reason. */
export class ProblemLog {
  private readonly entries: Problem[] = [];
  private readonly counted = new Map<string, { field: string; reason: string; count: number }>();
  private total = 0;

  /** `row` is 1-based, 0 for the table as a whole; the value is cut at 200 characters. */
  add(row: number, field: string, value: unknown, reason: string): void {
    this.total++;
    if (this.entries.length < KEPT) {
      this.entries.push({ row, field, value: shown(value), reason });
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

  /** A copy that later additions do not change, with problems that no single row shows after those of rows. */
  snapshot(derived: readonly Problem[] = []): Problems {
    const room = KEPT - this.entries.length;
    const more = [...this.counted.values()].map((entry) => ({ ...entry }));
    for (const { field, reason } of derived.slice(room)) {
      const known = more.find((entry) => entry.field === field && entry.reason === reason);
      if (known === undefined) more.push({ field, reason, count: 1 });
      else known.count++;
    }
    return { total: this.total + derived.length, entries: [...this.entries, ...derived.slice(0, room)], more };
  }
}
