import type { Mark, StepState } from "./marks";
import type { ChecklistStep, Time, Verification } from "./types";
import { instant } from "./words";

const DAY_TEXT = /^\d{4}-\d{2}-\d{2}$/;

/** Where a step stands: the reader's mark as the facts let it stand. */
export interface Standing {
  readonly state: StepState;
  /** The reader's reason; for a step that came back, what it was and why it came back. */
  readonly reason: string;
  readonly note: string;
  readonly assignee: string;
  /** A day, YYYY-MM-DD. */
  readonly due: string | null;
  readonly changedAt: Time;
  /** True where the step had been dismissed or postponed and is active again because the case failed again. */
  readonly cameBack: boolean;
}

/**
 * A mark against the facts of its case: only verification completes a step by the system, and what was dismissed or
 * postponed is active again once the case has failed again after a success later than the mark. Note, assignee and
 * due day stay in any case.
 */
export function standingOf(
  mark: Mark | null,
  step: Pick<ChecklistStep, "completedBySystem">,
  { cameBackAt }: Pick<Verification, "cameBackAt">,
): Standing {
  const kept = {
    note: mark?.note ?? "",
    assignee: mark?.assignee ?? "",
    due: mark?.due !== undefined && DAY_TEXT.test(mark.due) ? mark.due : null,
    reason: mark?.reason ?? "",
    changedAt: mark?.changedAt ?? null,
    cameBack: false,
  };
  if (step.completedBySystem) return { ...kept, state: "completedBySystem" };
  const state = mark?.state ?? "active";
  if (mark === null || state === "completedBySystem") return { ...kept, state: "active" };
  if ((state === "dismissed" || state === "postponed") && cameBackAt !== null && cameBackAt > mark.changedAt) {
    return {
      ...kept,
      state: "active",
      reason: cameBackText(state, mark, cameBackAt),
      changedAt: cameBackAt,
      cameBack: true,
    };
  }
  return { ...kept, state };
}

function cameBackText(state: "dismissed" | "postponed", mark: Mark, at: number): string {
  const why = mark.reason === undefined || mark.reason === "" ? "." : `: ${mark.reason}`;
  return `Active again, because the case failed again at ${instant(at)}. It had been ${state} at ${instant(mark.changedAt)}${why}`;
}
