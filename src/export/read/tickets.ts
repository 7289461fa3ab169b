import { csvRows } from "../../model/read/csv";
import { EXTERNAL_ID, type TicketLookup, type TicketRef } from "../tickets";
import { MOST_TEXT } from "./marksFromCsv";

const ID_TITLES = ["id", "issue key", "key", "work item key"];
const TYPE_TITLES = ["work item type", "issue type"];

/**
 * The tickets of a tracker's own CSV export, found by the external id in any of their fields. Null where the text names
 * no ticket; two tickets with one external id give the one that comes first.
 */
export function ticketsFromCsv(text: string): TicketLookup | null {
  if (text.length > MOST_TEXT) return null;
  const [header = [], ...rows] = csvRows(text).rows;
  const titles = header.map((title) => title.trim().toLowerCase());
  const at = (wanted: readonly string[]): number =>
    wanted.map((title) => titles.indexOf(title)).find((i) => i >= 0) ?? -1;
  const [id, type, state] = [at(ID_TITLES), at(TYPE_TITLES), at(["state", "status"])];
  if (id < 0) return null;
  const found = new Map<string, TicketRef>();
  for (const row of rows) {
    const ref = { id: row[id]?.trim() ?? "", type: row[type]?.trim() ?? "", state: row[state]?.trim() ?? "" };
    if (ref.id === "") continue;
    for (const cell of row) {
      for (const externalId of cell.match(EXTERNAL_ID) ?? []) if (!found.has(externalId)) found.set(externalId, ref);
    }
  }
  return found.size === 0 ? null : (externalId) => found.get(externalId) ?? null;
}
