import type { Cells } from "../../../model/read/cells";
import { TroubleError } from "../../trouble";
import type { DayEstimate } from "./windows";

/** A table of an answer. */
export interface Answer {
  readonly columns: readonly string[];
  readonly rows: readonly Cells[];
  /** What an answer with a non-fatal error says of it; null for a whole answer. */
  readonly error: ServiceError | null;
}

/** An error of the service with those inside it. Attacker-controlled texts. */
export interface ServiceError {
  readonly code: string;
  readonly detail: string;
}

type Members = Readonly<Record<string, unknown>>;

const NOTHING: Answer = { columns: [], rows: [], error: null };
/** Errors hold errors; no service nests deeper. */
const MAX_DEPTH = 8;
const MAX_DETAIL = 1_000;

/**
 * Reads the answer of the query API ({tables: [{name, columns: [{name, type}], rows}]}, Azure Monitor documentation, "response
 * format"). Nothing at all is the documented answer of a workspace without data. Throws a TroubleError ("server") for another shape.
 */
export function readAnswer(body: unknown, part: string): Answer {
  if (body === null || body === undefined || body === "") return NOTHING;
  if (!isMembers(body)) throw unreadable(part);
  const error = isMembers(body["error"]) ? errorOf(body["error"]) : null;
  const tables = body["tables"];
  if (!Array.isArray(tables)) throw unreadable(part);
  const list = tables as unknown[];
  const table = list.find((one) => isMembers(one) && one["name"] === "PrimaryResult") ?? list[0];
  if (table === undefined) return { ...NOTHING, error };
  if (!isMembers(table) || !Array.isArray(table["columns"]) || !Array.isArray(table["rows"])) throw unreadable(part);
  const columns = (table["columns"] as unknown[]).map((column) => (isMembers(column) ? textOf(column["name"]) : ""));
  const rows = (table["rows"] as unknown[]).filter((row): row is unknown[] => Array.isArray(row));
  return { columns, rows, error };
}

/** Reads the answer of the estimate; days that cannot be read are left out, since it is only a plan. */
export function readEstimate({ columns, rows }: Answer): {
  readonly days: DayEstimate[];
  readonly newest: number | null;
} {
  const at = (name: string): number => columns.indexOf(name);
  const [day, count, bytes, newest] = [at("day"), at("rows"), at("bytes"), at("newest")];
  const days: DayEstimate[] = [];
  let last = -Infinity;
  for (const row of rows) {
    const start = Date.parse(textOf(row[day]));
    if (Number.isNaN(start)) continue;
    days.push({ day: start, rows: countOf(row[count]), bytes: countOf(row[bytes]) });
    last = Math.max(last, Date.parse(textOf(row[newest])) || -Infinity);
  }
  return { days, newest: Number.isFinite(last) ? last : null };
}

/** An error's outermost code and the messages of all levels, the outer first. */
function errorOf(error: Members): ServiceError {
  const texts: string[] = [];
  const visit = (value: unknown, depth: number): void => {
    if (!isMembers(value) || depth > MAX_DEPTH) return;
    const text = [textOf(value["code"]), textOf(value["message"])].filter((part) => part !== "").join(": ");
    if (text !== "") texts.push(text);
    if (Array.isArray(value["details"])) for (const inner of value["details"] as unknown[]) visit(inner, depth + 1);
    visit(value["innererror"], depth + 1);
  };
  visit(error, 0);
  return { code: textOf(error["code"]), detail: texts.join(" · ").slice(0, MAX_DETAIL) };
}

function unreadable(part: string): TroubleError {
  return new TroubleError({ kind: "server", part, code: "unreadable answer" });
}

const isMembers = (value: unknown): value is Members =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const textOf = (value: unknown): string => (typeof value === "string" ? value : "");
const countOf = (value: unknown): number => (Number.isFinite(Number(value)) ? Math.max(0, Number(value)) : 0);
