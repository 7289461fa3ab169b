import { externalIdOf, type TicketLookup } from "../export/all";
import { ticketsFromCsv } from "../export/read";
import type { Snapshot } from "../model/types";
import { Fault } from "./fault";
import { isZip, textOf } from "./text";

/** Tickets that a tracker has already. Throws a Fault for a file without any: rows would silently become second tickets. */
export function readTickets(bytes: Uint8Array, name: string): TicketLookup {
  if (isZip(bytes)) throw new Fault(`${name} is a workbook or an archive.`, "Export the tickets as CSV.");
  const lookup = ticketsFromCsv(textOf(bytes).text);
  if (lookup !== null) return lookup;
  throw new Fault(
    `${name} names no ticket of this program: it needs a column ID or Issue key, and the labels spp-….`,
    "Leave --tickets out for a first import.",
  );
}

/** How many of the cases have a ticket already. */
export function ticketsLine(lookup: TicketLookup, snapshot: Snapshot, within: readonly number[], name: string): string {
  const cases = within.flatMap((index) => snapshot.principal(index).cases);
  const known = cases.filter(({ id }) => lookup(externalIdOf(id)) !== null).length;
  return `Tickets of ${name}: ${String(known)} of ${String(cases.length)} cases have one; the import updates those and makes the others.`;
}
