import type { MarkBook } from "../../model";
import type { LocalStore } from "./localStore";
import { readMarks, writeMarks } from "../../model/kept/marksText";
import { type KeptView, readViews, writeViews } from "./viewsText";

/** Keys name the version, so that another version of this visual writes beside it and not over it. */
const MARKS = "marks.1";
const VIEWS = "views.1";

/** The host keeps 100 kB for a reader and all instances: this leaves room for keys and its own counting. Bytes. */
const MOST_MARKS = 64_000;
const MOST_VIEWS = 16_000;
/** Where the host refuses a text all the same, it is offered less. */
const LESS = [1, 2, 4] as const;

/** What the shelf tells its owner. */
export interface OwnShelfEvents {
  /** Marks came in that were not known. */
  changed(): void;
  dropped(marks: number, view: number): void;
  /** That many marks did not fit. */
  left(marks: number): void;
  /** The host did not keep what it was given. */
  refused(): void;
}

/** What the host keeps for this reader: marks for all instances of the visual, and each instance's view. */
export class OwnShelf {
  /** The view as this instance left it in a former life. */
  view: KeptView | null = null;
  private next: KeptView | null = null;
  private marksDue = false;
  private ready = false;
  private writing = false;

  constructor(
    private readonly store: LocalStore,
    private readonly instance: string,
    private readonly marks: MarkBook,
    private readonly clock: () => number,
    private readonly events: OwnShelfEvents,
  ) {}

  /** Reads both texts once the host allows it; resolves when everything that is kept is known, which may be never. */
  async open(): Promise<void> {
    if ((await this.store.ask()) !== "allowed") return;
    const [marks, views] = await Promise.all([this.store.get(MARKS), this.store.get(VIEWS)]);
    this.takeMarks(marks, true);
    if (views !== null) {
      const read = readViews(views, this.instance, this.clock());
      this.view = read.views.get(this.instance) ?? null;
      if (read.dropped > 0) this.events.dropped(0, read.dropped);
    }
    this.ready = true;
    void this.write();
  }

  /** Something is to be written: marks, a view, or both. `write` does it. */
  touch(view: KeptView | null): void {
    if (view === null) this.marksDue = true;
    else this.next = view;
  }

  /** Reads what is there, adds what is new and writes it back: others write the same texts. One round at a time. */
  async write(): Promise<void> {
    if (!this.ready || this.writing) return;
    this.writing = true;
    while (this.marksDue || this.next !== null) {
      if (this.marksDue) await this.writeMarks();
      if (this.next !== null) await this.writeView(this.next);
    }
    this.writing = false;
  }

  private async writeMarks(): Promise<void> {
    this.marksDue = false;
    const stored = await this.store.get(MARKS);
    this.takeMarks(stored, false);
    for (const part of LESS) {
      const { text, left } = writeMarks(this.marks.entries(), Math.floor(MOST_MARKS / part));
      if (text !== stored && !(await this.store.set(MARKS, text))) continue;
      if (left > 0) this.events.left(left);
      return;
    }
    this.events.refused();
  }

  private async writeView(view: KeptView): Promise<void> {
    this.next = null;
    const stored = await this.store.get(VIEWS);
    const { views } = readViews(stored, this.instance, this.clock());
    for (const part of LESS) {
      const text = writeViews(views, this.instance, view, Math.floor(MOST_VIEWS / part));
      if (text === stored || (await this.store.set(VIEWS, text))) return;
    }
    this.events.refused();
  }

  private takeMarks(stored: string | null, first: boolean): void {
    if (stored === null) return;
    const { entries, dropped } = readMarks(stored, this.clock());
    if (first && dropped > 0) this.events.dropped(dropped, 0);
    if (this.marks.merge(entries) > 0) this.events.changed();
  }
}
