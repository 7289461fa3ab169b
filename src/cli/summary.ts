import { GRADES, STATES, type Snapshot } from "../model/types";
import { oneLine } from "./safe";
import { grouped } from "./progress";

const WORST = 10;
const NAME = 30;

/** The figures of the data and its worst principals, for a terminal of 80 columns. */
export function summaryOf({ columns, totals, source, codes }: Snapshot, within: readonly number[]): string[] {
  const { from, to } = source;
  const range = from === null || to === null ? "no times in the data" : `${day(from)} to ${day(to)}`;
  const sum = (values: Float64Array): number => within.reduce((total, index) => total + (values[index] ?? 0), 0);
  const grades = GRADES.map((grade, rank) => [grade, within.filter((i) => columns.grade[i] === rank).length] as const);
  const failing = within.filter((index) => columns.failing[index] === 1).length;
  const lines = [
    `${grouped(within.length)} service principals, ${grouped(failing)} failing; ${grouped(source.rowsRead)} rows, ${range} (UTC)`,
    `${grouped(sum(columns.failures))} of ${grouped(sum(columns.signIns))} sign-ins failed`,
    `Posture: ${grades.map(([grade, count]) => `${grade} ${grouped(count)}`).join(", ")}`,
  ];
  if (within.length === columns.count) {
    const most = codes.slice(0, 5).map(({ code, failures }) => `${String(code)} (${grouped(failures)})`);
    if (most.length > 0) lines.push(`Codes: ${most.join(", ")}`);
    lines.push(
      `Credentials: ${grouped(totals.expired)} expired, ${grouped(totals.expiring)} end within ${String(totals.expiringDays)} days`,
    );
  }
  return [...lines, ...table(columns, within)];
}

function table(columns: Snapshot["columns"], within: readonly number[]): string[] {
  const rank = (index: number): number => columns.status[index] ?? 255;
  const worst = [...within]
    .filter((index) => (columns.failures[index] ?? 0) > 0 || (columns.grade[index] ?? 9) <= 1)
    .sort(
      (a, b) =>
        rank(a) - rank(b) ||
        (columns.grade[a] ?? 9) - (columns.grade[b] ?? 9) ||
        (columns.failures[b] ?? 0) - (columns.failures[a] ?? 0) ||
        ((columns.id[a] ?? "") < (columns.id[b] ?? "") ? -1 : 1),
    )
    .slice(0, WORST);
  if (worst.length === 0) return [];
  const cells = worst.map((index) => [
    oneLine(columns.name[index] ?? "", NAME),
    grouped(columns.failures[index] ?? 0),
    (columns.topCode[index] ?? -1) < 0 ? "" : String(columns.topCode[index]),
    GRADES[columns.grade[index] ?? -1] ?? "",
    STATES[columns.status[index] ?? -1] ?? "",
  ]);
  const rows = [["Service principal", "Failures", "Top error", "Posture", "Status"], ...cells];
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => (row[i] ?? "").length)));
  return [
    "",
    ...rows.map((row) =>
      row
        .map((text, i) => (i === 1 ? text.padStart(widths[i] ?? 0) : text.padEnd(widths[i] ?? 0)))
        .join("  ")
        .trimEnd(),
    ),
  ];
}

function day(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
