import { FIELDS, type Field } from "../../src/model";
import { standIn, type Watched } from "./browser";

/** What the stand-in says about one update that a test wrote. */
export interface Sent {
  readonly outcome: string;
  readonly started: number;
  readonly ended: number;
  readonly problems: readonly string[];
  readonly readable: number;
  readonly foreign: Readonly<Record<string, number>>;
  readonly made: number;
}

export type Row = Partial<Record<Field, unknown>>;

const ID = "5b2f7a10-2222-4a01-9001-00000000000";

/** A few plausible rows: two principals with failures, a success and a credential. */
export const ROWS: readonly Row[] = [
  plausible("a", "50171", "2026-11-01T08:00:00Z"),
  plausible("a", "50171", "2026-11-02T08:00:00Z"),
  plausible("a", "0", "2026-11-03T08:00:00Z"),
  plausible("b", "7000222", "2026-11-03T09:00:00Z"),
  {
    servicePrincipalId: `${ID}b`,
    heldKind: "secret",
    heldKeyId: "k1",
    heldName: "ci",
    heldEnd: "2026-10-01T00:00:00Z",
  },
];

function plausible(principal: string, code: string, time: string): Row {
  return {
    servicePrincipalId: ID + principal,
    servicePrincipalName: `sp-${principal}`,
    appId: `6b2f7a10-2222-4a01-9001-00000000000${principal}`,
    servicePrincipalType: "Application",
    resultType: code,
    resource: "Contoso Ledger",
    time,
    clientCredentialType: "clientSecret",
    signIns: 3,
  };
}

/** A metadata column bound to these roles, as Power BI describes it. */
export function column(roles: readonly string[], index: number, type: object = { text: true }): object {
  const name = roles[0] ?? `c${index}`;
  return {
    displayName: name,
    queryName: `Facts.${name}`,
    index,
    type,
    roles: Object.fromEntries(roles.map((role) => [role, true])),
  };
}

/** Options of an update that brings a table with these fields. No field at all is a report without a data view. */
export function update(fields: readonly Field[], rows: readonly Row[] = ROWS, more: object = {}): object {
  const columns = fields.map((field, index) => column([field], index));
  const table = {
    columns,
    rows: rows.map((row) => fields.map((field) => row[field] ?? null)),
    identity: rows.map((_, identityIndex) => ({ identityIndex })),
  };
  return {
    type: 2,
    operationKind: 0,
    viewport: { width: 1280, height: 720 },
    viewMode: 0,
    editMode: 0,
    isInFocus: false,
    jsonFilters: [],
    dataViews: fields.length === 0 ? [] : [{ metadata: { columns }, table }],
    ...more,
  };
}

/** An update with every field, or with these columns and raw rows. */
export function raw(columns: readonly unknown[], rows: readonly unknown[], more: object = {}): object {
  return { ...update([]), dataViews: [{ metadata: { columns }, table: { columns, rows } }], ...more };
}

export const allFields: readonly Field[] = FIELDS;

/** Hands updates to the visual, some hundred a call. */
export async function send(watched: Watched, updates: readonly object[], chunk = 200): Promise<Sent[]> {
  const results: Sent[] = [];
  for (let from = 0; from < updates.length; from += chunk) {
    results.push(...(await standIn<Sent[]>(watched.page, "send", updates.slice(from, from + chunk))));
  }
  return results;
}

/**
 * What is wrong with an update, in words: not exactly one Started and one Finished, an error or console output, an element
 * that a value brought, or nothing left to read.
 */
export function wrongs(sent: Sent): string[] {
  const found = sent.problems.map((problem) => `problem: ${problem}`);
  if (sent.outcome !== "finished") found.push(`ended as ${sent.outcome}`);
  if (sent.started !== 1) found.push(`${sent.started} times started`);
  if (sent.ended !== 1) found.push(`${sent.ended} times ended`);
  if (sent.readable === 0) found.push("nothing to read");
  for (const name of Object.keys(sent.foreign)) found.push(`element ${name}`);
  return found;
}

/** The wrongs of many updates, each with the number of its update (and a name, where it has one). */
export function allWrongs(sent: readonly Sent[], name: (index: number) => string = String): string[] {
  return sent.flatMap((one, index) => wrongs(one).map((wrong) => `${name(index)}: ${wrong}`));
}
