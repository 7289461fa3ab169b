import type { MarkChange, MarkLookup } from "../model/marks";
import type { Principal, Snapshot } from "../model/types";
import type { OfferedFormat, ViewScope } from "./exportFormat";
import type { ViewOptions } from "./options";
import type { ViewState } from "./viewState";

export type { Mark, MarkChange, MarkLookup, StepState } from "../model/marks";
export type { ExportFormat, OfferedFormat, ViewScope } from "./exportFormat";

/** Colours and contrast handed in by the shell; absent ones fall back to the style sheet's tokens. */
export interface Theme {
  readonly dark: boolean;
  readonly highContrast: boolean;
  readonly foreground?: string;
  readonly background?: string;
  readonly foregroundSelected?: string;
  readonly hyperlink?: string;
  /** Colours for bad, middling and good; taken only where they are distinct enough from the background. */
  readonly negative?: string;
  readonly neutral?: string;
  readonly positive?: string;
}

/** Whether files may be written here; `reason` says in plain words why not. */
export interface ExportPermission {
  readonly allowed: boolean;
  readonly reason: string;
}

/** An export that wrote no file, and the line that says why. */
export interface NotSaved {
  readonly saved: false;
  readonly line: string;
  /** Scopes that may do where the file was too large; absent where it failed for another reason. */
  readonly smaller?: readonly ViewScope["kind"][];
}

/** What is drawn. A null snapshot means that no field is mapped yet: the landing page. */
export interface ViewInput {
  readonly snapshot: Snapshot | null;
  readonly width: number;
  readonly height: number;
  /** A tile is glanced at, a print is read on paper: neither has anything to operate. */
  readonly mode: "report" | "tile" | "print";
  readonly interactive: boolean;
  readonly locale: string;
  /** IANA zone of the viewer; undefined = the browser's own. */
  readonly timeZone?: string;
  readonly theme: Theme;
  readonly marks: MarkLookup;
  /** Where ticks are kept and how long, in a line for the reader; absent: nothing is said. */
  readonly kept?: string;
  /** Ids of the principals that are selected in the report, beside the open one. */
  readonly chosen?: ReadonlySet<string>;
  readonly exporting: ExportPermission;
  /** False where no file leaves: the export menus are not there. */
  readonly canExport?: boolean;
  /** The formats that the shell writes; absent: those that every shell writes. The author's options narrow these. */
  readonly formats?: readonly OfferedFormat[];
  /** Worked by finger first: everything that can be touched is large enough for it. */
  readonly touch?: boolean;
  /** How the report's author wants the view; absent = everything, as it comes. */
  readonly options?: ViewOptions;
  /** What the shell calls the source of the rows; absent: its kind. */
  readonly sourceName?: string;
  /** The shell itself says, beside the view, which rows are missing and why. */
  readonly tellsMissing?: boolean;
  /** Nobody here can map fields, so those that the source lacks are not told. */
  readonly fixedFields?: boolean;
  /** Lines to show among the notes, for example settings that could not be used. */
  readonly notes?: readonly string[];
}

/** What the reader asks for; the shell carries it out. */
export interface Intents {
  /**
   * A principal was opened, or null when the reader went back to the list; `add` adds it to what is selected or takes it
   * away, without opening it. Returns a line for the reader, or an empty text.
   */
  select(index: number | null, add: boolean): string;
  tick(caseId: string, step: string, done: boolean): void;
  /** Changes what is noted on a step: its state, reason, note, assignee or due day. Absent: steps can only be ticked. */
  mark?(caseId: string, step: string, change: MarkChange): void;
  /** The reader searched, filtered, sorted or opened something: the state that `View.restore` takes up again. */
  changed?(state: ViewState): void;
  /** Writes a file about `scope`. Resolves to a line to show the reader, for example "Saved posture.csv". */
  exportAs(format: OfferedFormat, scope: ViewScope): Promise<string | NotSaved>;
  /**
   * The same as text, offered where no file is written. Resolves to the text for the view to show, or to an empty one
   * where the shell has shown it itself. Absent: nothing is offered.
   */
  copyInstead?(scope: ViewScope): Promise<string>;
  /** Client coordinates; index null on empty space. Absent: the browser's own menu stays. */
  contextMenu?(index: number | null, x: number, y: number): void;
  /** What the shell adds to the evidence about a principal; the same element each time. Absent or null: nothing. */
  evidence?(principal: Principal): HTMLElement | null;
  /** Further ways from a principal, beside those to the admin centre. Absent: none. */
  ways?(principal: Principal): readonly Way[];
  /** Opens an address in a new tab. Absent: there are no links. */
  readonly launch?: ((url: string) => void) | undefined;
  /** Absent: the browser's own tooltips are the only ones. */
  readonly tips?: TipSink | undefined;
}

/** One line of a host's tooltip. */
export interface TipLine {
  readonly name: string;
  readonly value: string;
}

/** What a host's tooltip says; `index` is the principal that it is about, null where it is about none or all. */
export interface Tip {
  readonly index: number | null;
  readonly lines: readonly TipLine[];
}

/** The host's tooltips, in client coordinates. `show` answers false where the host shows none now. */
export interface TipSink {
  show(tip: Tip, x: number, y: number, touch: boolean): boolean;
  move(x: number, y: number, touch: boolean): void;
  hide(touch: boolean, immediately: boolean): void;
}

/** A way on from what is said to the reader. */
export interface Way {
  readonly key: string;
  readonly label: string;
  readonly run: () => void;
}

export interface View {
  update(input: ViewInput): void;
  /** Opens a principal, or the overview for null, without reporting it. */
  open(id: string | null): void;
  /** Takes up a state that was kept, without reporting it. It opens a principal where it names one, but closes none. */
  restore(state: ViewState): void;
  /** Shows one line to the reader until the next act, with ways on from there. */
  say(line: string, ways?: readonly Way[]): void;
  /** Says that drawing failed and why; the next update draws again. */
  fail(reason: string): void;
  destroy(): void;
}
