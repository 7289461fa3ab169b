import type { Mark, MarkBook, MarkChange, MarkEntry } from "../../model";

/** More than anybody remembers having done. */
const MOST = 100;
const NOTHING_NOTED: MarkChange = { state: "active", note: "", reason: "", assignee: "", due: "" };

interface Done {
  readonly caseId: string;
  readonly step: string;
  readonly former: Mark | null;
}

/** What was marked, newest last, to be taken back one by one. */
export class Undo {
  private readonly done: Done[] = [];

  constructor(private readonly book: MarkBook) {}

  /** To be called before a mark is changed. */
  remember(caseId: string, step: string): void {
    this.done.push({ caseId, step, former: this.book.lookup(caseId, step) });
    if (this.done.length > MOST) this.done.shift();
  }

  /**
   * Puts the step that was marked last back to what it was, as a new mark: other tabs take up only what is newer. Null
   * where nothing is left to take back. `now` in epoch ms.
   */
  last(now: number): MarkEntry | null {
    const last = this.done.pop();
    if (last === undefined) return null;
    const { caseId, step, former } = last;
    this.book.change(caseId, step, { ...NOTHING_NOTED, ...former }, now);
    const mark = this.book.lookup(caseId, step);
    return mark === null ? null : { caseId, step, mark };
  }

  forget(): void {
    this.done.length = 0;
  }
}
