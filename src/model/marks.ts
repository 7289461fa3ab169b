/** State of one checklist step as its reader set it; Entra's own words. */
export type StepState =
  "active" | "planned" | "postponed" | "dismissed" | "riskAccepted" | "completedByUser" | "completedBySystem";

/** A reader's mark on a step. Facts and marks never mix: marks are keyed by case id and step id. */
export interface Mark {
  readonly state: StepState;
  /** Epoch ms. */
  readonly changedAt: number;
}

/** Looks up the reader's mark on a step, or null. */
export type MarkLookup = (caseId: string, step: string) => Mark | null;

/** Marks of one reader, in memory. */
export class MarkBook {
  private readonly marks = new Map<string, Map<string, Mark>>();

  readonly lookup: MarkLookup = (caseId, step) => this.marks.get(caseId)?.get(step) ?? null;

  /** Ticks a step as done by the reader, or takes the tick back. */
  tick(caseId: string, step: string, done: boolean, now: number): void {
    let steps = this.marks.get(caseId);
    if (steps === undefined) {
      steps = new Map<string, Mark>();
      this.marks.set(caseId, steps);
    }
    steps.set(step, { state: done ? "completedByUser" : "active", changedAt: now });
  }
}
