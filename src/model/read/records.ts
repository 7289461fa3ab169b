import { columnMapOfHeaders, FIELDS, type Field } from "../fields";
import { isBlank, type Cells } from "./cells";
import {
  isCredentialUse,
  isDirectoryObject,
  isObject,
  membersOf,
  readCredentialUse,
  readDirectoryObject,
  type Members,
} from "./directory";
import {
  ENVELOPE,
  LISTS,
  LOG_ANALYTICS_MARKS,
  NESTED,
  SIGN_IN_CATEGORIES,
  SIGN_IN_TIMES,
  TABLES,
  USER_MARKS,
} from "./jsonNames";
import { RowBatch } from "./rowBatch";
import type { FactSink } from "./sink";
import { textOf } from "./text";

/** What JSON brought besides rows. */
export interface RecordReport {
  /** Fields that were named. */
  readonly fields: ReadonlySet<Field>;
  /** How many pieces gave no row. */
  readonly skipped: number;
  /** Names of plain rows that the facts table does not know, in order; the first hundred. */
  readonly ignored: readonly string[];
  /** True for a file that this program wrote: it has cases and no sign-ins. */
  readonly isExport: boolean;
  /** Why the data is not complete; empty otherwise. */
  readonly truncated: string;
  /** The words of an answer that is an error; empty otherwise. */
  readonly error: string;
}

/** How to read rows that have the same names. */
interface Plan {
  readonly columns: readonly (readonly [name: string, field: Field])[];
  readonly nested: readonly (readonly [name: string, names: Readonly<Record<string, Field>>])[];
  /** Name of the member that holds the time of a sign-in without any other; empty without one. */
  readonly time: string;
  /** Names of the members that a user's sign-in has, and of the one that a service principal's has. */
  readonly user: readonly string[];
  readonly principal: string;
  /** True where the names alone tell that this is a row and nothing else. */
  readonly isRow: boolean;
}

const FEDERATED_ALONE = "a federated credential that does not name its application";
/** Pages in pages, batches of answers: no service nests deeper. */
const MAX_DEPTH = 6;
const MAX_IGNORED = 100;
const MAX_PLANS = 1_000;

/** Reads JSON values of the known shapes into rows; the shapes are told by the names that they have. */
export class RecordReader {
  private readonly batch: RowBatch;
  private readonly plans = new Map<string, Plan>();
  private readonly ignored = new Set<string>();
  private readonly tableFields = new Set<Field>();
  private isExport = false;
  private linkedPages = 0;
  private lastPages = 0;
  private partial = "";
  private error = "";

  constructor(private readonly sink: FactSink) {
    this.batch = new RowBatch(sink);
  }

  /** Reads one value: a row, a page, an answer, or a list of them. */
  read(value: unknown): void {
    this.readAny(value, 0, "");
  }

  /** A piece of the file that is no JSON. */
  skip(field: string, value: unknown, reason: string): void {
    this.batch.skip(field, value, reason);
  }

  /** Hands on the rows that are still held back; to be called when no more is at hand. */
  flush(): void {
    this.batch.flush();
  }

  report(): RecordReport {
    const linked = this.linkedPages > 0 && this.lastPages === 0;
    return {
      fields: new Set([...this.batch.fields, ...this.tableFields]),
      skipped: this.batch.skipped,
      ignored: [...this.ignored],
      isExport: this.isExport,
      truncated: linked ? "the last page names a next one that is not here" : this.partial,
      error: this.error,
    };
  }

  private readAny(value: unknown, depth: number, context: string): void {
    if (Array.isArray(value) && depth < MAX_DEPTH) {
      for (const item of value as unknown[]) this.readAny(item, depth + 1, context);
    } else if (isObject(value) && depth < MAX_DEPTH) {
      this.readObject(value, depth, context);
    } else {
      this.batch.skip("row", value, "not an object with named values");
    }
  }

  private readObject(value: object, depth: number, context: string): void {
    const plan = this.planOf(value);
    // A plain row needs no second look at its names.
    if (plan.isRow) {
      this.readRow(value, plan);
      return;
    }
    const members = membersOf(value);
    const list = LISTS.find((name) => Array.isArray(members.get(name)));
    if (members.has("principals") && members.has("schemaversion")) this.isExport = true;
    else if (Array.isArray(members.get(TABLES))) this.readTables(members);
    else if (list !== undefined) this.readPage(members, list, depth, context);
    else if (Array.isArray(members.get("responses"))) this.readAny(members.get("responses"), depth + 1, context);
    else if (members.has("body") && members.has("status")) this.readAny(members.get("body"), depth + 1, context);
    else if (isObject(members.get("error"))) this.readError(members);
    else if (isDirectoryObject(members)) readDirectoryObject(members, contextOf(members, context), this.batch);
    else if (isCredentialUse(members)) readCredentialUse(members, this.batch);
    else if (!this.readDiagnostic(members)) this.readUnknown(value, members, depth);
  }

  private planOf(value: object): Plan {
    const names = Object.keys(value);
    const key = names.join("\n");
    let plan = this.plans.get(key);
    if (plan === undefined) {
      plan = makePlan(names);
      if (this.plans.size < MAX_PLANS) this.plans.set(key, plan);
      if (plan.isRow) this.noteIgnored(names, plan);
    }
    return plan;
  }

  private noteIgnored(names: readonly string[], { columns, nested, time }: Plan): void {
    const known = new Set([...columns.map(([name]) => name), ...nested.map(([name]) => name), time]);
    for (const name of names) {
      if (this.ignored.size < MAX_IGNORED && !known.has(name) && !name.startsWith("@")) this.ignored.add(name);
    }
  }

  private readRow(value: object, plan: Plan): unknown[] | null {
    const source = value as Readonly<Record<string, unknown>>;
    if (plan.user.some((name) => !isBlank(source[name])) && isBlank(source[plan.principal])) {
      this.batch.skip("servicePrincipalId", "", "a sign-in of a user, not of a service principal: left out");
      return null;
    }
    const { batch } = this;
    const row = batch.add();
    for (const [name, field] of plan.columns) batch.set(row, field, source[name]);
    for (const [name, names] of plan.nested) {
      const member = source[name];
      if (!isObject(member)) continue;
      const inner = membersOf(member);
      for (const [own, field] of Object.entries(names)) {
        const known = batch.get(row, field);
        if (inner.has(own) && (isBlank(known) || typeof known === "object")) batch.set(row, field, inner.get(own));
      }
    }
    if (plan.time !== "" && isBlank(batch.get(row, "time"))) batch.set(row, "time", source[plan.time]);
    return row;
  }

  private readPage(members: Members, list: string, depth: number, context: string): void {
    if (textOf(members.get("@odata.nextlink") ?? members.get("nextlink")) !== "") this.linkedPages++;
    else this.lastPages++;
    this.readAny(members.get(list), depth + 1, contextOf(members, context));
  }

  /** Query results: the columns have the names of a file's header row. */
  private readTables(members: Members): void {
    this.batch.flush();
    for (const table of members.get(TABLES) as unknown[]) {
      const parts = isObject(table) ? membersOf(table) : new Map<string, unknown>();
      const [columns, rows] = [parts.get("columns"), parts.get("rows")];
      if (!Array.isArray(columns) || !Array.isArray(rows)) {
        this.batch.skip("row", table, "a table without columns and rows");
        continue;
      }
      const names = (columns as unknown[]).map((column) => {
        const named = isObject(column) ? membersOf(column) : new Map<string, unknown>();
        return textOf(named.get("name") ?? named.get("columnname"));
      });
      const map = columnMapOfHeaders(names);
      for (const field of FIELDS) if (map[field] >= 0) this.tableFields.add(field);
      for (const [index, name] of names.entries()) {
        if (this.ignored.size < MAX_IGNORED && !Object.values<number>(map).includes(index)) this.ignored.add(name);
      }
      this.sink.rows(rows as readonly Cells[], map);
    }
    const error = members.get("error");
    if (isObject(error)) this.partial = `the query was not answered in full: ${errorText(membersOf(error))}`;
  }

  private readError(members: Members): void {
    this.error = errorText(membersOf(members.get("error") as object));
  }

  /** A record of a diagnostic export: an envelope around the sign-in. False for anything else. */
  private readDiagnostic(members: Members): boolean {
    const properties = objectIn(members.get("properties"));
    if (properties === null) return false;
    const category = textOf(members.get("category"));
    if (category !== "" && !SIGN_IN_CATEGORIES.includes(category.toLowerCase())) {
      this.batch.skip("category", category, "not sign-ins of service principals: left out");
      return true;
    }
    const plan = this.planOf(properties);
    if (plan.columns.length === 0) return false;
    const row = this.readRow(properties, plan);
    if (row === null) return true;
    for (const [name, field] of Object.entries(ENVELOPE)) {
      if (members.has(name) && isBlank(this.batch.get(row, field))) this.batch.set(row, field, members.get(name));
    }
    return true;
  }

  /** An object of an unknown shape may hold lists of known ones, or lack what would make it a row. */
  private readUnknown(value: object, members: Members, depth: number): void {
    const lists =
      depth > 0 ? [] : [...members.values()].filter((member) => Array.isArray(member) && member.some(isObject));
    const plan = this.planOf(value);
    if (lists.length > 0) for (const list of lists) this.readAny(list, depth + 1, "");
    else if (members.has("issuer") && members.has("subject")) this.batch.skip("appId", "", FEDERATED_ALONE);
    else if (plan.columns.length > 0) this.readRow(value, plan);
    else this.batch.skip("row", [...members.keys()].slice(0, 8).join(", "), "none of its names is known");
  }
}

/** How to read objects with these names as rows. */
function makePlan(names: readonly string[]): Plan {
  const lower = names.map((name) => name.toLowerCase());
  const map = columnMapOfHeaders(names);
  const columns: [string, Field][] = [];
  for (const field of FIELDS) {
    const index = map[field];
    if (index >= 0) columns.push([names[index] ?? "", field]);
  }
  // Graph names resources as Log Analytics does, but its tenantId is the tenant.
  const tenant = lower.indexOf("tenantid");
  if (map.tenantId < 0 && tenant >= 0 && !lower.some((name) => LOG_ANALYTICS_MARKS.includes(name))) {
    columns.push([names[tenant] ?? "", "tenantId"]);
  }
  const nested: [string, Readonly<Record<string, Field>>][] = [];
  for (const [index, name] of lower.entries()) {
    const inner = NESTED[name];
    if (inner !== undefined) nested.push([names[index] ?? "", inner]);
  }
  const time = SIGN_IN_TIMES.map((name) => lower.indexOf(name)).find((index) => index >= 0);
  // A row tells a result or a kind of credential. Directory objects and envelopes have some of the same names.
  const isRow =
    map.heldKind >= 0 ||
    map.resultType >= 0 ||
    map.resultDescription >= 0 ||
    (lower.includes("status") && (map.servicePrincipalId >= 0 || map.appId >= 0));
  const isPlain = !lower.includes("properties") && !isDirectoryObject(new Map(lower.map((name) => [name, null])));
  return {
    columns,
    nested,
    time: time === undefined ? "" : (names[time] ?? ""),
    user: names.filter((_, index) => USER_MARKS.includes(lower[index] ?? "")),
    principal: map.servicePrincipalId < 0 ? "" : (names[map.servicePrincipalId] ?? ""),
    isRow: isRow && isPlain,
  };
}

function contextOf(members: Members, context: string): string {
  return textOf(members.get("@odata.context")) || context;
}

/** An object, or the text of one: some exports keep the inner record as text. */
function objectIn(value: unknown): object | null {
  if (isObject(value)) return value;
  if (typeof value !== "string" || !value.startsWith("{")) return null;
  try {
    const parsed: unknown = JSON.parse(value);
    return isObject(parsed) ? parsed : null;
  } catch {
    return null;
  }
}

function errorText(members: Members): string {
  return [textOf(members.get("code")), textOf(members.get("message"))].filter((text) => text !== "").join(": ");
}
