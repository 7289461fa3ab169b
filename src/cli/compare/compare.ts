import { GRADES, type Grade, type Snapshot, type VerificationState } from "../../model/types";
import type { Scope } from "../scope";
import { idsWithin, only, standingsOf, type CaseStanding, type Standings } from "./standing";

/** What became of a case; the order in which it is told. */
export const CHANGES = [
  "regressed",
  "new",
  "failing",
  "changed",
  "verified",
  "moved",
  "quiet",
  "notInData",
  "same",
] as const;
export type Change = (typeof CHANGES)[number];

export interface ComparedCase extends Omit<CaseStanding, "state"> {
  readonly change: Change;
  /** Null for a case that the former result did not have. */
  readonly before: VerificationState | null;
  /** Null for a case that this data does not have. */
  readonly after: VerificationState | null;
}

export interface ComparedGrade {
  readonly id: string;
  readonly name: string;
  /** `known` and `unknown`: credential data came or went, which says nothing about the credentials. */
  readonly change: "worse" | "better" | "known" | "unknown";
  readonly before: Grade;
  readonly after: Grade;
}

export interface Comparison {
  readonly before: Omit<Standings, "cases" | "principals">;
  readonly after: Omit<Standings, "cases" | "principals">;
  /** By change, then by id; those that stayed the same included. */
  readonly cases: readonly ComparedCase[];
  readonly grades: readonly ComparedGrade[];
  readonly newPrincipals: number;
  /** Principals of the former result that this data does not have. */
  readonly absentPrincipals: number;
}

/**
 * Compares a former result with the data at hand within a scope. Principals that were within it then are told as well: one
 * that fails no longer is what the reader of a scope `failing` waits for.
 */
export function compareWith(
  former: Standings,
  snapshot: Snapshot,
  within: readonly number[],
  scope: Scope,
): Comparison {
  const { id, count } = snapshot.columns;
  const ids = new Set([...within.map((index) => id[index] ?? ""), ...idsWithin(former, scope)]);
  const indices = Array.from({ length: count }, (_, index) => index).filter((index) => ids.has(id[index] ?? ""));
  return compare(only(former, ids, scope), only(standingsOf(snapshot, indices), ids, scope));
}

/** Compares a former result with another one. Absence is never taken for a fix. */
export function compare(before: Standings, after: Standings): Comparison {
  const cases: ComparedCase[] = [];
  for (const found of after.cases.values()) {
    const former = before.cases.get(found.id);
    cases.push({
      ...without(found),
      change: changeOf(former, found),
      before: former?.state ?? null,
      after: found.state,
    });
  }
  for (const former of before.cases.values()) {
    if (after.cases.has(former.id)) continue;
    cases.push({ ...without(former), change: "notInData", before: former.state, after: null });
  }
  const grades: ComparedGrade[] = [];
  for (const { id, name, grade } of after.principals.values()) {
    const former = before.principals.get(id);
    if (former === undefined || former.grade === grade) continue;
    grades.push({
      id,
      name: name || former.name,
      change: gradeChange(former.grade, grade),
      before: former.grade,
      after: grade,
    });
  }
  return {
    before: head(before),
    after: head(after),
    cases: cases.sort((a, b) => CHANGES.indexOf(a.change) - CHANGES.indexOf(b.change) || order(a.id, b.id)),
    grades: grades.sort((a, b) => order(a.change, b.change) || order(a.id, b.id)),
    newPrincipals: [...after.principals.keys()].filter((id) => !before.principals.has(id)).length,
    absentPrincipals: [...before.principals.keys()].filter((id) => !after.principals.has(id)).length,
  };
}

function changeOf(former: CaseStanding | undefined, found: CaseStanding): Change {
  if (former === undefined) return "new";
  const { state } = found;
  if (former.state === state) return "same";
  // The success that the former result saw may be older than these rows: a later failure is a relapse all the same.
  const isLater = (found.lastFailure ?? -Infinity) > (former.lastFailure ?? Infinity);
  if (former.state === "verified" && (state === "failing" || state === "changed") && isLater) return "regressed";
  return state;
}

function gradeChange(before: Grade, after: Grade): ComparedGrade["change"] {
  if (after === "unknown") return "unknown";
  if (before === "unknown") return "known";
  return GRADES.indexOf(after) < GRADES.indexOf(before) ? "worse" : "better";
}

function without(found: CaseStanding): Omit<CaseStanding, "state"> {
  const { id, principal, name, code, resource, failures, lastFailure } = found;
  return { id, principal, name, code, resource, failures, lastFailure };
}

function head({ generatedAt, to, rules }: Standings): Comparison["before"] {
  return { generatedAt, to, rules };
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
