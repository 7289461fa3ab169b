import type { FactsStore } from "../store/factsStore";
import { MINUTE } from "../units";

/** What other principals do on the resource of a case. */
export interface PeerCounts {
  /** Other principals that have failed on the same resource with the same code. */
  readonly failing: number;
  /** Other principals whose failures with this code began within a minute of this case's, on any resource. */
  readonly started: number;
  /** Other principals that succeeded on this resource after this case's first failure. */
  readonly succeeded: number;
}

/** Above this many the exact number tells nobody more, and counting on costs time. */
export const COUNTED = 200;

interface Start {
  readonly time: number;
  readonly principal: number;
}

/** Compares a case with those of other principals; what it needs of the store is gathered once, when first asked. */
export class Peers {
  private failing: Map<string, number> | null = null;
  private readonly starts = new Map<number, readonly Start[]>();
  private successes: Map<number, Float64Array> | null = null;

  constructor(private readonly store: FactsStore) {}

  of(id: number): PeerCounts {
    const { signIns } = this.store;
    const route = signIns.cases.left.at(id);
    const code = signIns.cases.right.at(id);
    const resource = signIns.routes.right.at(route);
    const first = signIns.caseFirst.at(id);
    if (!signIns.isNamed(resource)) return { failing: 0, started: 0, succeeded: 0 };
    this.failing ??= this.countFailing();
    return {
      failing: (this.failing.get(`${String(resource)}|${String(code)}`) ?? 1) - 1,
      started: this.startedNear(code, first, signIns.routes.left.at(route)),
      succeeded: this.succeededAfter(resource, first, route),
    };
  }

  private countFailing(): Map<string, number> {
    const { signIns } = this.store;
    const counts = new Map<string, number>();
    for (let id = 0; id < signIns.cases.size; id++) {
      const key = `${String(signIns.routes.right.at(signIns.cases.left.at(id)))}|${String(signIns.cases.right.at(id))}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    return counts;
  }

  private startedNear(code: number, first: number, own: number): number {
    if (!Number.isFinite(first)) return 0;
    const starts = this.startsOf(code);
    const others = new Set<number>();
    for (let i = lowerBound(starts.length, (k) => (starts[k] as Start).time < first - MINUTE); i < starts.length; i++) {
      const start = starts[i] as Start;
      if (start.time > first + MINUTE || others.size === COUNTED) break;
      if (start.principal !== own) others.add(start.principal);
    }
    return others.size;
  }

  private startsOf(code: number): readonly Start[] {
    const known = this.starts.get(code);
    if (known !== undefined) return known;
    const { signIns } = this.store;
    const starts: Start[] = [];
    for (let id = 0; id < signIns.cases.size; id++) {
      if (signIns.cases.right.at(id) !== code || !Number.isFinite(signIns.caseFirst.at(id))) continue;
      starts.push({ time: signIns.caseFirst.at(id), principal: signIns.routes.left.at(signIns.cases.left.at(id)) });
    }
    starts.sort((a, b) => a.time - b.time || a.principal - b.principal);
    // One principal that begins on many resources at once is one start.
    const distinct = starts.filter((start, i) => {
      const before = starts[i - 1];
      return before === undefined || before.time !== start.time || before.principal !== start.principal;
    });
    this.starts.set(code, distinct);
    return distinct;
  }

  private succeededAfter(resource: number, first: number, route: number): number {
    if (!Number.isFinite(first)) return 0;
    return this.successesAfter(resource, first) - (this.store.signIns.routeLastSuccess.at(route) > first ? 1 : 0);
  }

  /** Principals that have succeeded on a resource after a time. */
  successesAfter(resource: number, time: number): number {
    this.successes ??= this.gatherSuccesses();
    const times = this.successes.get(resource);
    return times === undefined ? 0 : times.length - lowerBound(times.length, (k) => (times[k] as number) <= time);
  }

  /** The newest success of every principal on each resource, ascending. */
  private gatherSuccesses(): Map<number, Float64Array> {
    const { signIns } = this.store;
    const byResource = new Map<number, number[]>();
    for (let route = 0; route < signIns.routes.size; route++) {
      const time = signIns.routeLastSuccess.at(route);
      if (!Number.isFinite(time)) continue;
      const resource = signIns.routes.right.at(route);
      const times = byResource.get(resource);
      if (times === undefined) byResource.set(resource, [time]);
      else times.push(time);
    }
    return new Map([...byResource].map(([resource, times]) => [resource, Float64Array.from(times).sort()]));
  }
}

/** The first index at which `before` no longer holds. */
function lowerBound(length: number, before: (index: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (before(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}
