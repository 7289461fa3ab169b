import type { Insight } from "../../model/insights/types";
import type { Case, ChecklistStep, DailySeries, Posture, Principal, Snapshot } from "../../model/types";

/** What the list asks of a principal. */
export type GlimpsedPrincipal = Pick<Principal, "index" | "id" | "name"> & {
  readonly posture: Pick<Posture, "grade" | "label">;
  readonly cases: readonly GlimpsedCase[];
};

export type GlimpsedCase = Pick<Case, "id" | "code" | "verification"> & {
  readonly checklist: readonly Pick<ChecklistStep, "step" | "applies" | "completedBySystem">[];
};

type Columns = Snapshot["columns"];

/** Typed arrays as lists of numbers, NaN as null. */
export type Plain<T> = { readonly [K in keyof T]: T[K] extends ArrayBufferView ? readonly (number | null)[] : T[K] };

/** The first picture of the sample as JSON: what a snapshot answers before anything is operated. */
export interface Glimpse {
  readonly plain: Omit<
    { [K in keyof Snapshot as Snapshot[K] extends (...args: never) => unknown ? never : K]: Snapshot[K] },
    "columns"
  >;
  readonly columns: Plain<Columns>;
  readonly dailyTotals: { readonly codes: DailySeries["codes"]; readonly failures: readonly (readonly number[])[] };
  readonly trends: readonly (readonly number[])[];
  readonly insights: readonly Insight[];
  readonly principals: readonly GlimpsedPrincipal[];
}
