import { parseTime } from "../../model/read/time";
import { dayReader } from "./days";
import { MOST_TEXT } from "./marksFromCsv";
import { readStep, type RawStep } from "./step";
import { ProblemList, unreadable, type MarksRead, type ReadMark } from "./types";

/** Marks of an exported JSON document (contract 4), of this version or another. Never throws. */
export function marksFromJson(text: string): MarksRead {
  if (text.length > MOST_TEXT) return unreadable("the file is larger than 64 MB");
  let document: unknown;
  try {
    document = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    return unreadable(`not JSON: ${error instanceof Error ? error.message : "it cannot be parsed"}`);
  }
  const principals = field(document, "principals");
  if (!Array.isArray(principals)) return unreadable("not an exported checklist: it has no list named principals");
  const problems = new ProblemList();
  const entries: ReadMark[] = [];
  let row = 0;
  principals.forEach((principal: unknown, p) => {
    for (const [c, found] of list(principal, "cases", `principals[${String(p)}]`, problems).entries()) {
      const path = `principals[${String(p)}].cases[${String(c)}]`;
      for (const [s, step] of list(found, "checklist", path, problems).entries()) {
        row++;
        const raw: RawStep = { ...stepOf(step), caseId: field(found, "id") };
        const at = `${path}.checklist[${String(s)}]`;
        const mark = readStep(raw, row, namesAt(path, at), dayReader([]), problems);
        if (mark !== null) entries.push(mark);
      }
    }
  });
  const time = parseTime(field(document, "generatedAt"));
  return {
    generatedAt: time.kind === "time" ? time.value : null,
    entries,
    problems: problems.kept,
    problemCount: problems.total,
  };
}

function stepOf(value: unknown): Omit<RawStep, "caseId"> {
  const at = (name: string): unknown => field(value, name);
  return {
    step: at("step"),
    state: at("state"),
    applies: at("applies"),
    note: at("note"),
    reason: at("reason"),
    assignee: at("assignee"),
    due: at("due"),
    changedAt: at("changedAt"),
  };
}

const namesAt = (path: string, at: string) => ({
  caseId: `${path}.id`,
  step: `${at}.step`,
  state: `${at}.state`,
  applies: `${at}.applies`,
  note: `${at}.note`,
  reason: `${at}.reason`,
  assignee: `${at}.assignee`,
  due: `${at}.due`,
  changedAt: `${at}.changedAt`,
});

function list(value: unknown, name: string, path: string, problems: ProblemList): readonly unknown[] {
  const found = field(value, name);
  if (Array.isArray(found)) return found;
  problems.add(0, `${path}.${name}`, found, "not a list");
  return [];
}

function field(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, name)
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;
}
