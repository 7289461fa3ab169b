import type { FactsStore } from "../store/factsStore";
import { GRADES, type PrincipalColumns, type Totals } from "../types";
import type { JudgedCredential } from "./credentials";
import type { Change } from "./days";
import type { PostureCache } from "./postureCache";
import { rankOf, type Verifier } from "./verification";

/** Ranks at or before `changed` in STATES count as failing. */
const FAILING_UNTIL = rankOf("changed");
const NONE = 255;

/** Principals that are shown: all but stand-ins for applications whose principal has turned up. */
export function shownPrincipals(store: FactsStore): Int32Array {
  const { principals } = store;
  const namedApps = new Set<string>();
  let standIns = 0;
  for (let i = 0; i < principals.size; i++) if (principals.named.at(i) === 0) standIns++;
  if (standIns > 0) {
    for (let i = 0; i < principals.size; i++) {
      if (principals.named.at(i) === 1) namedApps.add(principals.appIds.at(i));
    }
  }
  const shown = new Int32Array(principals.size);
  let count = 0;
  for (let i = 0; i < principals.size; i++) {
    if (principals.named.at(i) === 1 || !namedApps.has(principals.key(i))) shown[count++] = i;
  }
  return shown.subarray(0, count);
}

export interface ListData {
  readonly columns: PrincipalColumns;
  readonly expired: number;
  readonly expiring: number;
  readonly failing: number;
  readonly contradicted: readonly JudgedCredential[];
}

/** The list's columns: one pass over the cases, one over the principals. */
export function listData(
  store: FactsStore,
  shown: Int32Array,
  postures: PostureCache,
  verifier: Verifier,
  asOf: number,
): ListData {
  const { principals, signIns } = store;
  const worst = new Uint8Array(principals.size).fill(NONE);
  for (let id = 0; id < signIns.cases.size; id++) {
    const principal = signIns.routes.left.at(signIns.cases.left.at(id));
    const rank = verifier.rank(id, asOf);
    if (rank < (worst[principal] as number)) worst[principal] = rank;
  }
  const count = shown.length;
  const data = {
    count,
    id: new Array<string>(count),
    name: new Array<string>(count),
    appId: new Array<string>(count),
    signIns: new Float64Array(count),
    failures: new Float64Array(count),
    lastFailure: new Float64Array(count),
    topCode: new Int32Array(count),
    grade: new Uint8Array(count),
    status: new Uint8Array(count),
    failing: new Uint8Array(count),
    nextExpiry: new Float64Array(count),
  };
  const contradicted: JudgedCredential[] = [];
  const tally = { expired: 0, expiring: 0, failing: 0 };
  for (let i = 0; i < count; i++) {
    const principal = shown[i] as number;
    const posture = postures.of(principal);
    const key = principals.key(principal);
    const last = principals.lastFailure.at(principal);
    const status = worst[principal] as number;
    data.id[i] = key;
    data.name[i] = principals.name(principal) || key;
    data.appId[i] = principals.appIds.at(principal);
    data.signIns[i] = principals.signIns.at(principal);
    data.failures[i] = principals.failures.at(principal);
    data.lastFailure[i] = Number.isFinite(last) ? last : Number.NaN;
    data.topCode[i] = status === NONE ? -1 : topCode(store, principal);
    data.grade[i] = GRADES.indexOf(posture.grade);
    data.status[i] = status;
    data.failing[i] = status <= FAILING_UNTIL ? 1 : 0;
    data.nextExpiry[i] = posture.nextEnd;
    if (posture.contradicted.length > 0) contradicted.push(...posture.contradicted);
    if (posture.expired) tally.expired++;
    if (posture.expiring) tally.expiring++;
    if (status <= FAILING_UNTIL) tally.failing++;
  }
  return { columns: data, contradicted, ...tally };
}

/** The code with most failures; equal counts give the smaller code. */
function topCode(store: FactsStore, principal: number): number {
  const { signIns, principals } = store;
  const head = principals.routes.at(principal);
  const only = signIns.routeCases.at(head);
  // Nearly all principals fail with one code on one resource; this runs for each of them at every window.
  if (signIns.routeNext.at(head) < 0 && only >= 0 && signIns.caseNext.at(only) < 0) return signIns.cases.right.at(only);
  const totals = new Map<number, number>();
  for (let route = head; route >= 0; route = signIns.routeNext.at(route)) {
    for (let id = signIns.routeCases.at(route); id >= 0; id = signIns.caseNext.at(id)) {
      const code = signIns.cases.right.at(id);
      totals.set(code, (totals.get(code) ?? 0) + signIns.caseFailures.at(id));
    }
  }
  let best = -1;
  let most = -1;
  for (const [code, failures] of totals) {
    if (failures > most || (failures === most && code < best)) {
      best = code;
      most = failures;
    }
  }
  return best;
}

/** Failures by code over all principals, and how many cases each code has. */
export function codeTotals(store: FactsStore): Map<number, { failures: number; cases: number }> {
  const { signIns } = store;
  const totals = new Map<number, { failures: number; cases: number }>();
  for (let id = 0; id < signIns.cases.size; id++) {
    const code = signIns.cases.right.at(id);
    const entry = totals.get(code) ?? { failures: 0, cases: 0 };
    entry.failures += signIns.caseFailures.at(id);
    entry.cases++;
    totals.set(code, entry);
  }
  return totals;
}

/** Figures of the summary line. */
export function totalsOf(
  list: ListData,
  codes: ReadonlyMap<number, { failures: number; cases: number }>,
  watched: readonly number[],
  change: Change,
  expiringDays: number,
): Totals {
  const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);
  const watchedTotals = watched.map((code) => codes.get(code) ?? { failures: 0, cases: 0 });
  return {
    principals: list.columns.count,
    failing: list.failing,
    signIns: sum(list.columns.signIns),
    failures: sum(list.columns.failures),
    watchedFailures: watchedTotals.reduce((total, { failures }) => total + failures, 0),
    watchedCases: watchedTotals.reduce((total, { cases }) => total + cases, 0),
    expired: list.expired,
    expiring: list.expiring,
    expiringDays,
    principalsChange: change.principals,
    failuresChange: change.failures,
  };
}
