import { HOUR } from "../units";
import { PairIndex } from "../store/pairIndex";
import type { FactsStore } from "../store/factsStore";
import type { CaseGroups, CaseQuestion, GroupBy, ResourceTotal } from "../types";
import { addCaseDays, type DayRange } from "./days";
import type { Verifier } from "./verification";

const NO_STATE = 255;

/** What groups and questions are answered from. `indexOf` gives a principal's index in the list, -1 where it is not shown. */
export interface CaseSource {
  readonly store: FactsStore;
  readonly verifier: Verifier;
  readonly asOf: number;
  readonly range: DayRange;
  readonly indexOf: Int32Array;
}

/** List index by store index, -1 for principals that are not shown. */
export function indexOfShown(shown: Int32Array, size: number): Int32Array {
  const indexOf = new Int32Array(size).fill(-1);
  shown.forEach((principal, index) => (indexOf[principal] = index));
  return indexOf;
}

/** A question as numbers, so that asking each case is cheap; null when nothing can match. */
function asks({ store, asOf }: CaseSource, question: CaseQuestion): (id: number) => boolean {
  const { signIns } = store;
  const { code } = question;
  const resource = question.resource === null ? null : signIns.resources.find(question.resource);
  const since = question.days === null ? Number.NaN : asOf - question.days * 24 * HOUR;
  const undated = question.days === null;
  return (id) =>
    (code === null || signIns.cases.right.at(id) === code) &&
    (resource === null || signIns.routes.right.at(signIns.cases.left.at(id)) === resource) &&
    (undated || signIns.caseLast.at(id) >= since);
}

/** By list index: 1 where one case of the principal answers all of the question. */
export function principalsWith(source: CaseSource, question: CaseQuestion): Uint8Array {
  const { store, indexOf } = source;
  const { signIns } = store;
  const flags = new Uint8Array(indexOf.length);
  const matches = asks(source, question);
  for (let id = 0; id < signIns.cases.size; id++) {
    const index = indexOf[signIns.routes.left.at(signIns.cases.left.at(id))] as number;
    if (index >= 0 && flags[index] === 0 && matches(id)) flags[index] = 1;
  }
  return flags;
}

/** Resources with failures, most failures first. */
export function resourceTotals(store: FactsStore): ResourceTotal[] {
  const { signIns } = store;
  const failures = new Float64Array(signIns.resources.size);
  for (let id = 0; id < signIns.cases.size; id++) {
    const resource = signIns.routes.right.at(signIns.cases.left.at(id));
    failures[resource] = (failures[resource] as number) + signIns.caseFailures.at(id);
  }
  const totals: ResourceTotal[] = [];
  failures.forEach((sum, resource) => {
    if (sum === 0) return;
    const key = signIns.resources.text(resource);
    totals.push({ key, name: signIns.resourceNames.at(resource), isNamed: signIns.isNamed(resource), failures: sum });
  });
  return totals.sort((a, b) => b.failures - a.failures || (a.key < b.key ? -1 : 1));
}

/**
 * The cases that answer the question, gathered by resource or by code: one member for each principal in each group. Typed
 * columns, one pass over the cases.
 */
export function caseGroups(source: CaseSource, by: Exclude<GroupBy, "none">, question: CaseQuestion): CaseGroups {
  const { store, verifier, asOf, range, indexOf } = source;
  const { signIns } = store;
  const matches = asks(source, question);
  const groups = new Map<number, number>();
  const members = new PairIndex();
  const cases = signIns.cases.size;
  const head = new Int32Array(cases).fill(-1);
  const next = new Int32Array(cases).fill(-1);
  const failures = new Float64Array(cases);
  const first = new Float64Array(cases).fill(Infinity);
  const last = new Float64Array(cases).fill(-Infinity);
  const status = new Uint8Array(cases).fill(NO_STATE);
  for (let id = 0; id < cases; id++) {
    const route = signIns.cases.left.at(id);
    const index = indexOf[signIns.routes.left.at(route)] as number;
    if (index < 0 || !matches(id)) continue;
    const subject = by === "code" ? signIns.cases.right.at(id) : signIns.routes.right.at(route);
    let group = groups.get(subject);
    if (group === undefined) groups.set(subject, (group = groups.size));
    const member = members.of(group, index);
    next[id] = head[member] as number;
    head[member] = id;
    failures[member] = (failures[member] as number) + signIns.caseFailures.at(id);
    first[member] = Math.min(first[member] as number, signIns.caseFirst.at(id));
    last[member] = Math.max(last[member] as number, signIns.caseLast.at(id));
    status[member] = Math.min(status[member] as number, verifier.rank(id, asOf));
  }
  const subjects = [...groups.keys()];
  const { size } = members;
  const dated = (times: Float64Array): Float64Array =>
    times.slice(0, size).map((time) => (Number.isFinite(time) ? time : Number.NaN));
  return {
    by,
    keys: subjects.map((subject) => (by === "code" ? String(subject) : signIns.resources.text(subject))),
    names: subjects.map((subject) => (by === "code" ? "" : signIns.resourceNames.at(subject))),
    group: members.left.data.slice(0, size),
    principal: members.right.data.slice(0, size),
    failures: failures.slice(0, size),
    firstFailure: dated(first),
    lastFailure: dated(last),
    status: status.slice(0, size),
    topCode: topCodes(store, head.subarray(0, size), next),
    addTrend: (member, into) => {
      for (let id = head[member] ?? -1; id >= 0; id = next[id] as number) addCaseDays(store, id, range, into);
    },
  };
}

/** The code with most failures of each member; equal counts give the smaller code. */
function topCodes({ signIns }: FactsStore, head: Int32Array, next: Int32Array): Int32Array {
  return head.map((start) => {
    let best = -1;
    let most = -1;
    for (let id = start; id >= 0; id = next[id] as number) {
      const code = signIns.cases.right.at(id);
      const count = signIns.caseFailures.at(id);
      // Within a group of one resource a code is one case; within a group of one code there is no other.
      if (count > most || (count === most && code < best)) {
        best = code;
        most = count;
      }
    }
    return best;
  });
}
