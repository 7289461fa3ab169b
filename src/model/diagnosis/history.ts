import type { FactsStore } from "../store/factsStore";
import { NO_TEXT, type SignInStore } from "../store/signInStore";

/** When each address and user agent of a principal was first seen, and which addresses have succeeded. */
export interface History {
  readonly addresses: ReadonlyMap<number, number>;
  readonly agents: ReadonlyMap<number, number>;
  readonly succeededFrom: ReadonlySet<number>;
  /** Time of the first success that names an address, or Infinity; the same for a user agent. */
  readonly firstAddressedSuccess: number;
  readonly firstAgentSuccess: number;
  readonly tenants: ReadonlySet<number>;
  /** Time of the first success on any resource, or Infinity; true when a row has no time and may be older than all. */
  readonly firstSuccess: number;
  readonly untimed: boolean;
  /** Named resources by name, and the routes that fail with each code. */
  readonly resources: readonly RouteHistory[];
  readonly failing: ReadonlyMap<number, ReadonlySet<number>>;
}

/** One resource of the principal. */
export interface RouteHistory {
  readonly route: number;
  readonly name: string;
  readonly succeeded: boolean;
  readonly lastSuccess: number;
}

/** One pass over a principal's rows; made for the page of one principal and shared by its cases. */
export function historyOf({ signIns, principals }: FactsStore, principal: number): History {
  const addresses = new Map<number, number>();
  const agents = new Map<number, number>();
  const succeededFrom = new Set<number>();
  const tenants = new Set<number>();
  let firstAddressedSuccess = Infinity;
  let firstAgentSuccess = Infinity;
  let firstSuccess = Infinity;
  let untimed = false;
  for (let route = principals.routes.at(principal); route >= 0; route = signIns.routeNext.at(route)) {
    for (let row = signIns.routeLastRow.at(route); row >= 0; row = signIns.before.at(row)) {
      const time = signIns.time.at(row);
      const address = signIns.ipAddress.at(row);
      const agent = signIns.userAgent.at(row);
      tenants.add(signIns.tenant.at(row));
      note(addresses, address, time);
      note(agents, agent, time);
      if (Number.isNaN(time)) untimed = true;
      if (signIns.code.at(row) !== 0) continue;
      if (time < firstSuccess) firstSuccess = time;
      if (address !== NO_TEXT) {
        succeededFrom.add(address);
        if (time < firstAddressedSuccess) firstAddressedSuccess = time;
      }
      if (agent !== NO_TEXT && time < firstAgentSuccess) firstAgentSuccess = time;
    }
  }
  tenants.delete(NO_TEXT);
  return {
    addresses,
    agents,
    succeededFrom,
    firstAddressedSuccess,
    firstAgentSuccess,
    tenants,
    firstSuccess,
    untimed,
    ...routesOf(signIns, principals.routes.at(principal)),
  };
}

function routesOf(signIns: SignInStore, head: number): Pick<History, "resources" | "failing"> {
  const resources: RouteHistory[] = [];
  const failing = new Map<number, Set<number>>();
  for (let route = head; route >= 0; route = signIns.routeNext.at(route)) {
    const resource = signIns.routes.right.at(route);
    // What an unnamed resource is, nobody knows: it may be the very one that fails.
    if (!signIns.isNamed(resource)) continue;
    const name = signIns.resourceLabel(resource);
    const lastSuccess = signIns.routeLastSuccess.at(route);
    resources.push({ route, name, succeeded: signIns.routeSuccesses.at(route) > 0, lastSuccess });
    for (let id = signIns.routeCases.at(route); id >= 0; id = signIns.caseNext.at(id)) {
      const code = signIns.cases.right.at(id);
      const known = failing.get(code);
      if (known === undefined) failing.set(code, new Set([route]));
      else known.add(route);
    }
  }
  resources.sort((a, b) => (a.name === b.name ? 0 : a.name < b.name ? -1 : 1));
  return { resources, failing };
}

/** A row without a time may be older than all others: what it shows is never new. */
function note(first: Map<number, number>, text: number, time: number): void {
  if (text === NO_TEXT) return;
  const when = Number.isNaN(time) ? -Infinity : time;
  const known = first.get(text);
  if (known === undefined || when < known) first.set(text, when);
}
