import { changed, type Mark, MarkBook, type MarkChange, replaces, ticked } from "../../model";

/**
 * The marks that the report keeps for everybody and those that are this reader's own. They stay apart, so that nobody
 * publishes own marks by editing a report; what is shown is the newer of the two.
 */
export class Books {
  readonly own = new MarkBook();
  readonly shared = new MarkBook();

  readonly lookup = (caseId: string, step: string): Mark | null => {
    const own = this.own.lookup(caseId, step);
    const shared = this.shared.lookup(caseId, step);
    return own !== null && replaces(own, shared) ? own : shared;
  };

  /** Ticks a step for this reader, or takes the tick back; what the report notes on it stays noted. */
  tickOwn(caseId: string, step: string, done: boolean, now: number): void {
    this.own.set(caseId, step, ticked(this.lookup(caseId, step), done, now));
  }

  /** Ticks a step for everybody, or takes the tick back; what this reader noted on it stays private. */
  tickShared(caseId: string, step: string, done: boolean, now: number): void {
    this.shared.set(caseId, step, ticked(this.shared.lookup(caseId, step), done, this.afterOwn(caseId, step, now)));
  }

  /** Changes what is noted on a step for this reader; what the report notes on it beside that stays noted. */
  changeOwn(caseId: string, step: string, change: MarkChange, now: number): void {
    this.own.set(caseId, step, changed(this.lookup(caseId, step), change, now));
  }

  /** Changes what is noted on a step for everybody; what this reader noted on it beside that stays private. */
  changeShared(caseId: string, step: string, change: MarkChange, now: number): void {
    this.shared.set(caseId, step, changed(this.shared.lookup(caseId, step), change, this.afterOwn(caseId, step, now)));
  }

  private afterOwn(caseId: string, step: string, now: number): number {
    return Math.max(now, (this.own.lookup(caseId, step)?.changedAt ?? -1) + 1);
  }
}
