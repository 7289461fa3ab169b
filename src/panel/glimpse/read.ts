import type { Principal, PrincipalColumns, Snapshot } from "../../model/types";
import { answering, gathered } from "./cases";
import type { Glimpse } from "./types";

/** A file without a column would draw nonsense. */
const numbers = (values: readonly (number | null)[]): Float64Array =>
  Float64Array.from(values, (value) => value ?? Number.NaN);

/** The sample without its rows: it answers all that the list asks; principals hold no more than their row shows. */
export function snapshotOf(glimpse: Glimpse): Snapshot {
  const { plain, columns, dailyTotals, trends, insights, principals, failures } = glimpse;
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
    withCases(question) {
      const flags = new Uint8Array(typed.count);
      for (const { principal } of answering(failures, question, plain.asOf)) flags[principal] = 1;
      return flags;
    },
    caseGroups: (by, question) => gathered(answering(failures, question, plain.asOf), by),
    insights: () => insights,
    // The rest of a principal is its page's, which comes with the model.
    principal: (index) => principals[index] as unknown as Principal,
  };
}
