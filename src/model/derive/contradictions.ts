import { KEPT } from "../problems";
import type { FactsStore } from "../store/factsStore";
import type { Problem } from "../types";
import type { JudgedCredential } from "./credentials";

const UNDECIDED = "the last failure and a success have this time: their order is unknown, so nothing is verified";
const OTHER_END = "another row gives this credential another end: the later one is taken";
const NOT_BEFORE_END = "not before the credential's end: the start is left out";

/** Problems that no single row shows; entries are made for the first of many only. */
export interface Derived {
  readonly total: number;
  readonly entries: readonly Problem[];
}

/** What contradicts each other across rows: dates of a credential, and a failure with a success at the same instant. */
export function contradictions(store: FactsStore, credentials: readonly JudgedCredential[]): Derived {
  const dates = credentialProblems(credentials);
  const cases = undecidedCases(store, KEPT - dates.length);
  return { total: dates.length + cases.total, entries: [...dates, ...cases.entries] };
}

/** One entry a credential: those of an application belong to several principals. */
function credentialProblems(credentials: readonly JudgedCredential[]): Problem[] {
  const byName = new Map<string, Problem>();
  for (const { row, keyId, name, thumbprint, contradiction } of credentials) {
    const value = keyId || thumbprint || name;
    const isEnd = contradiction === "end";
    const entry = { row, field: isEnd ? "heldEnd" : "heldStart", value, reason: isEnd ? OTHER_END : NOT_BEFORE_END };
    byName.set(`${String(row)}|${value}`, entry);
  }
  return [...byName.values()].sort((a, b) => a.row - b.row).slice(0, KEPT);
}

/** Cases whose last failure and a success share an instant: equal times prove nothing, and the reader is told so. */
function undecidedCases({ signIns, principals }: FactsStore, room: number): Derived {
  const entries: Problem[] = [];
  let total = 0;
  for (let id = 0; id < signIns.cases.size; id++) {
    const route = signIns.cases.left.at(id);
    const last = signIns.caseLast.at(id);
    if (!Number.isFinite(last) || signIns.routeLastSuccess.at(route) !== last) continue;
    total++;
    if (entries.length >= room) continue;
    const principal = principals.key(signIns.routes.left.at(route));
    const resource = signIns.resources.text(signIns.routes.right.at(route));
    const name = `${principal}|${resource}|${String(signIns.cases.right.at(id))}`;
    const value = `${new Date(last).toISOString()} ${name}`.slice(0, 200);
    entries.push({ row: 0, field: "time", value, reason: UNDECIDED });
  }
  return { total, entries: entries.sort((a, b) => (a.value === b.value ? 0 : a.value < b.value ? -1 : 1)) };
}
