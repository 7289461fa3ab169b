import type { Verifier } from "../derive/verification";
import { rankOf } from "../derive/verification";
import type { FactsStore } from "../store/factsStore";

/** A case that fails now, with what insights compare. Times are epoch ms. */
export interface FailingCase {
  readonly route: number;
  readonly principal: number;
  readonly resource: number;
  readonly code: number;
  readonly first: number;
}

const FAILING_UNTIL = rankOf("changed");

/** Cases that are failing, regressed or changed, of principals that are shown; those without times are left out. */
export function failingCases(
  { signIns }: FactsStore,
  verifier: Verifier,
  asOf: number,
  isShown: (principal: number) => boolean,
): FailingCase[] {
  const found: FailingCase[] = [];
  for (let id = 0; id < signIns.cases.size; id++) {
    const route = signIns.cases.left.at(id);
    const principal = signIns.routes.left.at(route);
    const first = signIns.caseFirst.at(id);
    if (!Number.isFinite(first) || !isShown(principal) || verifier.rank(id, asOf) > FAILING_UNTIL) continue;
    found.push({ route, principal, resource: signIns.routes.right.at(route), code: signIns.cases.right.at(id), first });
  }
  return found;
}
