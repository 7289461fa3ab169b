import type { Held, Scenario } from "./types";
import { hex, random } from "./random";

/** The principals that the documentation's pictures show keep the ids that are printed there. */
const PICTURED = ["a1", "a2", "a3", "a4", "a5", "a6", "a7", "a8", "a9", "b0", "b1", "b2"];

const prefix = (no: string, pictured: string, salt: string): string =>
  PICTURED.includes(no) ? pictured : hex(random(`${salt}${no}`), 8);

/** Object id: digits that differ where people look, and an end that shows that the id is invented. */
export const objectId = (no: string): string => `${prefix(no, "5b2f7a10", "object")}-1111-4a01-9001-0000000000${no}`;

export function appId(scenario: Scenario): string {
  const no = scenario.appNo ?? scenario.no;
  return `${prefix(no, "0c9d1f20", "app")}-aaaa-4b01-8001-0000000000${no}`;
}

/** Key id of the credential at this place; federated credentials and managed identities have none. */
export function keyId(scenario: Scenario, place: number): string {
  const kind = scenario.held[place]?.kind;
  if (kind !== "secret" && kind !== "certificate") return "";
  return `${kind === "secret" ? "3f7e2b10" : "77d0c3e4"}-0101-4c01-a00${place + 1}-0000000000${scenario.no}`;
}

export function thumbprint(scenario: Scenario, place: number, held: Held): string {
  if (held.kind !== "certificate") return "";
  return held.thumbprint ?? hex(random(`thumbprint${scenario.no}${place}`), 40).toUpperCase();
}
