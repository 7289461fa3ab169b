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

/** What the data at hand says. */
export function standingsOf(snapshot: Snapshot, within: readonly number[], scope: Scope): Standings {
  const cases = new Map<string, CaseStanding>();
  const principals = new Map<string, PrincipalStanding>();
  for (const index of within) {
    const { id, name, hasName, posture, cases: all } = snapshot.principal(index);
    principals.set(id, { id, name: hasName ? name : "", grade: posture.grade });
    for (const found of all) {
      if (scope.kind === "case" && found.id !== scope.id) continue;
      const { code, resource, verification, failures, lastFailure } = found;
      const standing = { code, resource, state: verification.state, failures, lastFailure };
      cases.set(found.id, { id: found.id, principal: id, name: hasName ? name : "", ...standing });
    }
  }
  return { generatedAt: snapshot.now, to: snapshot.source.to, rules: snapshot.rulesVersion, cases, principals };
}

/** A former result as far as it is within a scope. */
export function standingsWithin(standings: Standings, scope: Scope): Standings {
  if (scope.kind === "all") return standings;
  const { id } = scope;
  const isWithin = (principal: string): boolean =>
    scope.kind === "principal" ? principal === id : id.startsWith(`${principal}|`);
  return {
    ...standings,
    cases: new Map(
      [...standings.cases].filter(([own, found]) => (scope.kind === "case" ? own === id : isWithin(found.principal))),
    ),
    principals: new Map([...standings.principals].filter(([own]) => isWithin(own))),
  };
}
