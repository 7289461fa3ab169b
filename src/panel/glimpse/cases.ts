import type { CaseGroups, CaseQuestion, GroupBy } from "../../model/types";
import type { GlimpsedFailures } from "./types";

const DAY = 86_400_000;

/** The cases that answer all of the question, as the model asks it. */
export function answering(
  cases: readonly GlimpsedFailures[],
  { code, resource, days }: CaseQuestion,
  asOf: number | null,
): readonly GlimpsedFailures[] {
  const since = days === null ? null : (asOf ?? Number.NaN) - days * DAY;
  return cases.filter(
    (one) =>
      (code === null || one.code === code) &&
      (resource === null || one.resource === resource) &&
      (since === null || (one.last !== null && one.last >= since)),
  );
}

/** Gathers cases by resource or code: one member for each principal in each group. */
export function gathered(cases: readonly GlimpsedFailures[], by: Exclude<GroupBy, "none">): CaseGroups {
  const subjects = new Map<string, { readonly name: string; readonly members: Map<number, GlimpsedFailures[]> }>();
  for (const one of cases) {
    const key = by === "code" ? String(one.code) : one.resource;
    let subject = subjects.get(key);
    if (subject === undefined)
      subjects.set(key, (subject = { name: by === "code" ? "" : one.name, members: new Map() }));
    const own = subject.members.get(one.principal);
    if (own === undefined) subject.members.set(one.principal, [one]);
    else own.push(one);
  }
  const all = [...subjects.values()];
  const members = all.flatMap((subject, group) =>
    [...subject.members].map(([principal, own]) => ({ group, principal, own })),
  );
  const each = (figure: (own: readonly GlimpsedFailures[]) => number): number[] =>
    members.map(({ own }) => figure(own));
  const times = (pick: (one: GlimpsedFailures) => number | null, best: (...all: number[]) => number) =>
    Float64Array.from(
      each((own) => {
        const known = own.map(pick).filter((time) => time !== null);
        return known.length === 0 ? Number.NaN : best(...known);
      }),
    );
  return {
    by,
    keys: [...subjects.keys()],
    names: all.map(({ name }) => name),
    group: Int32Array.from(members, ({ group }) => group),
    principal: Int32Array.from(members, ({ principal }) => principal),
    failures: Float64Array.from(each((own) => own.reduce((sum, { failures }) => sum + failures, 0))),
    firstFailure: times(({ first }) => first, Math.min),
    lastFailure: times(({ last }) => last, Math.max),
    status: Uint8Array.from(each((own) => Math.min(...own.map(({ status }) => status)))),
    topCode: Int32Array.from(each(topCode)),
    addTrend(member, into) {
      for (const { days } of members[member]?.own ?? []) {
        days.forEach((failures, day) => (into[day] = (into[day] ?? 0) + failures));
      }
    },
  };
}

/** The code with most failures; equal counts give the smaller code. */
function topCode(own: readonly GlimpsedFailures[]): number {
  return [...own].sort((a, b) => b.failures - a.failures || a.code - b.code)[0]?.code ?? -1;
}
