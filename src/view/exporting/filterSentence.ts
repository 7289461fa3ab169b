import { GRADES, STATES, type Grade, type VerificationState } from "../../model/types";
import { LABELS } from "../labels";
import { ALL_FAILING, type ListState, NO_FAILURES, NO_SIGN_INS } from "../state";

/** What the sentence needs of a snapshot. */
export interface Listed {
  readonly columns: { readonly count: number };
  readonly resources: readonly { readonly key: string; readonly name: string }[];
}

const GRADE_WORDS: Readonly<Record<Grade, string>> = {
  critical: LABELS.gradeCritical,
  poor: LABELS.gradePoor,
  attention: LABELS.gradeAttention,
  good: LABELS.gradeGood,
  unknown: LABELS.gradeUnknown,
};

const STATE_WORDS: Readonly<Record<VerificationState, string>> = {
  regressed: LABELS.stateRegressed,
  failing: LABELS.stateFailing,
  changed: LABELS.stateChanged,
  quiet: LABELS.stateQuiet,
  moved: LABELS.stateMoved,
  verified: LABELS.stateVerified,
};

const GROUP_WORDS: Readonly<Record<number, string>> = {
  [ALL_FAILING]: LABELS.allFailing,
  [NO_FAILURES]: LABELS.stateNone,
  [NO_SIGN_INS]: LABELS.stateNoSignIns,
};

const quoted = (words: string): string => `“${words}”`;

function days(value: number): string {
  if (value === 0) return "a credential that has expired";
  const many = Math.abs(value) === 1 ? "day" : `${String(Math.abs(value))} days`;
  return value > 0
    ? `a failure in the last ${many}`
    : `a credential that expires within ${value === -1 ? "a " : ""}${many}`;
}

function resource(key: string, { resources }: Listed): string {
  if (key === "-") return LABELS.unnamedResource.toLowerCase();
  const name = resources.find((one) => one.key === key)?.name ?? "";
  // Two resources may share a name, so the id stands beside it.
  return name === "" || name.toLowerCase() === key ? quoted(name || key) : `${quoted(name)} (${key})`;
}

/**
 * The list's search and filters as one English sentence, for the files of an export: "7 of 41 service principals, chosen
 * by: search for “sql”; code 50171." Files are English whatever the interface speaks.
 */
export function filterSentence(state: ListState, matching: number, snapshot: Listed): string {
  const { query, code, grade, status, among } = state;
  const parts = [
    query.trim() === "" ? "" : `search for ${quoted(query.trim())}`,
    code === null ? "" : `code ${String(code)}`,
    grade === null ? "" : `posture ${GRADE_WORDS[GRADES[grade] ?? "unknown"]}`,
    status === null ? "" : `status ${statusWord(status)}`,
    state.resource === null ? "" : `failures on ${resource(state.resource, snapshot)}`,
    state.days === null ? "" : days(state.days),
    among === null ? "" : `a choice of ${String(among.length)} by an insight`,
  ].filter((part) => part !== "");
  const figures = `${String(matching)} of ${String(snapshot.columns.count)} service principals`;
  return parts.length === 0 ? `${figures}.` : `${figures}, chosen by: ${parts.join("; ")}.`;
}

function statusWord(status: number): string {
  const state = STATES[status];
  return state === undefined ? (GROUP_WORDS[status] ?? String(status)) : STATE_WORDS[state];
}
