import { standingOf, type Standing } from "../model/standing";
import type { Case, ChecklistStep, Principal, Snapshot, VerificationState } from "../model/types";
import { type Format, formatFor } from "./format";
import { factTimes, type FactTimes } from "./grain";
import type { StepState, ViewInput } from "./types";

/** What one update draws: the input, its snapshot, and what is derived from both once. */
export interface Scene {
  readonly input: ViewInput;
  readonly snapshot: Snapshot;
  readonly format: Format;
  /** Times of sign-ins, as exactly as the table knows them. */
  readonly times: FactTimes;
  readonly principal: (index: number) => Principal;
  readonly trend: (index: number) => Float64Array;
}

/** Trends kept: enough for what is on screen and a while of scrolling. */
const KEPT = 600;

function remember<T>(make: (index: number) => T): (index: number) => T {
  const kept = new Map<number, T>();
  return (index) => {
    const known = kept.get(index);
    if (known !== undefined) return known;
    const made = make(index);
    const oldest = kept.size >= KEPT ? kept.keys().next() : undefined;
    if (oldest && !oldest.done) kept.delete(oldest.value);
    kept.set(index, made);
    return made;
  };
}

export function sceneFor(input: ViewInput, snapshot: Snapshot, former: Scene | null): Scene {
  const format = formatFor(input.locale, input.timeZone);
  const same = former?.snapshot === snapshot ? former : null;
  return {
    input,
    snapshot,
    format,
    times: same?.format === format ? same.times : factTimes(snapshot, format),
    principal: (index) => snapshot.principal(index),
    trend: same ? same.trend : remember((index) => snapshot.trend(index)),
  };
}

export interface Progress {
  readonly done: number;
  readonly total: number;
  /** The step to do next, or null when none is open. */
  readonly next: string | null;
}

/** Where a step stands: the reader's mark as the facts of its case let it stand. */
export const standing = ({ marks }: ViewInput, shown: Case, step: ChecklistStep): Standing =>
  standingOf(marks(shown.id, step.step), step, shown.verification);

/** Only a tick by the reader or a later success completes a step; a plan or a dismissal does not. */
export const isDone = (state: StepState): boolean => state === "completedByUser" || state === "completedBySystem";

/** Put aside by the reader: such a state needs a reason, and the step is not the next one to do. */
export const isParked = (state: StepState): boolean => PARKED.has(state);

/** Contract 3: a principal with such a case is failing. */
const FAILING: ReadonlySet<VerificationState> = new Set<VerificationState>(["regressed", "failing", "changed"]);
const PARKED: ReadonlySet<StepState> = new Set<StepState>(["postponed", "dismissed", "riskAccepted"]);

/** The cases that still need work; where none does, the worst one stands for the principal. */
function openCases(cases: readonly Case[]): readonly Case[] {
  const failing = cases.filter(({ verification }) => FAILING.has(verification.state));
  return failing.length > 0 ? failing : cases.slice(0, 1);
}

/** Steps of all cases of a principal that need work. */
export function progressOfAll(input: ViewInput, cases: readonly Case[]): Omit<Progress, "next"> {
  let done = 0;
  let total = 0;
  for (const one of openCases(cases)) {
    const progress = progressOf(input, one);
    done += progress.done;
    total += progress.total;
  }
  return { done, total };
}

export function progressOf(input: ViewInput, shown: Case): Progress {
  let done = 0;
  let total = 0;
  let next: string | null = null;
  for (const step of shown.checklist) {
    if (!step.applies) continue;
    total++;
    const { state } = standing(input, shown, step);
    if (isDone(state)) done++;
    else if (next === null && !isParked(state)) next = step.step;
  }
  return { done, total, next };
}
