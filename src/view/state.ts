import type { CaseQuestion, GroupBy, PrincipalColumns, Snapshot } from "../model/types";
import { createSearchIndex, mergeOrders, type SearchIndex, sortNames, sortText } from "./names";
import { rankNumbers, type Ranks, sortBy } from "./ranks";

export type SortKey = "name" | "failures" | "topCode" | "posture" | "expiry" | "lastFailure" | "status";

export interface Sort {
  readonly key: SortKey;
  readonly descending: boolean;
}

/** What the reader searched, filtered and sorted by. Null filters let everything through. */
export interface ListState {
  readonly query: string;
  readonly code: number | null;
  /** Index into GRADES. */
  readonly grade: number | null;
  /** Index into STATES, or one of the groups below. */
  readonly status: number | null;
  /** Ids of the only principals to list, as an insight names them. */
  readonly among: readonly string[] | null;
  /** Key of the resource that failed, as in a case's id. */
  readonly resource: string | null;
  /**
   * Above 0: failed within so many days before the newest sign-in row. Below 0: the next expiry is within so many days after
   * now. 0: it has passed.
   */
  readonly days: number | null;
  readonly group: GroupBy;
  readonly sort: Sort;
}

/** Groups of states that can be filtered by like a single one. */
export const ALL_FAILING = 300;
export const NO_FAILURES = 301;
export const NO_SIGN_INS = 302;

/** Rank of a principal without cases. */
const NO_CASE = 255;

/** Every filter let go. */
export const NO_FILTERS: Omit<ListState, "sort" | "group"> = {
  query: "",
  code: null,
  grade: null,
  status: null,
  among: null,
  resource: null,
  days: null,
};

/** Worst first; shown as the status column's descending order. */
export const INITIAL_STATE: ListState = {
  ...NO_FILTERS,
  group: "none",
  sort: { key: "status", descending: true },
};

/** The chosen principals that are there; none left means that nobody is chosen any more. */
export function amongPresent(state: ListState, ids: readonly string[]): ListState {
  if (state.among === null) return state;
  const known = new Set(ids);
  const present = state.among.filter((id) => known.has(id));
  if (present.length === state.among.length) return state;
  return { ...state, among: present.length > 0 ? present : null };
}

export const isFiltered = (state: ListState): boolean =>
  state.query.trim() !== "" ||
  state.code !== null ||
  state.grade !== null ||
  state.status !== null ||
  state.among !== null ||
  state.resource !== null ||
  state.days !== null;

/** What the filters ask of the cases: one case must answer all of it. */
export const questionOf = ({ code, resource, days }: ListState): CaseQuestion => ({
  code,
  resource,
  days: days !== null && days > 0 ? days : null,
});

const asksNothing = ({ code, resource, days }: CaseQuestion): boolean =>
  code === null && resource === null && days === null;

const ASCENDING_FIRST: ReadonlySet<SortKey> = new Set<SortKey>(["name", "topCode", "expiry"]);

/** A column sorted its useful way round: the soonest expiry first, the latest failure first. */
export const sortOf = (key: SortKey): Sort => ({ key, descending: !ASCENDING_FIRST.has(key) });

/** A first click sorts a column its useful way round, a second one turns it. */
export const toggleSort = (sort: Sort, key: SortKey): Sort =>
  sort.key === key ? { key, descending: !sort.descending } : sortOf(key);

/** Severity: a failing principal above any other, then contract 3's order of states, then those without cases. */
function severity(columns: PrincipalColumns): Float64Array {
  const values = new Float64Array(columns.count);
  for (let i = 0; i < values.length; i++) {
    const status = columns.status[i] ?? NO_CASE;
    values[i] = (columns.failing[i] ? 1000 : 0) + (NO_CASE - status);
  }
  return values;
}

const never = (): boolean => false;
const negative = (value: number): boolean => value < 0;

interface Prepared {
  readonly columns: PrincipalColumns;
  readonly keys: readonly string[];
  readonly byName: Int32Array;
  readonly ranks: Map<string, Ranks>;
  readonly orders: Map<string, Int32Array>;
  search: SearchIndex | null;
}

/** Names of a former state stay sorted: while rows are being fetched, only new principals are ordered. */
function prepare(columns: PrincipalColumns, former: Prepared | null): Prepared {
  let same = 0;
  if (former && former.columns.count <= columns.count) {
    const names = former.columns.name;
    while (same < former.keys.length && names[same] === columns.name[same]) same++;
    if (same < former.keys.length) same = 0;
  }
  const keys = same > 0 && former ? former.keys.slice() : [];
  for (let i = same; i < columns.count; i++) keys.push(sortText(columns.name[i] ?? ""));
  const newer = sortNames(keys, same);
  return {
    columns,
    keys,
    byName:
      same > 0 && former ? (same === columns.count ? former.byName : mergeOrders(keys, former.byName, newer)) : newer,
    ranks: new Map(),
    orders: new Map(),
    search: null,
  };
}

function ranksOf(prepared: Prepared, what: SortKey): Ranks {
  const { columns, byName } = prepared;
  let ranks = prepared.ranks.get(what);
  if (ranks) return ranks;
  switch (what) {
    case "name": {
      const rank = new Int32Array(columns.count);
      byName.forEach((index, position) => (rank[index] = position));
      ranks = { rank, size: columns.count };
      break;
    }
    case "failures":
      ranks = rankNumbers(columns.failures, Number.isNaN);
      break;
    case "topCode":
      ranks = rankNumbers(columns.topCode, negative);
      break;
    case "lastFailure":
      ranks = rankNumbers(columns.lastFailure, Number.isNaN);
      break;
    case "expiry":
      ranks = rankNumbers(columns.nextExpiry, Number.isNaN);
      break;
    case "posture":
      ranks = rankNumbers(
        Float64Array.from(columns.grade, (grade) => -grade),
        never,
      );
      break;
    case "status":
      ranks = rankNumbers(severity(columns), never);
      break;
  }
  prepared.ranks.set(what, ranks);
  return ranks;
}

function sorted(prepared: Prepared, { key, descending }: Sort): Int32Array {
  const cacheKey = `${key}${descending ? "-" : "+"}`;
  let order = prepared.orders.get(cacheKey);
  if (!order) {
    // Least significant first: names, then failures, then what was asked for.
    order = prepared.byName;
    if (key !== "failures" && key !== "name") order = sortBy(order, ranksOf(prepared, "failures"), true);
    if (key === "posture") order = sortBy(order, ranksOf(prepared, "expiry"), false);
    if (key !== "name" || descending) order = sortBy(order, ranksOf(prepared, key), descending);
    prepared.orders.set(cacheKey, order);
  }
  return order;
}

function hasStatus(columns: PrincipalColumns, index: number, wanted: number): boolean {
  const status = columns.status[index] ?? NO_CASE;
  if (wanted === ALL_FAILING) return columns.failing[index] === 1;
  if (status !== NO_CASE) return status === wanted;
  // Who never signed in has not failed, but that is no good news.
  return wanted === ((columns.signIns[index] ?? 0) > 0 ? NO_FAILURES : NO_SIGN_INS);
}

const DAY = 86_400_000;

/** What the orders are made from; a part of a snapshot. */
export type Listed = Pick<Snapshot, "columns" | "now" | "withCases">;

/** What the days ask of an end, epoch ms or NaN; null where they ask about failures or nothing. */
function endsWithin(now: number, days: number | null): ((end: number) => boolean) | null {
  if (days === null || days > 0) return null;
  return days === 0 ? (end) => end <= now : (end) => end > now && end <= now - days * DAY;
}

export interface Orders {
  /** Makes ready for searching, before the first key is pressed. */
  warm(): void;
  /** Indices of the matching principals in the wanted order. The same question gets the same array. */
  of(listed: Listed, state: ListState): Int32Array;
}

export function createOrders(): Orders {
  let prepared: Prepared | null = null;
  let question = "";
  let answer: Int32Array = new Int32Array(0);
  const searchIn = (current: Prepared): SearchIndex =>
    (current.search ??= createSearchIndex(current.keys, current.columns.appId, current.columns.id));
  return {
    warm() {
      if (prepared) searchIn(prepared);
    },
    of({ columns, now, withCases }, state) {
      // How rows are grouped changes nothing about which of them match.
      const asked = JSON.stringify({ ...state, group: "none" });
      if (prepared?.columns === columns && asked === question) return answer;
      if (prepared?.columns !== columns) prepared = prepare(columns, prepared);
      const current = prepared;
      question = asked;
      const order = sorted(current, state.sort);
      if (!isFiltered(state)) return (answer = order);
      const found = state.query.trim() === "" ? null : searchIn(current).find(state.query);
      const wanted = questionOf(state);
      const cased = asksNothing(wanted) ? null : withCases(wanted);
      const ends = endsWithin(now, state.days);
      const { grade, status } = state;
      const chosen = state.among === null ? null : new Set(state.among);
      return (answer = order.filter(
        (index) =>
          (!found || found[index] === 1) &&
          (!cased || cased[index] === 1) &&
          (!ends || ends(columns.nextExpiry[index] ?? NaN)) &&
          (grade === null || columns.grade[index] === grade) &&
          (status === null || hasStatus(columns, index, status)) &&
          (!chosen || chosen.has(columns.id[index] ?? "")),
      ));
    },
  };
}
