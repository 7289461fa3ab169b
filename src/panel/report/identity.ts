import type { Column } from "./types";

/** A principal that somebody selected in the report, and the column that said so. */
export interface Selected {
  readonly id: string;
  readonly at: Column;
}

// A frame may send anything: what is looked at has bounds.
const MOST_POINTS = 200;
const MOST_IDENTITIES = 50;
const MOST_FOUND = 20;

/** Names of the column with the service principal's object id, without case and signs. */
const NAMES: ReadonlySet<string> = new Set(["serviceprincipalid", "serviceprincipalobjectid", "principalid"]);
/** A resource may be a principal too, and is not the one that was meant. */
const OTHER = /resource|tenant|credential|key|correlation|app(lication)?id/;
const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const plain = (name: string): string => name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "");

export const sameColumn = (one: Column, other: Column): boolean =>
  one.table.toLowerCase() === other.table.toLowerCase() && one.column.toLowerCase() === other.column.toLowerCase();

/**
 * The principals in the detail of a `dataSelected` event, surest first: those of the column that is known to hold them,
 * then of columns so named, then ids in columns of unknown meaning. Reads any shape without throwing.
 */
export function selectedIn(detail: unknown, known: Column | null): Selected[] {
  const ranked: Selected[][] = [[], [], []];
  for (const point of list(member(detail, "dataPoints")).slice(0, MOST_POINTS)) {
    for (const identity of list(member(point, "identity")).slice(0, MOST_IDENTITIES)) {
      const at = columnOf(member(identity, "target"));
      const id = member(identity, "equals");
      if (at === null || typeof id !== "string" || id.trim() === "" || id.length > 200) continue;
      const rank = rankOf(at, id, known);
      if (rank !== null) ranked[rank]?.push({ id: id.trim(), at });
    }
  }
  const seen = new Set<string>();
  return ranked
    .flat()
    .filter(({ id }) => !seen.has(id.toLowerCase()) && seen.add(id.toLowerCase()))
    .slice(0, MOST_FOUND);
}

function rankOf(at: Column, id: string, known: Column | null): 0 | 1 | 2 | null {
  if (known !== null && sameColumn(at, known)) return 0;
  if (NAMES.has(plain(at.column))) return 1;
  return GUID.test(id.trim()) && !OTHER.test(plain(at.column)) ? 2 : null;
}

/** The column with the principal's id among the targets of filters, by its name; null where none is so named. */
export function columnAmong(filters: unknown): Column | null {
  for (const filter of list(filters).slice(0, MOST_POINTS)) {
    const target = member(filter, "target");
    // Filters over several columns have a list of targets.
    for (const one of Array.isArray(target) ? list(target).slice(0, MOST_IDENTITIES) : [target]) {
      const found = columnOf(one);
      if (found !== null && NAMES.has(plain(found.column))) return found;
    }
  }
  return null;
}

function columnOf(target: unknown): Column | null {
  const table = member(target, "table");
  const column = member(target, "column");
  return typeof table === "string" && typeof column === "string" && table !== "" && column !== ""
    ? { table, column }
    : null;
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}

/** A member of an unknown value; undefined where it has none. */
export function member(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, name)
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;
}
