import type { FactsStore } from "../store/factsStore";
import { NO_TEXT } from "../store/signInStore";

/** When each address and user agent of a principal was first seen, and which addresses have succeeded. */
export interface History {
  readonly addresses: ReadonlyMap<number, number>;
  readonly agents: ReadonlyMap<number, number>;
  readonly succeededFrom: ReadonlySet<number>;
  /** Time of the first success that names an address, or Infinity; the same for a user agent. */
  readonly firstAddressedSuccess: number;
  readonly firstAgentSuccess: number;
  readonly tenants: ReadonlySet<number>;
}

/** One pass over a principal's rows; made for the page of one principal and shared by its cases. */
export function historyOf({ signIns, principals }: FactsStore, principal: number): History {
  const addresses = new Map<number, number>();
  const agents = new Map<number, number>();
  const succeededFrom = new Set<number>();
  const tenants = new Set<number>();
  let firstAddressedSuccess = Infinity;
  let firstAgentSuccess = Infinity;
  for (let route = principals.routes.at(principal); route >= 0; route = signIns.routeNext.at(route)) {
    for (let row = signIns.routeLastRow.at(route); row >= 0; row = signIns.before.at(row)) {
      const time = signIns.time.at(row);
      const address = signIns.ipAddress.at(row);
      const agent = signIns.userAgent.at(row);
      tenants.add(signIns.tenant.at(row));
      note(addresses, address, time);
      note(agents, agent, time);
      if (signIns.code.at(row) !== 0) continue;
      if (address !== NO_TEXT) {
        succeededFrom.add(address);
        if (time < firstAddressedSuccess) firstAddressedSuccess = time;
      }
      if (agent !== NO_TEXT && time < firstAgentSuccess) firstAgentSuccess = time;
    }
  }
  tenants.delete(NO_TEXT);
  return { addresses, agents, succeededFrom, firstAddressedSuccess, firstAgentSuccess, tenants };
}

/** A row without a time may be older than all others: what it shows is never new. */
function note(first: Map<number, number>, text: number, time: number): void {
  if (text === NO_TEXT) return;
  const when = Number.isNaN(time) ? -Infinity : time;
  const known = first.get(text);
  if (known === undefined || when < known) first.set(text, when);
}
