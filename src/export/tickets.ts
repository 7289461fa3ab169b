import type { ExportedCase, ExportedPrincipal } from "./document";
import { isDone } from "./words";
import { uuidOf } from "./uuid";

/** A ticket that exists already, as its tracker's own export names it. Empty fields are not known. */
export interface TicketRef {
  readonly id: string;
  readonly type: string;
  readonly state: string;
}

/** Finds the ticket that carries an external id, or null. */
export type TicketLookup = (externalId: string) => TicketRef | null;

/** Label of every ticket made from an export. */
export const LABEL = "service-principal-posture";

/** The stable name of a case in a tracker: the same in every export, made of characters that every tracker takes. */
export function externalIdOf(caseId: string): string {
  return `spp-${uuidOf(`case:${caseId}`)}`;
}

/** Finds the external ids of cases in any text. */
export const EXTERNAL_ID = /spp-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** A principal with one of its cases; tickets are one a case, so that one owner closes what one success verifies. */
export interface TicketCase {
  readonly principal: ExportedPrincipal;
  readonly found: ExportedCase;
}

/** Every case of the document, in its order. */
export function ticketCases(principals: readonly ExportedPrincipal[]): TicketCase[] {
  return principals.flatMap((principal) => principal.cases.map((found) => ({ principal, found })));
}

/** The earliest day on which an open step is due, or null. */
export function dueOf({ checklist }: ExportedCase): string | null {
  return checklist.reduce<string | null>(
    (earliest, { applies, state, due }) =>
      due !== null && applies && !isDone(state) && (earliest === null || due < earliest) ? due : earliest,
    null,
  );
}
