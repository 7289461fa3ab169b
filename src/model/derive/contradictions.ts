import type { FactsStore } from "../store/factsStore";
import type { Problem } from "../types";

const REASON = "the last failure and a success have this time: their order is unknown, so nothing is verified";

/** Cases whose last failure and a success share an instant: equal times prove nothing, and the reader is told so. */
export function undecidedCases({ signIns, principals }: FactsStore): Problem[] {
  const found: Problem[] = [];
  for (let id = 0; id < signIns.cases.size; id++) {
    const route = signIns.cases.left.at(id);
    const last = signIns.caseLast.at(id);
    if (!Number.isFinite(last) || signIns.routeLastSuccess.at(route) !== last) continue;
    const principal = principals.key(signIns.routes.left.at(route));
    const resource = signIns.resources.text(signIns.routes.right.at(route));
    const name = `${principal}|${resource}|${String(signIns.cases.right.at(id))}`;
    found.push({
      row: 0,
      field: "time",
      value: `${new Date(last).toISOString()} ${name}`.slice(0, 200),
      reason: REASON,
    });
  }
  return found.sort((a, b) => (a.value < b.value ? -1 : 1));
}
