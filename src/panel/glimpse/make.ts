import type { Case, Principal, Snapshot } from "../../model/types";
import type { Glimpse, GlimpsedCase, GlimpsedFailures, GlimpsedPrincipal } from "./types";

/** Takes from a snapshot what its first picture needs. Runs when the site is built. */
export function glimpseOf(snapshot: Snapshot): Glimpse {
  const { columns } = snapshot;
  const plain = Object.fromEntries(
    Object.entries(snapshot).filter(([name, value]) => name !== "columns" && typeof value !== "function"),
  ) as unknown as Glimpse["plain"];
  const indices = Array.from({ length: columns.count }, (_, index) => index);
  const { codes, failures } = snapshot.dailyTotals();
  return {
    plain,
    columns: Object.fromEntries(
      Object.entries(columns).map(([name, value]) => [
        name,
        ArrayBuffer.isView(value) ? [...(value as Float64Array)] : (value as unknown),
      ]),
    ) as unknown as Glimpse["columns"],
    dailyTotals: { codes, failures: failures.map((values) => [...values]) },
    trends: indices.map((index) => [...snapshot.trend(index)]),
    insights: snapshot.insights(),
    principals: indices.map((index) => glimpsed(snapshot.principal(index))),
    failures: snapshot.codes.flatMap(({ code }) => failuresOf(snapshot, code)),
  };
}

/** Of one code and one resource a principal has one case: gathered by resource, each member of a code is a case. */
function failuresOf(snapshot: Snapshot, code: number): GlimpsedFailures[] {
  const groups = snapshot.caseGroups("resource", { code, resource: null, days: null });
  const orNull = (time: number | undefined): number | null => (time === undefined || Number.isNaN(time) ? null : time);
  return [...groups.principal].map((principal, member) => {
    const group = groups.group[member] ?? 0;
    const days = new Float64Array(snapshot.days.length);
    groups.addTrend(member, days);
    return {
      principal,
      code,
      resource: groups.keys[group] ?? "",
      name: groups.names[group] ?? "",
      failures: groups.failures[member] ?? 0,
      first: orNull(groups.firstFailure[member]),
      last: orNull(groups.lastFailure[member]),
      status: groups.status[member] ?? 255,
      days: [...days],
    };
  });
}

const glimpsed = ({ index, id, name, posture: { grade, label }, cases }: Principal): GlimpsedPrincipal => ({
  index,
  id,
  name,
  posture: { grade, label },
  cases: cases.map(glimpsedCase),
});

const glimpsedCase = ({ id, code, verification, checklist }: Case): GlimpsedCase => ({
  id,
  code,
  verification,
  checklist: checklist.map(({ step, applies, completedBySystem }) => ({ step, applies, completedBySystem })),
});
