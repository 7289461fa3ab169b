import type { FactsStore } from "../store/factsStore";
import { DAY } from "../units";
import type { DailySeries } from "../types";

/** More days than anyone looks at; one wrong date must not stretch the axis over centuries. */
const MAX_DAYS = 366;

/** The UTC days of the loaded range as day numbers: first and count; count 0 without times. */
export interface DayRange {
  readonly first: number;
  readonly count: number;
}

/** Days from the first to the newest sign-in row, at most the newest 366. */
export function dayRange(store: FactsStore): DayRange {
  const { firstTime, lastTime } = store.signIns;
  if (!Number.isFinite(firstTime) || !Number.isFinite(lastTime)) return { first: 0, count: 0 };
  const last = Math.floor(lastTime / DAY);
  const first = Math.max(Math.floor(firstTime / DAY), last - MAX_DAYS + 1);
  return { first, count: last - first + 1 };
}

/** Adds a case's failures a day into `into`, aligned with the range. */
export function addCaseDays(store: FactsStore, id: number, range: DayRange, into: Float64Array): void {
  const { signIns } = store;
  for (let cell = signIns.caseCells.at(id); cell >= 0; cell = signIns.cellNext.at(cell)) {
    const day = signIns.cells.right.at(cell) - range.first;
    if (day >= 0 && day < range.count) into[day] = (into[day] as number) + signIns.cellFailures.at(cell);
  }
}

/** Failures a day and code of some cases. */
export function seriesOf(store: FactsStore, caseIds: Iterable<number>, range: DayRange): DailySeries {
  const byCode = new Map<number, Float64Array>();
  for (const id of caseIds) {
    const code = store.signIns.cases.right.at(id);
    let days = byCode.get(code);
    if (days === undefined) byCode.set(code, (days = new Float64Array(range.count)));
    addCaseDays(store, id, range, days);
  }
  const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);
  const sorted = [...byCode].map(([code, days]) => ({ code, days, total: sum(days) }));
  sorted.sort((a, b) => b.total - a.total || a.code - b.code);
  return { codes: sorted.map(({ code }) => code), failures: sorted.map(({ days }) => days) };
}

/** Newer half of the days against the older half; null without at least two days. */
export interface Change {
  readonly principals: number | null;
  /** Per cent; null when the older half has no failures. */
  readonly failures: number | null;
}

/** Compares equally long halves; an odd first day is left out. */
export function changeOf(store: FactsStore, range: DayRange): Change {
  const half = Math.floor(range.count / 2);
  if (half === 0) return { principals: null, failures: null };
  const { signIns, principals } = store;
  const newerFrom = range.first + range.count - half;
  const seen = new Uint8Array(principals.size);
  const totals = [0, 0] as [number, number];
  for (let cell = 0; cell < signIns.cells.size; cell++) {
    const day = signIns.cells.right.at(cell);
    if (day < newerFrom - half) continue;
    const isNewer = day >= newerFrom;
    const principal = signIns.routes.left.at(signIns.cases.left.at(signIns.cells.left.at(cell)));
    seen[principal] = (seen[principal] as number) | (isNewer ? 1 : 2);
    totals[isNewer ? 0 : 1] += signIns.cellFailures.at(cell);
  }
  let change = 0;
  for (const halves of seen) change += (halves & 1) - (halves >> 1);
  const [newer, older] = totals;
  return { principals: change, failures: older === 0 ? null : ((newer - older) / older) * 100 };
}
