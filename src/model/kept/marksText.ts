import type { Mark, MarkEntry, StepState } from "../marks";
import { bytes, hasBeen, payload, VERSION } from "./text";

/** `completedBySystem` has no letter: only verification may say so. */
const LETTERS: Readonly<Record<Exclude<StepState, "completedBySystem">, string>> = {
  active: "a",
  planned: "p",
  postponed: "o",
  dismissed: "d",
  riskAccepted: "r",
  completedByUser: "c",
};
const STATE_OF: ReadonlyMap<unknown, StepState> = new Map(
  Object.entries(LETTERS).map(([state, letter]) => [letter, state as StepState]),
);

const LONGEST_ID = 400;
const LONGEST_NOTE = 2_000;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** What the reader wrote on a step, by the name that it has in the text. */
const WORDS = ["note", "reason", "assignee", "due"] as const;
type Words = Partial<Record<(typeof WORDS)[number], string>>;

/** What was read, and how many marks could not be. */
export interface MarksRead {
  readonly entries: readonly MarkEntry[];
  readonly dropped: number;
}

/** A text of marks, and how many did not fit into it. */
export interface MarksWritten {
  readonly text: string;
  readonly left: number;
}

const isId = (value: unknown): value is string =>
  typeof value === "string" && value !== "" && value.length <= LONGEST_ID;

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);

function wordsOf(given: unknown): Words | null {
  if (given === undefined) return {};
  if (typeof given !== "object" || given === null || isList(given)) return null;
  const words: Words = {};
  for (const name of WORDS) {
    if (!Object.hasOwn(given, name)) continue;
    const value = (given as Record<string, unknown>)[name];
    if (typeof value !== "string" || value.length > LONGEST_NOTE || (name === "due" && !DAY.test(value))) return null;
    words[name] = value;
  }
  return words;
}

function stepOf(given: unknown, now: number): readonly [string, Mark] | null {
  if (!isList(given)) return null;
  const [step, letter, changedAt] = given;
  const state = STATE_OF.get(letter);
  const words = wordsOf(given[3]);
  if (!isId(step) || state === undefined || !hasBeen(changedAt, now) || words === null) return null;
  return [step, { state, changedAt, ...words }];
}

/**
 * Reads marks from anything at all: `{"v":1,"marks":[[case, [step, state, changedAt, words?], …], …]}`. What cannot be
 * meant is left out and counted; a text that is nothing of ours counts as one. `now` in epoch ms.
 */
export function readMarks(text: unknown, now: number): MarksRead {
  const cases = payload(text, "marks");
  if (!isList(cases)) return { entries: [], dropped: 1 };
  const entries: MarkEntry[] = [];
  let dropped = 0;
  for (const one of cases) {
    const [caseId, ...steps]: readonly unknown[] = isList(one) ? one : [];
    if (!isId(caseId)) {
      dropped++;
      continue;
    }
    for (const given of steps) {
      const read = stepOf(given, now);
      if (read === null) dropped++;
      else entries.push({ caseId, step: read[0], mark: read[1] });
    }
  }
  return { entries, dropped };
}

/** A mark as it is written, or null where it could not be read back. */
function written({ caseId, step, mark }: MarkEntry): string | null {
  if (mark.state === "completedBySystem" || !isId(caseId) || !isId(step)) return null;
  const words: Words = {};
  for (const name of WORDS) if (mark[name] !== undefined && mark[name] !== "") words[name] = mark[name];
  if (wordsOf(words) === null) return null;
  const plain = [step, LETTERS[mark.state], mark.changedAt];
  return JSON.stringify(Object.keys(words).length === 0 ? plain : [...plain, words]);
}

/** Newest first; equal times by case and step, so that the same marks always give the same text. */
const byAge = (a: MarkEntry, b: MarkEntry): number =>
  b.mark.changedAt - a.mark.changedAt || compare(a.caseId, b.caseId) || compare(a.step, b.step);
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Writes marks into at most `most` bytes (UTF-8); where they do not fit, the oldest are left out. */
export function writeMarks(entries: Iterable<MarkEntry>, most: number): MarksWritten {
  const cases = new Map<string, string[]>();
  let size = bytes(wrapped([]));
  let left = 0;
  let full = false;
  for (const entry of [...entries].sort(byAge)) {
    const step = full ? null : written(entry);
    if (step === null) {
      left++;
      continue;
    }
    const steps = cases.get(entry.caseId);
    const caseSize = steps === undefined ? bytes(JSON.stringify(entry.caseId)) + 3 : 0;
    const grown = size + caseSize + bytes(step) + 1;
    if (grown > most) {
      full = true;
      left++;
      continue;
    }
    size = grown;
    if (steps === undefined) cases.set(entry.caseId, [step]);
    else steps.push(step);
  }
  return { text: wrapped([...cases].map(([id, steps]) => `[${[JSON.stringify(id), ...steps].join(",")}]`)), left };
}

const wrapped = (cases: readonly string[]): string => `{"v":${String(VERSION)},"marks":[${cases.join(",")}]}`;
