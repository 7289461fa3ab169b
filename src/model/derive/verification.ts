import { findCode, findState, sourceLine } from "../../knowledge";
import { instant, span } from "../words";
import type { FactsStore } from "../store/factsStore";
import { STATES, type Verification, type VerificationState } from "../types";
import { timeOrNull } from "./credentials";

/** Codes that, after AADSTS50171, mean that the endpoint did change; 51000 only where its text says so. */
const ENDPOINT_CHANGED: readonly number[] = [392200, 392204, 392189, 500181];

const VERIFIED = "A later sign-in of this principal to this resource succeeded.";
const VERIFIED_WITHOUT_RESOURCE =
  "A later sign-in of this principal succeeded. The rows name no resource, so it may have asked for another one: map the resource to be sure.";

/** Ranks in STATES, so that a case's state fits a byte. */
export const rankOf = (state: VerificationState): number => STATES.indexOf(state);

type Worded = Omit<Verification, "cameBackAt">;

/**
 * Decides every case's state by contract 3. Keeps what cannot change any more (a regression) and looks only at routes
 * with new rows, so that a window of new rows costs no second look at the old ones.
 */
export class Verifier {
  private regressed = new Uint8Array(64);
  private checkedRow = new Int32Array(64).fill(-2);

  /** `now` (epoch ms) decides no state; it only tells in words that the rows reach into the future. */
  constructor(
    private readonly store: FactsStore,
    private readonly now: number,
  ) {}

  /** Rank of a case's state. `asOf` is the time of the newest sign-in row, NaN without times. */
  rank(id: number, asOf: number): number {
    const { signIns, principals } = this.store;
    const last = signIns.caseLast.at(id);
    if (!Number.isFinite(last) || Number.isNaN(asOf)) return rankOf("failing");
    const route = signIns.cases.left.at(id);
    const hasRegressed = this.hasRegressed(id, route);
    const quietFor = asOf - last;
    if (signIns.routeLastSuccess.at(route) > last) {
      const stable = !hasRegressed || quietFor > signIns.usualInterval(id);
      return rankOf(stable ? "verified" : "regressed");
    }
    if (otherCodesAfter(this.store, id, route, last)) return rankOf("changed");
    if (this.movedRoute(route, last, principals.routes.at(signIns.routes.left.at(route))) >= 0) return rankOf("moved");
    if (hasRegressed) return rankOf("regressed");
    return rankOf(quietFor > signIns.usualInterval(id) ? "quiet" : "failing");
  }

  /** The state with its evidence in words, and when the case last came back. */
  explain(id: number, asOf: number): Verification {
    const { signIns } = this.store;
    const route = signIns.cases.left.at(id);
    const back = this.hasRegressed(id, route)
      ? signIns.cameBack(route, signIns.cases.right.at(id), signIns.caseFirst.at(id), signIns.caseLast.at(id))
      : Number.NaN;
    return { ...this.worded(id, asOf), cameBackAt: timeOrNull(back) };
  }

  private worded(id: number, asOf: number): Worded {
    const { signIns, principals } = this.store;
    const state = STATES[this.rank(id, asOf)] as VerificationState;
    const route = signIns.cases.left.at(id);
    const last = signIns.caseLast.at(id);
    const success = signIns.firstSuccessAfter(route, last);
    switch (state) {
      case "verified":
        return say(
          state,
          success,
          signIns.isNamed(signIns.routes.right.at(route)) ? VERIFIED : VERIFIED_WITHOUT_RESOURCE,
        );
      case "changed": {
        const codes = codesAfter(this.store, id, route, last);
        return {
          ...say(
            state,
            codes[0]?.time ?? Number.NaN,
            changedText(this.store, route, last, signIns.cases.right.at(id) === 50171, codes),
          ),
          codes: codes.map((c) => c.code),
        };
      }
      case "moved": {
        const moved = this.movedRoute(route, last, principals.routes.at(signIns.routes.left.at(route)));
        const resource = signIns.routes.right.at(moved);
        const at = signIns.firstSuccessAfter(moved, last);
        return say(
          state,
          at,
          `No later sign-in to this resource; the principal now succeeds on ${signIns.resourceLabel(resource)}, which these rows do not show before the last failure.`,
        );
      }
      case "regressed":
        return success < Infinity
          ? say(
              state,
              success,
              "It succeeded again, but it has failed after a success before: not yet quiet for longer than usual.",
            )
          : say(state, last, "It had succeeded in between and fails again.");
      case "quiet":
        return say(state, last, quietText(signIns.usualInterval(id), asOf - last, asOf > this.now));
      case "failing":
        return Number.isFinite(last)
          ? say(state, last, `No later success of this principal on this resource in rows up to ${instant(asOf)}.`)
          : say(
              state,
              Number.NaN,
              "The rows carry no times: map a time field to see whether a later sign-in succeeded.",
            );
    }
  }

  private hasRegressed(id: number, route: number): boolean {
    if (id >= this.regressed.length) this.grow(id);
    if (this.regressed[id] === 1) return true;
    const { signIns } = this.store;
    const newest = signIns.routeLastRow.at(route);
    if (this.checkedRow[id] === newest) return false;
    this.checkedRow[id] = newest;
    const found = signIns.successBetween(route, signIns.caseFirst.at(id), signIns.caseLast.at(id));
    if (found) this.regressed[id] = 1;
    return found;
  }

  /** A route of the same principal that was new after the last failure and has succeeded since, or -1. */
  private movedRoute(route: number, last: number, head: number): number {
    const { signIns } = this.store;
    let found = -1;
    for (let other = head; other >= 0; other = signIns.routeNext.at(other)) {
      if (other === route) continue;
      if (signIns.routeFirstSeen.at(other) <= last || !(signIns.routeLastSuccess.at(other) > last)) continue;
      if (found < 0 || resourceKey(this.store, other) < resourceKey(this.store, found)) found = other;
    }
    return found;
  }

  private grow(id: number): void {
    const size = Math.max(id + 1, this.regressed.length * 2);
    const regressed = new Uint8Array(size);
    regressed.set(this.regressed);
    this.regressed = regressed;
    const checked = new Int32Array(size).fill(-2);
    checked.set(this.checkedRow);
    this.checkedRow = checked;
  }
}

function quietText(interval: number, silence: number, inTheFuture: boolean): string {
  const usual = span(interval);
  const since =
    span(silence) === usual
      ? `No sign-in of this principal to this resource for more than ${usual}, its usual interval.`
      : `No sign-in of this principal to this resource for ${span(silence)}, longer than its usual interval of ${usual}.`;
  return inTheFuture
    ? `${since} The newest row is dated in the future, so even that may be wrong.`
    : `${since} That is not proof of a fix.`;
}

function resourceKey(store: FactsStore, route: number): string {
  return store.signIns.resources.text(store.signIns.routes.right.at(route));
}

function otherCodesAfter(store: FactsStore, id: number, route: number, last: number): boolean {
  const { signIns } = store;
  for (let other = signIns.routeCases.at(route); other >= 0; other = signIns.caseNext.at(other)) {
    if (other !== id && signIns.caseLast.at(other) > last) return true;
  }
  return false;
}

function codesAfter(store: FactsStore, id: number, route: number, last: number): { code: number; time: number }[] {
  const { signIns } = store;
  const found: { code: number; time: number }[] = [];
  for (let other = signIns.routeCases.at(route); other >= 0; other = signIns.caseNext.at(other)) {
    if (other === id || !(signIns.caseLast.at(other) > last)) continue;
    const first = signIns.caseFirst.at(other);
    found.push({ code: signIns.cases.right.at(other), time: first > last ? first : signIns.caseLast.at(other) });
  }
  return found.sort((a, b) => a.time - b.time || a.code - b.code);
}

function changedText(
  store: FactsStore,
  route: number,
  last: number,
  code50171: boolean,
  codes: readonly { code: number }[],
): string {
  const named = codes.map(({ code }) => {
    const short = findCode(code)?.short;
    return short === undefined ? String(code) : `${String(code)} (${short})`;
  });
  // Only a case of 50171 is about the endpoint; the same codes after another one say nothing about it.
  const proof =
    code50171 && codes.some(({ code }) => ENDPOINT_CHANGED.includes(code) || isMtls51000(store, route, code, last));
  const list = named.join(", ");
  return proof
    ? `The error changed to ${list}: the endpoint did change, a new fault is in the way.`
    : `The error changed to ${list}: not fixed, a different fault.`;
}

function isMtls51000(store: FactsStore, route: number, code: number, last: number): boolean {
  if (code !== 51000) return false;
  const id = store.signIns.cases.find(route, code);
  return id >= 0 && store.signIns.caseMtlsText.timeAt(id) > last;
}

function say(state: VerificationState, at: number, text: string): Worded {
  const entry = findState(state);
  return { state, at: timeOrNull(at), text, next: entry.next, nextSource: sourceLine(entry), codes: [] };
}
