import type powerbi from "powerbi-visuals-api";
import type { MarkBook } from "../../model";
import { readMarks, writeMarks } from "../../model/kept/marksText";
import { type KeptView, readView, writeView } from "./viewsText";

type Persist = powerbi.extensibility.visual.IVisualHost["persistProperties"];
type Objects = powerbi.DataViewObjects | undefined;

/** Object of the format objects, hidden from the format pane, and its two text properties. */
const OBJECT = "kept";
interface Texts {
  readonly marks: string;
  readonly view: string;
}

/** Every update carries this text and every change rewrites it; a visual's file in a report may have 1 MB. Bytes. */
const MOST_BYTES = 128_000;

/** A host may answer several writes by one update, or none. */
const MOST_AWAITED = 8;

const equal = (a: Texts, b: Texts): boolean => a.marks === b.marks && a.view === b.view;

/** What an update's format objects brought. */
export interface ReportRead {
  /** The update only repeats what this visual has just written: its rows are those that it has. */
  readonly echo: boolean;
  readonly changed: boolean;
  readonly droppedMarks: number;
  readonly droppedView: number;
}

/** What the report itself keeps, for everybody who opens it. */
export class ReportShelf {
  /** The view that the author left, as it was when this visual first saw it. */
  view: KeptView | null = null;
  private seen: Texts = { marks: "", view: "" };
  /** Written texts whose update has not come yet, oldest first. */
  private awaited: Texts[] = [];
  private viewRead = false;

  constructor(
    private readonly persist: Persist | undefined,
    private readonly marks: MarkBook,
    private readonly clock: () => number,
  ) {}

  /** Reads an update's objects; what it has read or written already is not read again. */
  take(objects: Objects): ReportRead {
    const given: unknown = objects?.[OBJECT];
    const texts = { marks: textOf(given, "marks"), view: textOf(given, "view") };
    const known = this.awaited.findIndex((one) => equal(one, texts));
    if (known >= 0) {
      this.awaited.splice(0, known + 1);
      return { echo: true, changed: false, droppedMarks: 0, droppedView: 0 };
    }
    let droppedMarks = 0;
    let droppedView = 0;
    let changed = false;
    if (texts.marks !== this.seen.marks && texts.marks !== "") {
      const { entries, dropped } = readMarks(texts.marks, this.clock());
      changed = this.marks.merge(entries) > 0;
      droppedMarks = dropped;
    }
    if (!this.viewRead && texts.view !== "") {
      const { view, dropped } = readView(texts.view, this.clock());
      this.view = view;
      this.viewRead = true;
      droppedView = dropped;
    }
    this.seen = texts;
    return { echo: false, changed, droppedMarks, droppedView };
  }

  /** Writes marks and view where they differ from what is there. Returns how many marks did not fit; null where it failed. */
  write(view: KeptView | null): number | null {
    const { text, left } = writeMarks(this.marks.entries(), MOST_BYTES);
    const anyMarks = this.seen.marks !== "" || this.marks.entries().next().done !== true;
    const texts = { marks: anyMarks ? text : "", view: view === null ? this.seen.view : writeView(view) };
    if (equal(texts, this.seen)) return left;
    if (this.persist === undefined) return null;
    const former = this.seen;
    // Before the call: a host may update the visual within it.
    this.seen = texts;
    this.awaited = [...this.awaited.slice(1 - MOST_AWAITED), texts];
    this.viewRead = true;
    try {
      const properties = {
        ...(texts.marks === former.marks ? {} : { marks: texts.marks }),
        ...(texts.view === former.view ? {} : { view: texts.view }),
      };
      this.persist({ merge: [{ objectName: OBJECT, selector: null as unknown as powerbi.data.Selector, properties }] });
      return left;
    } catch {
      this.seen = former;
      this.awaited.pop();
      return null;
    }
  }
}

/** A text property; what is there and no text is unreadable, but not nothing. */
function textOf(given: unknown, name: keyof Texts): string {
  if (typeof given !== "object" || given === null || !Object.hasOwn(given, name)) return "";
  const value = (given as Record<string, unknown>)[name];
  return typeof value === "string" ? value : value === null || value === undefined ? "" : "?";
}
