import { OPEN_STATES } from "../../export/all";
import { oneLine } from "../safe";
import { CHANGES, type Change, type ComparedCase, type ComparedGrade, type Comparison } from "./compare";

/** Entries of one kind that are told; the JSON of the comparison has them all. */
const TOLD = 20;

/** A change as a headline says it; what stayed the same is only counted. */
const TITLES: Readonly<Record<Exclude<Change, "same">, string>> = {
  regressed: "Regressed: verified before, failing again",
  new: "New",
  failing: "Failing",
  changed: "Error changed",
  verified: "Verified: a sign-in succeeded after the last failure",
  moved: "Moved to another resource, not proven fixed",
  quiet: "Quiet, not proven fixed",
  notInData: "Not in this data, not proven fixed",
};

const GRADE_TITLES: Readonly<Record<ComparedGrade["change"], string>> = {
  worse: "Posture worse",
  better: "Posture better",
  unknown: "Posture no longer known: no credential data",
  known: "Posture known now",
};

/** The comparison as lines for a terminal. */
export function comparisonLines(comparison: Comparison, file: string): string[] {
  const { before, after, cases, grades, newPrincipals, absentPrincipals } = comparison;
  const lines = [`Compared with ${oneLine(file)} of ${instant(before.generatedAt)}:`];
  if (before.rules !== after.rules) {
    lines.push(`  Its rules are ${oneLine(before.rules)}, these are ${after.rules}: grades may differ for that alone.`);
  }
  if (before.to !== null && after.to !== null && before.to > after.to) {
    lines.push("  Its newest sign-in is later than the newest one here: it is not the older result.");
  }
  for (const change of CHANGES) {
    if (change === "same") continue;
    const own = cases.filter((entry) => entry.change === change);
    lines.push(...group(TITLES[change], own.map(caseLine)));
  }
  for (const change of ["worse", "better", "unknown", "known"] as const) {
    const own = grades.filter((entry) => entry.change === change);
    lines.push(...group(GRADE_TITLES[change], own.map(gradeLine)));
  }
  const same = cases.filter(({ change }) => change === "same");
  const open = same.filter(({ after: state }) => state !== null && OPEN_STATES.has(state));
  lines.push(
    `  Unchanged: ${cases.length === 0 ? "no cases" : count(same.length, "case")}, ${String(open.length)} of them still failing`,
  );
  if (newPrincipals > 0) lines.push(`  New in the data: ${count(newPrincipals, "service principal")}`);
  if (absentPrincipals > 0) lines.push(`  Not in this data: ${count(absentPrincipals, "service principal")}`);
  return lines;
}

/** The comparison as JSON text: all cases and grades that differ, and how many cases of each kind there are. */
export function comparisonJson({ before, after, cases, grades, newPrincipals, absentPrincipals }: Comparison): string {
  const counts = Object.fromEntries(
    CHANGES.map((change) => [change, cases.filter((own) => own.change === change).length]),
  );
  const document = {
    schemaVersion: "1.0",
    before: { ...before, generatedAt: iso(before.generatedAt), to: iso(before.to) },
    after: { ...after, generatedAt: iso(after.generatedAt), to: iso(after.to) },
    counts,
    newPrincipals,
    absentPrincipals,
    cases: cases
      .filter(({ change }) => change !== "same")
      .map(({ change, id, principal, name, code, resource, before: from, after: to, failures, lastFailure }) => ({
        change,
        id,
        principal,
        name,
        code,
        resource,
        before: from,
        after: to,
        failures,
        lastFailure: iso(lastFailure),
      })),
    posture: grades.map(({ change, id, name, before: from, after: to }) => ({
      change,
      id,
      name,
      before: from,
      after: to,
    })),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function group(title: string, entries: readonly string[]): string[] {
  if (entries.length === 0) return [];
  const rest = entries.length - TOLD;
  return [
    `  ${title} (${String(entries.length)})`,
    ...entries.slice(0, TOLD).map((entry) => `    ${entry}`),
    ...(rest > 0 ? [`    and ${String(rest)} more (--compare-out writes all of them)`] : []),
  ];
}

function caseLine({ code, resource, name, principal, before, after, change }: ComparedCase): string {
  const states = before === null ? (after ?? "") : after === null ? `was ${before}` : `${before} -> ${after}`;
  const told = change === "new" || before !== after ? ` (${states})` : "";
  return `AADSTS${String(code)} on ${oneLine(resource, 60) || "an unnamed resource"}, ${who(name, principal)}${told}`;
}

function gradeLine({ name, id, before, after }: ComparedGrade): string {
  return `${who(name, id)}: ${before} -> ${after}`;
}

function who(name: string, id: string): string {
  return name === "" ? oneLine(id, 40) : `${oneLine(name, 60)} [${oneLine(id, 40)}]`;
}

function count(value: number, one: string): string {
  return `${String(value)} ${one}${value === 1 ? "" : "s"}`;
}

const iso = (time: number | null): string | null => (time === null ? null : new Date(time).toISOString());
const instant = (time: number | null): string => iso(time) ?? "an unknown time";
