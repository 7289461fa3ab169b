import { VERIFY_STEP } from "../../model/checklist/checklist";
import { STEP_STATES, type StepState } from "../../model/marks";
import { parseTime } from "../../model/read/time";
import type { DayReader } from "./days";
import type { ProblemList, ReadMark } from "./types";

/** A step of a file as it stands there; anything may be missing or of a wrong type. */
export interface RawStep {
  readonly caseId: unknown;
  readonly step: unknown;
  readonly state: unknown;
  readonly applies: unknown;
  readonly note: unknown;
  readonly reason: unknown;
  readonly assignee: unknown;
  readonly due: unknown;
  readonly changedAt: unknown;
}

/** Names of the fields in the file, for problems. */
export type FieldNames = Readonly<Record<keyof RawStep, string>>;

const LONGEST = { caseId: 10_000, step: 200, note: 4000, reason: 4000, assignee: 320 } as const;
const STATES = new Map<string, StepState>(STEP_STATES.map((state) => [state.toLowerCase(), state]));

/**
 * Reads one step of a file. Null where it says nothing of its own, or nothing that can be used; `problems` then tells
 * why. A field that cannot be read costs that field only, but for case, step and state.
 */
export function readStep(
  raw: RawStep,
  row: number,
  names: FieldNames,
  days: DayReader,
  problems: ProblemList,
): ReadMark | null {
  const text = (field: keyof typeof LONGEST): string => {
    const value = raw[field];
    if (value === null || value === undefined) return "";
    if (typeof value !== "string" && typeof value !== "number") {
      problems.add(row, names[field], value, "not a text");
      return "";
    }
    const whole = String(value);
    if (whole.length <= LONGEST[field]) return whole.trim();
    problems.add(row, names[field], whole, `longer than ${String(LONGEST[field])} characters; the rest was cut`);
    return whole.slice(0, LONGEST[field]).trim();
  };
  const caseId = text("caseId");
  const step = text("step");
  if (caseId === "" && step === "") return null;
  if (caseId === "" || step === "") {
    problems.add(row, caseId === "" ? names.caseId : names.step, "", "missing, so the row belongs to no step");
    return null;
  }
  const given = stateOf(raw.state);
  if (given === null) {
    problems.add(row, names.state, raw.state, `not a state of a step; one of: ${STEP_STATES.join(", ")}`);
    return null;
  }
  if (given === "completedBySystem" && step !== VERIFY_STEP)
    problems.add(
      row,
      names.state,
      given,
      "only a later sign-in completes a step by the system; the state was left out",
    );
  // Verification decides that state anew from the rows; it is never a reader's mark.
  const state = given === "completedBySystem" ? "active" : given;
  const changedAt = timeOf(raw.changedAt, row, names.changedAt, problems);
  const due = days.read(raw.due);
  if (due.problem !== "") problems.add(row, names.due, raw.due, due.problem);
  const applies = !isNo(raw.applies);
  const own = {
    ...filled("note", text("note")),
    // A step that does not apply has the product's own reason in this field.
    ...filled("reason", applies ? text("reason") : ""),
    ...filled("assignee", text("assignee")),
    ...filled("due", due.day),
  };
  const says = Object.keys(own).length > 0 || state !== "active" || (changedAt !== null && given === "active");
  const untold = [
    ...(given === "completedBySystem" ? ["state" as const] : []),
    ...(applies ? [] : ["reason" as const]),
  ];
  return says ? { caseId, step, row, untold, mark: { ...own, state, changedAt } } : null;
}

const filled = (name: string, value: string): Readonly<Record<string, string>> =>
  value === "" ? {} : { [name]: value };

/** A state in any case, with blanks or dashes; an empty cell is active. */
function stateOf(value: unknown): StepState | null {
  if (value === null || value === undefined) return "active";
  if (typeof value !== "string") return null;
  const word = value.replace(/[\s_-]/g, "").toLowerCase();
  return word === "" ? "active" : (STATES.get(word) ?? null);
}

const isNo = (value: unknown): boolean =>
  value === false || (typeof value === "string" && /^\s*(no|false)\s*$/i.test(value));

function timeOf(value: unknown, row: number, field: string, problems: ProblemList): number | null {
  const time = parseTime(value);
  if (time.kind === "time") return time.value;
  if (time.kind === "unreadable") problems.add(row, field, value, time.reason);
  return null;
}
