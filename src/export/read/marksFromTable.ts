import { unguardCell } from "../guard";
import { parseTime } from "../../model/read/time";
import { dayReader } from "./days";
import { readStep, type FieldNames, type RawStep } from "./step";
import { ProblemList, unreadable, type MarksRead, type ReadMark } from "./types";

/** Titles of the columns that are read back; the others may be missing, in another order, or new. */
export const MARK_TITLES = {
  caseId: "Case",
  step: "Step",
  state: "State",
  applies: "Applies",
  note: "Note",
  reason: "Reason",
  assignee: "Assignee",
  due: "Due",
  changedAt: "Changed at (UTC)",
} as const satisfies FieldNames;
const NEEDED = [MARK_TITLES.caseId, MARK_TITLES.step, MARK_TITLES.state] as const;
const GENERATED_AT = "Generated at (UTC)";
/** More rows than any checklist has: 20,000 cases of a dozen steps. */
const MOST_ROWS = 250_000;

const normal = (title: unknown): string => (typeof title === "string" ? title.trim().toLowerCase() : "");

/** True for a header row of an exported checklist. */
export function isChecklist(header: readonly unknown[]): boolean {
  const titles = new Set(header.map(normal));
  return NEEDED.every((title) => titles.has(title.toLowerCase()));
}

/**
 * Marks of a table whose first row is the header. `unguard` undoes the guard of text cells exactly as it was done;
 * `generatedAt` is used where no column says it.
 */
export function marksFromTable(
  rows: readonly (readonly unknown[])[],
  unguard: (text: string) => string = unguardCell,
  generatedAt: number | null = null,
): MarksRead {
  const [header = [], ...body] = rows;
  if (!isChecklist(header))
    return unreadable(`not an exported checklist: it needs the columns ${NEEDED.join(", ")} in its first row`);
  const titles = header.map(normal);
  const at = (title: string): number => titles.indexOf(title.toLowerCase());
  const cell = (row: readonly unknown[], index: number): unknown => {
    const value = index < 0 ? null : row[index];
    return typeof value === "string" ? unguard(value) : value;
  };
  const problems = new ProblemList();
  const columns = Object.fromEntries(Object.entries(MARK_TITLES).map(([key, title]) => [key, at(title)])) as Record<
    keyof RawStep,
    number
  >;
  const written = at(GENERATED_AT);
  const days = dayReader(body.map((row) => cell(row, columns.due)));
  const entries: ReadMark[] = [];
  let time = generatedAt;
  for (const [i, row] of body.entries()) {
    if (i >= MOST_ROWS) {
      problems.add(i + 1, "", "", `more than ${String(MOST_ROWS)} rows; the rest was not read`);
      break;
    }
    const raw = Object.fromEntries(
      Object.entries(columns).map(([key, index]) => [key, cell(row, index)]),
    ) as unknown as RawStep;
    const found = readStep(raw, i + 1, MARK_TITLES, days, problems);
    if (found !== null) entries.push(found);
    if (time === null && written >= 0) {
      const parsed = parseTime(cell(row, written));
      if (parsed.kind === "time") time = parsed.value;
    }
  }
  return { generatedAt: time, entries, problems: problems.kept, problemCount: problems.total };
}
