import type { Peers } from "../diagnosis/peers";
import type { FactsStore } from "../store/factsStore";
import { DAY, HOUR } from "../units";
import { instant } from "../words";
import type { FailingCase } from "./failingCases";
import { grouped } from "./grouped";
import type { Draft } from "./types";

/** Two principals that fail alike are a coincidence. */
const SEVERAL = 3;

export interface TogetherInput {
  readonly store: FactsStore;
  readonly failing: readonly FailingCase[];
  readonly peers: Peers;
}

/** Principals that fail on one resource with one code, and what the others do there meanwhile. */
export function sameResource(input: TogetherInput): Draft[] {
  const { signIns } = input.store;
  const drafts: Draft[] = [];
  for (const cases of grouped(input.failing, ({ resource, code }) => `${String(resource)}|${String(code)}`)) {
    const [{ resource, code }] = cases as readonly [FailingCase];
    if (cases.length < SEVERAL || !signIns.isNamed(resource)) continue;
    const first = earliest(cases);
    const day = instant(first).slice(0, 10);
    drafts.push({
      id: "same-resource",
      principals: cases.map(({ principal }) => principal),
      code,
      values: {
        count: String(cases.length),
        resource: signIns.resourceLabel(resource),
        code: String(code),
        since: first - signIns.firstTime < DAY ? `${day}, when the rows begin, or before` : day,
        succeeding: succeeding(input, cases, first),
      },
    });
  }
  return drafts;
}

/** Principals whose failures with one code began within one hour, whatever the resource; the fullest hour of each code. */
export function sameHour({ store, failing }: TogetherInput): Draft[] {
  const drafts: Draft[] = [];
  const days = store.signIns.grain === "day";
  for (const cases of grouped(failing, ({ code }) => String(code))) {
    const sorted = [...cases].sort((a, b) => a.first - b.first || a.principal - b.principal);
    // Days are compared whole: what began on one day began together as far as the rows tell.
    const best = fullestSpan(sorted, days ? 0 : HOUR);
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
      values: {
        count: String(principals.length),
        code: String(first.code),
        when: days ? `on ${instant(first.first).slice(0, 10)}` : `within one hour from ${instant(first.first)} on`,
      },
    });
  }
  return drafts;
}

/** The hour, or the day where times are days, in which most different principals began; cases sorted by their beginning. */
function fullestSpan(sorted: readonly FailingCase[], span: number): readonly FailingCase[] {
  const inside = new Map<number, number>();
  let from = 0;
  let best = { from: 0, to: 0, principals: 0 };
  sorted.forEach(({ first, principal }, i) => {
    inside.set(principal, (inside.get(principal) ?? 0) + 1);
    for (; first - (sorted[from] as FailingCase).first > span; from++) {
      const left = (sorted[from] as FailingCase).principal;
      const rest = (inside.get(left) ?? 1) - 1;
      if (rest > 0) inside.set(left, rest);
      else inside.delete(left);
    }
    if (inside.size > best.principals) best = { from, to: i + 1, principals: inside.size };
  });
  return sorted.slice(best.from, best.to);
}

/** How many others succeed on the resource meanwhile: the first thing that tells a fault of the resource from one of a client. */
function succeeding(
  { store: { signIns }, peers }: TogetherInput,
  cases: readonly FailingCase[],
  since: number,
): string {
  const [{ resource }] = cases as readonly [FailingCase];
  const own = cases.filter(({ route }) => signIns.routeLastSuccess.at(route) > since).length;
  const count = peers.successesAfter(resource, since) - own;
  if (count === 0) return "no other principal succeeds on it";
  return count === 1 ? "1 other succeeds on it" : `${String(count)} others succeed on it`;
}

const earliest = (cases: readonly FailingCase[]): number =>
  cases.reduce((least, { first }) => Math.min(least, first), Infinity);
