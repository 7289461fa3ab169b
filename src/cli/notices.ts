import type { Problem, Snapshot } from "../model/types";
import type { ReadFile } from "./input";
import { grouped } from "./progress";
import { oneLine } from "./safe";

/** Reasons of problems that are told; the JSON has a thousand entries. */
const TOLD = 8;
const NAMES = 8;

interface Group {
  count: number;
  readonly first: Problem;
}

/** What the reader should know about the data before believing a result: one line each. */
export function noticesOf(snapshot: Snapshot, files: readonly ReadFile[]): string[] {
  const { source, missing } = snapshot;
  const lines: string[] = [];
  if (source.isSample) lines.push("This is the sample: nothing in it is real.");
  if (source.rowsRead === 0) lines.push("Warning: there are no rows.");
  for (const { name, report, hasUnreadable } of files) {
    if (report.truncated !== "") lines.push(`Warning: ${oneLine(name)} is not complete: ${oneLine(report.truncated)}.`);
    if (hasUnreadable)
      lines.push(`Warning: ${oneLine(name)} is not UTF-8 or UTF-16 throughout; some names are damaged.`);
  }
  if (snapshot.keyedByAppId) {
    lines.push("Warning: some rows have no ServicePrincipalId; their principals are told apart by AppId alone.");
  }
  for (const { well, adds, required } of missing) if (required) lines.push(`Warning: no ${well}, which gives ${adds}.`);
  const optional = missing.filter(({ required }) => !required).map(({ well }) => well);
  if (optional.length > 0 && source.rowsRead > 0) lines.push(`Not in the data: ${optional.join(", ")}.`);
  lines.push(...problemLines(snapshot, files), ...ignoredLines(files));
  return lines;
}

/** Problems by field and reason, the most frequent first. */
function problemLines({ problems }: Snapshot, files: readonly ReadFile[]): string[] {
  if (problems.total === 0) return [];
  const groups = new Map<string, Group>();
  for (const entry of problems.entries) {
    const key = `${entry.field}\n${entry.reason}`;
    const known = groups.get(key);
    if (known === undefined) groups.set(key, { count: 1, first: entry });
    else known.count++;
  }
  for (const { field, reason, count } of problems.more) {
    const key = `${field}\n${reason}`;
    const known = groups.get(key);
    if (known === undefined) groups.set(key, { count, first: { row: 0, field, value: "", reason } });
    else known.count += count;
  }
  const sorted = [...groups.values()].sort((a, b) => b.count - a.count);
  const lines = sorted.slice(0, TOLD).map(({ count, first }) => {
    const value = first.value === "" ? "" : ` (${JSON.stringify(oneLine(first.value, 60))})`;
    const times = count === 1 ? "" : `, ${grouped(count)} times`;
    return `  ${first.field}: ${oneLine(first.reason)}${value}${placeOf(first.row, files)}${times}`;
  });
  const rest = sorted.length - lines.length;
  if (rest > 0) lines.push(`  and ${String(rest)} more kinds of problems; the JSON lists them.`);
  return [`Problems in the data: ${grouped(problems.total)}`, ...lines];
}

/** The place of a row in its own file. */
function placeOf(row: number, files: readonly ReadFile[]): string {
  if (row <= 0) return "";
  const file = files.filter(({ rowsBefore }) => rowsBefore < row).pop();
  const own = row - (file?.rowsBefore ?? 0);
  return files.length > 1 && file !== undefined
    ? `, first in ${oneLine(file.name, 60)} row ${grouped(own)}`
    : `, first in row ${grouped(own)}`;
}

function ignoredLines(files: readonly ReadFile[]): string[] {
  const names = [...new Set(files.flatMap(({ report }) => report.ignored))];
  if (names.length === 0) return [];
  const shown = names.slice(0, NAMES).map((name) => oneLine(name, 40) || '""');
  const rest = names.length > NAMES ? ` and ${String(names.length - NAMES)} more` : "";
  return [`Columns that are not used: ${shown.join(", ")}${rest}.`];
}
