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

/** A step ticked as done by the reader, or the tick taken back: always newer than what it changes; what else was noted stays. */
export function ticked(former: Mark | null, done: boolean, now: number): Mark {
  return { ...former, state: done ? "completedByUser" : "active", changedAt: timeAfter(former, now) };
}

/** What a reader changes on a step; absent properties stay, an empty text takes away what was there. */
export type MarkChange = Partial<Omit<Mark, "changedAt">>;

/** A step's mark with something changed on it: always newer than what it changes. */
export function changed(former: Mark | null, change: MarkChange, now: number): Mark {
  const { state = "active", ...texts }: MarkChange = { ...former, ...change };
  const kept = Object.fromEntries(MARK_TEXTS.flatMap((name) => (texts[name] ? [[name, texts[name]]] : [])));
  return { ...kept, state, changedAt: timeAfter(former, now) };
}

/** The texts of a mark. */
export const MARK_TEXTS = ["note", "reason", "assignee", "due"] as const;

const timeAfter = (former: Mark | null, now: number): number =>
  former === null ? now : Math.max(now, former.changedAt + 1);

/**
 * Whether a mark takes the place of another one of its step: the newer one does. At equal times a fixed order decides, so
 * that books which exchange their marks agree in the end, whichever of them was asked first.
 */
export function replaces(mark: Mark, former: Mark | null): boolean {
  if (former === null) return true;
  if (mark.changedAt !== former.changedAt) return mark.changedAt > former.changedAt;
  return weight(mark) > weight(former);
}

const weight = ({ state, note = "", reason = "", assignee = "", due = "" }: Mark): string =>
  JSON.stringify([STEP_STATES.indexOf(state), note, reason, assignee, due]);

/** Marks of one reader, in memory. */
export class MarkBook {
  private readonly marks = new Map<string, Map<string, Mark>>();

  readonly lookup: MarkLookup = (caseId, step) => this.marks.get(caseId)?.get(step) ?? null;

  /** Ticks a step as done by the reader, or takes the tick back; what else was noted on it stays. */
  tick(caseId: string, step: string, done: boolean, now: number): void {
    this.set(caseId, step, ticked(this.lookup(caseId, step), done, now));
  }

  /** Changes what is noted on a step. */
  change(caseId: string, step: string, change: MarkChange, now: number): void {
    this.set(caseId, step, changed(this.lookup(caseId, step), change, now));
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

  /** Takes up marks that were kept elsewhere: per step the newer one wins (see `replaces`). Returns how many changed. */
  merge(entries: Iterable<MarkEntry>): number {
    let changed = 0;
    for (const { caseId, step, mark } of entries) {
      if (!replaces(mark, this.lookup(caseId, step))) continue;
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
