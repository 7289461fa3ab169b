import type { MarkBook } from "../../model";
import { readMarks, writeMarks } from "../../model/kept/marksText";

/** As much of the browser's storage as this page takes for one tenant. Bytes; the reader of the text takes a little more. */
const MOST = 400_000;
/** The name says the version: another version of this page writes beside it and not over it. */
const PREFIX = "service-principal-posture.marks.1.";

/** What the shelf tells the page; each in the moment when it happens. */
export interface ShelfEvents {
  /** Marks of another tab came in. */
  changed(): void;
  /** Something that was kept could not be read and is left out. */
  dropped(): void;
  /** That many marks, the oldest, did not fit. */
  left(marks: number): void;
  /** The browser keeps nothing here. */
  refused(): void;
}

/** The part of the browser's storage that is used. */
export type Shelves = Pick<Storage, "getItem" | "setItem">;

/** Keeps the marks of one tenant in the browser. Never throws; where nothing is kept, the page goes on in memory. */
export class MarkShelf {
  private readonly key: string;
  private told = 0;
  private isRefused = false;

  /** `owner` is the tenant's id, or a word for what has none. `now` in epoch ms. */
  constructor(
    owner: string,
    private readonly book: MarkBook,
    private readonly storage: () => Shelves,
    private readonly now: () => number,
    private readonly events: ShelfEvents,
  ) {
    this.key = PREFIX + owner.toLowerCase();
    const text = this.stored();
    if (text !== null && this.take(text) > 0) events.dropped();
  }

  /** Writes the book, together with what another tab has written meanwhile. */
  write(): void {
    const before = this.stored();
    if (before !== null) this.take(before);
    const { text, left } = writeMarks(this.book.entries(), MOST);
    try {
      if (text !== before) this.storage().setItem(this.key, text);
    } catch {
      if (!this.isRefused) this.events.refused();
      this.isRefused = true;
      return;
    }
    this.isRefused = false;
    if (left > this.told) this.events.left(left);
    this.told = left;
  }

  /** The browser tells that another tab wrote. */
  heard({ key, newValue }: Pick<StorageEvent, "key" | "newValue">): void {
    if (key !== this.key || newValue === null) return;
    const { entries } = readMarks(newValue, this.now());
    if (this.book.merge(entries) > 0) this.events.changed();
  }

  private take(text: string): number {
    const { entries, dropped } = readMarks(text, this.now());
    this.book.merge(entries);
    return dropped;
  }

  private stored(): string | null {
    try {
      return this.storage().getItem(this.key);
    } catch {
      return null;
    }
  }
}
