/** State of one checklist step; Entra's own words. Only verification sets `completedBySystem`. */
export const STEP_STATES = [
  "active",
  "planned",
  "postponed",
  "dismissed",
  "riskAccepted",
  "completedByUser",
  "completedBySystem",
] as const;
export type StepState = (typeof STEP_STATES)[number];

/** A reader's mark on a step. Facts and marks never mix: marks are keyed by case id and step id. */
export interface Mark {
  readonly state: StepState;
  /** Epoch ms. */
  readonly changedAt: number;
  /** The reader's own words; absent or empty where there are none. */
  readonly note?: string;
  /** Why the step was dismissed, postponed or its risk accepted. */
  readonly reason?: string;
  readonly assignee?: string;
  /** A day, YYYY-MM-DD. */
  readonly due?: string;
}

/** A mark with what it belongs to. */
export interface MarkEntry {
  readonly caseId: string;
  readonly step: string;
  readonly mark: Mark;
}

/** Looks up the reader's mark on a step, or null. */
export type MarkLookup = (caseId: string, step: string) => Mark | null;

/** Marks of one reader, in memory. */
export class MarkBook {
  private readonly marks = new Map<string, Map<string, Mark>>();

  readonly lookup: MarkLookup = (caseId, step) => this.marks.get(caseId)?.get(step) ?? null;

  /** Ticks a step as done by the reader, or takes the tick back; what else was noted on it stays. */
  tick(caseId: string, step: string, done: boolean, now: number): void {
    const former = this.lookup(caseId, step);
    this.set(caseId, step, { ...former, state: done ? "completedByUser" : "active", changedAt: now });
  }

  /** Puts a mark in the place of the former one; null takes it away. */
  set(caseId: string, step: string, mark: Mark | null): void {
    let steps = this.marks.get(caseId);
    if (mark === null) {
      steps?.delete(step);
      if (steps?.size === 0) this.marks.delete(caseId);
      return;
    }
    if (steps === undefined) this.marks.set(caseId, (steps = new Map<string, Mark>()));
    steps.set(step, mark);
  }

  /** Takes up marks that were kept elsewhere: per step the newer one wins, at equal times what is here. Returns how many changed. */
  merge(entries: Iterable<MarkEntry>): number {
    let changed = 0;
    for (const { caseId, step, mark } of entries) {
      const own = this.lookup(caseId, step);
      if (own !== null && own.changedAt >= mark.changedAt) continue;
      this.set(caseId, step, mark);
      changed++;
    }
    return changed;
  }

  /** Every mark, in the order in which cases and steps were first marked. */
  *entries(): Generator<MarkEntry> {
    for (const [caseId, steps] of this.marks) for (const [step, mark] of steps) yield { caseId, step, mark };
  }
}
