import { OPEN_STATES } from "../../export/all";
import { GRADES, STATES, type Grade, type Snapshot, type VerificationState } from "../../model/types";
import { OwnJson } from "../ownJson";
import type { Scope } from "../scope";

/** A case as far as two results are compared by it; times in epoch ms. */
export interface CaseStanding {
  readonly id: string;
  readonly principal: string;
  readonly name: string;
  readonly code: number;
  readonly resource: string;
  readonly state: VerificationState;
  readonly failures: number;
  readonly lastFailure: number | null;
}

export interface PrincipalStanding {
  readonly id: string;
  readonly name: string;
  readonly grade: Grade;
}

/** What a result says about each case and each principal, by id. */
export interface Standings {
  readonly generatedAt: number | null;
  /** The newest sign-in that the result rests on. */
  readonly to: number | null;
  readonly rules: string;
  readonly cases: ReadonlyMap<string, CaseStanding>;
  readonly principals: ReadonlyMap<string, PrincipalStanding>;
}

/** Reads a former result. Throws a Fault that says what is wrong with the file. */
export function standingsOfFile(bytes: Uint8Array, file: string): Standings {
  const document = OwnJson.of(bytes, file);
  const cases = new Map<string, CaseStanding>();
  const principals = new Map<string, PrincipalStanding>();
  for (const entry of document.list("principals")) {
    const principal = {
      id: entry.text("id"),
      name: entry.text("name"),
      grade: entry.part("posture").word("grade", GRADES),
    };
    principals.set(principal.id, principal);
    for (const found of entry.list("cases")) {
      cases.set(found.text("id"), {
        id: found.text("id"),
        principal: principal.id,
        name: principal.name,
        code: found.number("code"),
        resource: found.text("resource"),
        state: found.word("verification", STATES),
        failures: found.number("failures"),
        lastFailure: found.time("lastFailure"),
      });
    }
  }
  return {
    generatedAt: document.time("generatedAt"),
    to: document.part("source").time("to"),
    rules: document.part("rules").text("version"),
    cases,
    principals,
  };
}

/** What the data at hand says of principals. */
export function standingsOf(snapshot: Snapshot, indices: readonly number[]): Standings {
  const cases = new Map<string, CaseStanding>();
  const principals = new Map<string, PrincipalStanding>();
  for (const index of indices) {
    const { id, name, hasName, posture, cases: all } = snapshot.principal(index);
    principals.set(id, { id, name: hasName ? name : "", grade: posture.grade });
    for (const { id: own, code, resource, verification, failures, lastFailure } of all) {
      const standing = { code, resource, state: verification.state, failures, lastFailure };
      cases.set(own, { id: own, principal: id, name: hasName ? name : "", ...standing });
    }
  }
  return { generatedAt: snapshot.now, to: snapshot.source.to, rules: snapshot.rulesVersion, cases, principals };
}

/** Ids of the principals that a scope means in a former result. */
export function idsWithin({ cases, principals }: Standings, scope: Scope): ReadonlySet<string> {
  switch (scope.kind) {
    case "all":
      return new Set(principals.keys());
    case "principal":
      return new Set([scope.id]);
    default: {
      const found = [...cases.values()].filter((own) => isWithin(own, scope));
      return new Set(found.map(({ principal }) => principal));
    }
  }
}

function isWithin({ id, code, state }: CaseStanding, scope: Scope): boolean {
  if (scope.kind === "code") return code === scope.code;
  return scope.kind === "case" ? id === scope.id : OPEN_STATES.has(state);
}

/** Standings of some principals alone, and of one case alone where the scope is a case. */
export function only(standings: Standings, ids: ReadonlySet<string>, scope: Scope): Standings {
  if (scope.kind === "all") return standings;
  const isTold = ({ id, principal }: CaseStanding): boolean =>
    scope.kind === "case" ? id === scope.id : ids.has(principal);
  return {
    ...standings,
    cases: new Map([...standings.cases].filter(([, found]) => isTold(found))),
    principals: new Map([...standings.principals].filter(([id]) => ids.has(id))),
  };
}
