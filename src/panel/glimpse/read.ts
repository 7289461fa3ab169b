import type { Principal, PrincipalColumns, Snapshot } from "../../model/types";
import type { Glimpse } from "./types";

/** A file without a column would draw nonsense. */
const numbers = (values: readonly (number | null)[]): Float64Array =>
  Float64Array.from(values, (value) => value ?? Number.NaN);

/**
 * The sample as it looks before anything is operated. It answers what the list and the overview ask at first; questions
 * about cases let everything through, and principals hold no more than their row shows.
 */
export function snapshotOf(glimpse: Glimpse): Snapshot {
  const { plain, columns, dailyTotals, trends, insights, principals } = glimpse;
  const typed: PrincipalColumns = {
    ...columns,
    signIns: numbers(columns.signIns),
    failures: numbers(columns.failures),
    lastFailure: numbers(columns.lastFailure),
    nextExpiry: numbers(columns.nextExpiry),
    topCode: Int32Array.from(numbers(columns.topCode)),
    grade: Uint8Array.from(numbers(columns.grade)),
    status: Uint8Array.from(numbers(columns.status)),
    failing: Uint8Array.from(numbers(columns.failing)),
  };
  return {
    ...plain,
    columns: typed,
    dailyTotals: () => ({ codes: dailyTotals.codes, failures: dailyTotals.failures.map((one) => numbers(one)) }),
    daily: () => ({ codes: [], failures: [] }),
    trend: (index) => numbers(trends[index] ?? []),
    withCases: () => new Uint8Array(typed.count).fill(1),
    caseGroups: (by) => ({
      by,
      keys: [],
      names: [],
      group: new Int32Array(0),
      principal: new Int32Array(0),
      failures: new Float64Array(0),
      firstFailure: new Float64Array(0),
      lastFailure: new Float64Array(0),
      status: new Uint8Array(0),
      topCode: new Int32Array(0),
      addTrend: () => undefined,
    }),
    insights: () => insights,
    // The rest of a principal is its page's, which comes with the model.
    principal: (index) => principals[index] as unknown as Principal,
  };
}
