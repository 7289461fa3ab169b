import type { FactsStore } from "../store/factsStore";
import { instant } from "../words";
import type { FailingCase } from "./failingCases";
import { grouped } from "./grouped";
import type { Draft } from "./types";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Two principals that fail alike are a coincidence. */
const SEVERAL = 3;

/** Principals that fail on one resource with one code, and what the others do there meanwhile. */
export function sameResource(store: FactsStore, failing: readonly FailingCase[]): Draft[] {
  const { signIns } = store;
  const drafts: Draft[] = [];
  for (const cases of grouped(failing, ({ resource, code }) => `${String(resource)}|${String(code)}`)) {
    const [{ resource, code }] = cases as readonly [FailingCase];
    const key = signIns.resources.text(resource);
    if (cases.length < SEVERAL || key === "-") continue;
    const first = earliest(cases);
    const day = instant(first).slice(0, 10);
    drafts.push({
      id: "same-resource",
      principals: cases.map(({ principal }) => principal),
      code,
      values: {
        count: String(cases.length),
        resource: signIns.resourceNames.at(resource) || key,
        code: String(code),
        since: first - signIns.firstTime < DAY ? `${day}, when the rows begin, or before` : day,
        succeeding: succeeding(store, resource, first, new Set(cases.map(({ principal }) => principal))),
      },
    });
  }
  return drafts;
}

/** Principals whose failures with one code began within one hour, whatever the resource; the fullest hour of each code. */
export function sameHour(store: FactsStore, failing: readonly FailingCase[]): Draft[] {
  const drafts: Draft[] = [];
  for (const cases of grouped(failing, ({ code }) => String(code))) {
    const sorted = [...cases].sort((a, b) => a.first - b.first || a.principal - b.principal);
    const best = fullestHour(sorted);
    const principals = [...new Set(best.map(({ principal }) => principal))];
    const resources = new Set(best.map(({ resource }) => resource));
    const [first] = best;
    // One resource is told by `same-resource`, and at the start of the rows everything begins at once.
    if (first === undefined || principals.length < SEVERAL || resources.size < 2) continue;
    if (first.first - store.signIns.firstTime < DAY) continue;
    drafts.push({
      id: "same-hour",
      principals,
      code: first.code,
      values: { count: String(principals.length), code: String(first.code), from: instant(first.first) },
    });
  }
  return drafts;
}

function fullestHour(sorted: readonly FailingCase[]): readonly FailingCase[] {
  let from = 0;
  let best: readonly [number, number] = [0, 0];
  sorted.forEach(({ first }, i) => {
    while (first - (sorted[from] as FailingCase).first > HOUR) from++;
    if (i + 1 - from > best[1] - best[0]) best = [from, i + 1];
  });
  return sorted.slice(best[0], best[1]);
}

function succeeding({ signIns }: FactsStore, resource: number, since: number, failing: ReadonlySet<number>): string {
  let count = 0;
  for (let route = 0; route < signIns.routes.size; route++) {
    if (signIns.routes.right.at(route) !== resource || failing.has(signIns.routes.left.at(route))) continue;
    if (signIns.routeLastSuccess.at(route) > since) count++;
  }
  if (count === 0) return "no other principal succeeds on it";
  return count === 1 ? "1 other succeeds on it" : `${String(count)} others succeed on it`;
}

const earliest = (cases: readonly FailingCase[]): number =>
  cases.reduce((least, { first }) => Math.min(least, first), Infinity);
