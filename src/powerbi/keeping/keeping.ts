import type powerbi from "powerbi-visuals-api";
import type { MarkChange, MarkLookup } from "../../model";
import { formatFor } from "../../view/format";
import { count, text } from "../../view/strings";
import type { ViewState } from "../../view/viewState";
import { VIEW_MODE_VIEW } from "../constants";
import { Books } from "./books";
import { LocalStore, type Schedule } from "./localStore";
import { OwnShelf } from "./ownShelf";
import { ReportShelf } from "./reportShelf";
import type { KeptView } from "./viewsText";
import { whereKept } from "./words";

type Host = powerbi.extensibility.visual.IVisualHost;
type UpdateOptions = powerbi.extensibility.visual.VisualUpdateOptions;

/** Every write to the report makes Power BI send its data again: sorting and filtering wait for a pause. Ms. */
const PAUSE = 1_000;

/** What keeping needs of the visual around it. */
export interface Surroundings {
  /** Epoch ms. */
  readonly clock: () => number;
  readonly schedule: Schedule;
  /** Takes up a view that was kept. */
  restore(state: ViewState): void;
  /** Shows one line to the reader. */
  say(line: string): void;
  redraw(): void;
}

/** What the visual shows at the end of an update. */
export interface Shown {
  /** Nothing is restored nor written where nothing can be operated. */
  readonly operable: boolean;
  readonly loading: boolean;
}

/**
 * Keeps what the reader ticks, sorts, filters and opens: in edit mode in the report, for everybody; in reading mode in the
 * host's local storage, for this reader. Nothing here throws, and nothing waits for the host.
 */
export class Keeping {
  private readonly books = new Books();
  private readonly report: ReportShelf;
  private readonly store: LocalStore;
  private readonly own: OwnShelf;
  private editing = false;
  private shown: Shown = { operable: false, loading: true };
  private reportDue = false;
  /** The write to the report that is on its way. */
  private pending: { readonly soon: boolean; readonly cancel: () => void } | null = null;
  private view: KeptView | null = null;
  private offered: KeptView | null = null;
  /** The reader has sorted, filtered or opened something: what was kept comes too late. */
  private acted = false;
  private openedByHost = false;
  private ended = false;
  private toldLeft = 0;

  constructor(
    private readonly host: Host | undefined,
    private readonly around: Surroundings,
  ) {
    const { clock, schedule } = around;
    const { own, shared } = this.books;
    const persist = host?.persistProperties === undefined ? undefined : host.persistProperties.bind(host);
    this.report = new ReportShelf(persist, shared, clock);
    this.store = new LocalStore(host?.storageV2Service, schedule);
    this.own = new OwnShelf(this.store, host?.instanceId ?? "", own, clock, {
      changed: () => this.redraw(),
      dropped: (marks, view) => this.dropped(marks, view),
      left: (marks) => this.left(marks),
      refused: () => this.say(text("keptRefused")),
    });
    void this.own.open().then(() => {
      this.offer();
      this.redraw();
    });
  }

  get lookup(): MarkLookup {
    return this.books.lookup;
  }

  /** Where a tick is kept, in a line for the reader. */
  get words(): string {
    return whereKept(this.editing, this.store.status);
  }

  /** Reads an update before its rows are read. True where it comes because of a write to the report or a change of mode. */
  take({ dataViews, viewMode }: UpdateOptions): boolean {
    // An update that does not tell its mode does not change it.
    const editing =
      viewMode === undefined || viewMode === null ? this.editing : (viewMode as number) !== VIEW_MODE_VIEW;
    const switched = editing !== this.editing;
    this.editing = editing;
    const metadata = dataViews?.[0]?.metadata;
    if (metadata === undefined || metadata === null) return switched;
    const { echo, droppedMarks, droppedView } = this.report.take(metadata.objects);
    this.dropped(droppedMarks, droppedView);
    return echo || switched;
  }

  /** After an update's rows were read and before it is drawn. */
  settle(shown: Shown): void {
    this.shown = shown;
    this.offer();
    if (this.reportDue && this.pending === null && this.mayWriteReport) this.writeReportIn(0);
  }

  tick(caseId: string, step: string, done: boolean): void {
    const now = this.around.clock();
    if (this.editing) this.books.tickShared(caseId, step, done, now);
    else this.books.tickOwn(caseId, step, done, now);
    this.writeMarks();
  }

  mark(caseId: string, step: string, change: MarkChange): void {
    const now = this.around.clock();
    if (this.editing) this.books.changeShared(caseId, step, change, now);
    else this.books.changeOwn(caseId, step, change, now);
    this.writeMarks();
  }

  /** The reader sorted, filtered or opened something. */
  changed(state: ViewState): void {
    if (!this.shown.operable) return;
    this.acted = true;
    const former = this.view ?? this.offered;
    this.view = { at: Math.max(this.around.clock(), (former?.at ?? 0) + 1), state };
    this.writeOwn(this.view);
    if (this.editing) this.writeReportIn(PAUSE);
  }

  /** The host opened a principal (a bookmark, another visual): it stays open, whatever was open in a former life. */
  opened(): void {
    this.openedByHost = true;
  }

  /** Writes what has not been written, as far as the host still takes it. */
  destroy(): void {
    this.pending?.cancel();
    if (this.reportDue && this.editing) this.report.write(this.view);
    void this.own.write();
    this.ended = true;
  }

  /** Hands the newest kept view to the visual, once the reader can operate it and before he has. */
  private offer(): void {
    if (!this.shown.operable || this.acted || this.ended) return;
    const { view: shared } = this.report;
    const { view: own } = this.own;
    const newest = own !== null && own.at >= (shared?.at ?? 0) ? own : shared;
    if (newest === null || newest === this.offered) return;
    this.offered = newest;
    this.around.restore(this.openedByHost ? { ...newest.state, openId: null } : newest.state);
  }

  private writeMarks(): void {
    if (this.editing) this.writeReportIn(0);
    else this.writeOwn(null);
  }

  /** What is due when editing ends waits until the report is edited again. */
  private get mayWriteReport(): boolean {
    return this.editing && !this.shown.loading;
  }

  private writeOwn(view: KeptView | null): void {
    this.own.touch(view);
    // After the event that caused it, so that one act is one write.
    this.around.schedule(() => void this.own.write(), 0);
  }

  /**
   * Writes to the report a moment later, never within an update. While rows are still coming it waits for the last one:
   * the update that follows a write begins the table anew.
   */
  private writeReportIn(ms: number): void {
    this.reportDue = true;
    if (this.pending?.soon === true) return;
    this.pending?.cancel();
    const cancel = this.around.schedule(() => {
      this.pending = null;
      if (!this.mayWriteReport) return;
      this.reportDue = false;
      const left = this.report.write(this.view);
      if (left === null) this.say(text("keptRefused"));
      else if (left > 0) this.left(left);
    }, ms);
    this.pending = { soon: ms === 0, cancel };
  }

  private left(marks: number): void {
    if (marks <= this.toldLeft) return;
    this.toldLeft = marks;
    const format = formatFor(this.host?.locale ?? "en-US", undefined);
    this.say(count(marks, "keptFull", format.number(marks)));
  }

  private dropped(marks: number, view: number): void {
    if (marks > 0) this.say(text("keptDroppedMarks"));
    else if (view > 0) this.say(text("keptDroppedView"));
  }

  private say(line: string): void {
    if (!this.ended) this.around.say(line);
  }

  private redraw(): void {
    if (!this.ended) this.around.redraw();
  }
}
