import { type GroupBy, GRADES, STATES } from "../model/types";
import { ALL_FAILING, INITIAL_STATE, type ListState, NO_FAILURES, NO_SIGN_INS, type Sort, type SortKey } from "./state";

/** What the reader searched, filtered, sorted and opened: what a shell may keep and hand back. */
export interface ViewState extends ListState {
  /** Id of the open principal, null where the list or the overview is shown. */
  readonly openId: string | null;
}

/** Reads one property; undefined where the value cannot be meant. */
type Read<T> = (value: unknown) => T | undefined;

const MOST_IDS = 200;
const LONGEST = 200;
const SORT_KEYS: readonly SortKey[] = ["name", "failures", "topCode", "posture", "expiry", "lastFailure", "status"];
const GROUPS: readonly GroupBy[] = ["none", "resource", "code"];
/** More days than any range holds, before or ahead. */
const MOST_DAYS = 3650;

const text: Read<string> = (value) => (typeof value === "string" && value.length <= LONGEST ? value : undefined);

const id: Read<string> = (value) => (value === "" ? undefined : text(value));

const number =
  (allowed: (value: number) => boolean): Read<number> =>
  (value) =>
    typeof value === "number" && Number.isSafeInteger(value) && allowed(value) ? value : undefined;

const orNull =
  <T>(read: Read<T>): Read<T | null> =>
  (value) =>
    value === null ? null : read(value);

const ids: Read<readonly string[]> = (value) =>
  Array.isArray(value) && value.length > 0 && value.length <= MOST_IDS && value.every((one) => id(one) !== undefined)
    ? (value as string[])
    : undefined;

const sort: Read<Sort> = (value) => {
  const { key, descending } = (value ?? {}) as Partial<Record<keyof Sort, unknown>>;
  const known = SORT_KEYS.find((one) => one === key);
  return known !== undefined && typeof descending === "boolean" ? { key: known, descending } : undefined;
};

const isStatus = (value: number): boolean =>
  (value >= 0 && value < STATES.length) || [ALL_FAILING, NO_FAILURES, NO_SIGN_INS].includes(value);

/** One line a property: the only place that knows what may be read back. */
const READERS: { readonly [K in keyof ViewState]: Read<ViewState[K]> } = {
  query: text,
  code: orNull(number((value) => value >= 0)),
  grade: orNull(number((value) => value >= 0 && value < GRADES.length)),
  status: orNull(number(isStatus)),
  among: orNull(ids),
  resource: orNull(id),
  days: orNull(number((value) => Math.abs(value) <= MOST_DAYS)),
  group: (value) => GROUPS.find((one) => one === value),
  sort,
  openId: orNull(id),
};

export const INITIAL_VIEW: ViewState = { ...INITIAL_STATE, openId: null };

/**
 * Reads a view's state from anything at all. Absent properties have their initial value; so have those that cannot be
 * meant, and `dropped` counts them. Unknown properties are ignored: a later version may know them.
 */
export function readViewState(given: unknown): { readonly state: ViewState; readonly dropped: number } {
  if (typeof given !== "object" || given === null || Array.isArray(given)) return { state: INITIAL_VIEW, dropped: 1 };
  const read: Partial<Record<keyof ViewState, unknown>> = {};
  let dropped = 0;
  for (const key of Object.keys(READERS) as (keyof ViewState)[]) {
    if (!Object.hasOwn(given, key)) continue;
    const value = READERS[key]((given as Record<string, unknown>)[key]);
    if (value === undefined) dropped++;
    else read[key] = value;
  }
  return { state: { ...INITIAL_VIEW, ...(read as Partial<ViewState>) }, dropped };
}

/** The properties that differ from their initial values and can be read back, in a fixed order. */
export function writeViewState(state: ViewState): Partial<ViewState> {
  const written: Partial<Record<keyof ViewState, unknown>> = {};
  for (const key of Object.keys(READERS) as (keyof ViewState)[]) {
    const value = state[key];
    if (JSON.stringify(value) === JSON.stringify(INITIAL_VIEW[key]) || READERS[key](value) === undefined) continue;
    written[key] = value;
  }
  return written as Partial<ViewState>;
}
