import { GRADES, type Grade, type Snapshot } from "../model/types";
import { OPEN_STATES } from "../export/all";
import { codeOf } from "./code";
import { Fault } from "./fault";
import type { Scope } from "./scope";
import { nearest } from "./suggest";

/** When the program exits with 1. */
export type FailRule =
  { readonly kind: "grade"; readonly grade: Grade } | { readonly kind: "code"; readonly code: number };

const LIMITS = ["critical", "poor", "attention"] as const;

/** Reads the values of --fail-on, each a rule or several with commas between. Throws a Fault. */
export function parseFailOn(values: readonly string[]): readonly FailRule[] {
  return values.flatMap((value) => value.split(",").map((part) => ruleOf(part.trim())));
}

function ruleOf(text: string): FailRule {
  const grade = LIMITS.find((limit) => limit === text);
  if (grade !== undefined) return { kind: "grade", grade };
  const code = text.startsWith("case:") ? codeOf(text.slice(5)) : null;
  if (code !== null) return { kind: "code", code };
  const near = nearest(text, [...LIMITS, "case:50171"]);
  throw new Fault(
    `--fail-on takes critical, poor, attention or case:CODE such as case:50171; not ${JSON.stringify(text)}.`,
    near === "" ? "" : `Did you mean ${near}?`,
  );
}

/** Sentences about the rules that hold for these principals; empty when none does. */
export function failuresOf(
  snapshot: Snapshot,
  within: readonly number[],
  scope: Scope,
  rules: readonly FailRule[],
): string[] {
  const sentences: string[] = [];
  for (const rule of rules) {
    const count =
      rule.kind === "grade" ? gradedCount(snapshot, within, rule.grade) : openCases(snapshot, within, scope, rule.code);
    if (count === 0) continue;
    sentences.push(
      rule.kind === "grade"
        ? `posture ${rule.grade}${rule.grade === "critical" ? "" : " or worse"}: ${String(count)} service principal${count === 1 ? "" : "s"}`
        : `AADSTS${String(rule.code)} failing, regressed or changed: ${String(count)} case${count === 1 ? "" : "s"}`,
    );
  }
  return sentences;
}

function gradedCount({ columns }: Snapshot, within: readonly number[], grade: Grade): number {
  const limit = GRADES.indexOf(grade);
  return within.filter((index) => (columns.grade[index] ?? GRADES.length) <= limit).length;
}

function openCases(snapshot: Snapshot, within: readonly number[], scope: Scope, code: number): number {
  let count = 0;
  const coded = snapshot.withCases({ code, resource: null, days: null });
  for (const index of within) {
    if (coded[index] !== 1) continue;
    for (const { id, code: own, verification } of snapshot.principal(index).cases) {
      if (own === code && OPEN_STATES.has(verification.state) && (scope.kind !== "case" || scope.id === id)) count++;
    }
  }
  return count;
}
