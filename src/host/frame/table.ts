import type powerbi from "powerbi-visuals-api";
import type { Dataset, FrameOptions, RawColumn, TextColumn } from "../protocol";
import { revive } from "./revive";
import { assignRoles, type Role } from "./roles";
import { kindOf, toCell, typeDescriptor } from "./values";
import { wrongValues } from "./wrongValues";

type Column = powerbi.DataViewMetadataColumn;

/** Opaque to visuals; equal numbers mean the same row in every window and every update. */
export interface RowIdentity {
  readonly identityIndex: number;
}

/** A whole data set in the shape in which windows of it are delivered. */
export interface Table {
  /** In the order of the fields in the query; each cell of a row belongs to `columns` at the same place. */
  columns: Column[];
  /** In the order of the source, as the metadata lists them. */
  metadataColumns: Column[];
  rows: unknown[][];
  /** False for a table of measures only, whose one row stands for everything. */
  identified: boolean;
}

type Choice = Pick<FrameOptions, "types" | "dates">;

/** Builds the table for a data set; data sets without a table (no fields, raw data views) give nothing. */
export function buildTable(dataset: Dataset, roles: readonly Role[], choice: Choice): Table | undefined {
  switch (dataset.source) {
    case "text":
      return fromText(dataset.columns, roles, choice, dataset.aliases);
    case "rows":
      return fromRows(dataset.columns, dataset.rows, roles);
    case "noRows":
      return finish(roles.map((role) => emptyColumn(role)));
    case "onlyMeasures":
      return finish(
        roles.filter((role) => role.kind === "measure").map((role) => ({ ...emptyColumn(role), cells: [42] })),
      );
    case "wrongValues":
      return finish(roles.map((role, index) => ({ ...emptyColumn(role), cells: wrongValues(index) })));
    default:
      return undefined;
  }
}

interface Draft {
  role: Role | undefined;
  column: Column;
  cells: unknown[];
}

function emptyColumn(role: Role): Draft {
  const measure = role.kind === "measure";
  return { role, column: metadata(role.displayName, role, measure ? "numeric" : "text", measure), cells: [] };
}

function fromText(
  columns: TextColumn[],
  roles: readonly Role[],
  choice: Choice,
  aliases: Record<string, string> | undefined,
): Table {
  const assigned = assignRoles(
    columns.map((column) => column.header),
    roles,
    aliases,
  );
  const drafts: Draft[] = [];
  columns.forEach(({ header, values }, index) => {
    const role = assigned[index];
    if (!role) return;
    const found = kindOf(values);
    const measure = role.kind === "measure" || (role.kind === "either" && found === "numeric");
    const asDate = found === "dateTime" && choice.dates === "date";
    const keep = found === "text" || asDate || (found !== "dateTime" && (measure || choice.types === "typed"));
    const kind = keep ? found : "text";
    drafts.push({
      role,
      column: metadata(header, role, kind, measure),
      cells: values.map((value) => toCell(value, kind)),
    });
  });
  return finish(drafts, roles);
}

function fromRows(columns: RawColumn[], rows: unknown[][], roles: readonly Role[]): Table {
  const drafts = columns.map((given, index): Draft => {
    const wanted = (given.role ?? given.name ?? "").toLowerCase();
    const role = roles.find((item) => item.name.toLowerCase() === wanted);
    const measure = given.measure ?? role?.kind === "measure";
    const column = metadata(given.name ?? given.role ?? "", role, given.type ?? "text", measure);
    if (given.role !== undefined) column.roles = { [role?.name ?? given.role]: true };
    if (given.format !== undefined) column.format = given.format;
    return { role, column, cells: rows.map((row) => revive(row[index])) };
  });
  return finish(drafts);
}

function metadata(name: string, role: Role | undefined, kind: keyof typeof formats, measure: boolean): Column {
  const column: Column = {
    displayName: name,
    queryName: measure ? `Sum(Facts.${name})` : `Facts.${name}`,
    type: typeDescriptor(kind),
    roles: role ? { [role.name]: true } : {},
  };
  const format = formats[kind];
  if (format !== undefined) column.format = format;
  if (measure) column.isMeasure = true;
  return column;
}

const formats = { text: undefined, bool: undefined, numeric: "0", dateTime: "G" } as const;

/**
 * Puts the columns in the order of the mapping's roles, while the metadata keeps the order of the source: the two differ
 * in Power BI as well, and only the table's own columns say what a cell of a row is.
 */
function finish(drafts: Draft[], order: readonly Role[] = []): Table {
  drafts.forEach((draft, index) => (draft.column.index = index));
  const rank = (draft: Draft): number => (draft.role ? order.indexOf(draft.role) : -1);
  const sorted = [...drafts].sort((a, b) => rank(a) - rank(b));
  const length = sorted.reduce((most, draft) => Math.max(most, draft.cells.length), 0);
  const rows: unknown[][] = [];
  for (let row = 0; row < length; row++) rows.push(sorted.map((draft) => draft.cells[row]));
  return {
    columns: sorted.map((draft) => draft.column),
    metadataColumns: drafts.map((draft) => draft.column),
    rows,
    identified: drafts.some((draft) => draft.column.isMeasure !== true),
  };
}
