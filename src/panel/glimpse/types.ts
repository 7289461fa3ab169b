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

/** One case as filters and groups ask for it; times in epoch ms, null without. */
export interface GlimpsedFailures {
  readonly principal: number;
  readonly code: number;
  /** Key of the resource, as in a case's id, and its name. */
  readonly resource: string;
  readonly name: string;
  readonly failures: number;
  readonly first: number | null;
  readonly last: number | null;
  /** Index into STATES. */
  readonly status: number;
  /** Failures a day, aligned with the snapshot's days. */
  readonly days: readonly number[];
}

type Columns = Snapshot["columns"];

/** Typed arrays as lists of numbers, NaN as null. */
export type Plain<T> = { readonly [K in keyof T]: T[K] extends ArrayBufferView ? readonly (number | null)[] : T[K] };

/** The first picture of the sample as JSON: everything but a principal's page. */
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
  readonly failures: readonly GlimpsedFailures[];
}
