import { MarkBook, type MarkEntry } from "../../model/marks";
import { isPortalUrl } from "../../model/portalUrl";
import type { Snapshot } from "../../model/types";
import { createView } from "../../view";
import type { Parts } from "../../view/parts";
import { text } from "../../view/strings";
import type { Intents, View } from "../../view/types";
import type { ViewState } from "../../view/viewState";
import { MarkShelf } from "../marks/shelf";
import { Undo } from "../marks/undo";
import { PANEL_FORMATS, saveFile } from "../saving";
import { say } from "../words";

const DARK = matchMedia("(prefers-color-scheme: dark)");
const FORCED = matchMedia("(forced-colors: active)");

/** What is on the stage. */
export interface Shown {
  readonly snapshot: Snapshot;
  readonly sourceName: string;
  /** The page says beside the view what is missing. */
  readonly tellsMissing: boolean;
  /** A service's own rows: nobody can add columns to them. */
  readonly fixedFields: boolean;
}

/** The view with the reader's marks: draws what it is given, fitted to the window and the reader's theme. */
export interface Stage {
  readonly view: View;
  readonly shown: Shown | null;
  /** While a file is written, the snapshot that it is written from must stay as it is. */
  readonly isWriting: boolean;
  show(shown: Shown | null): void;
  /** The pages of principals have come. */
  use(page: Parts["principalPage"]): void;
  /** Marks are kept by tenant: changes to those of another one. Marks of nobody come along. */
  own(owner: string): void;
  /** Takes marks over from a file and draws them. */
  take(entries: readonly MarkEntry[]): void;
  lookup(): MarkBook["lookup"];
  undo(): void;
}

/** What the stage needs of the page around it. */
export interface StageMeans {
  readonly locale: string;
  /** Epoch ms. */
  now(): number;
  changed(state: ViewState): void;
  /** All that is shown, where what is on screen is a first picture of it; null where nothing is shown. */
  whole(): Promise<Snapshot | null>;
  /** What stands beside the evidence about a principal, and where else it can be looked at. */
  readonly beside: Pick<Required<Intents>, "evidence" | "ways">;
}

export function createStage(root: HTMLElement, means: StageMeans): Stage {
  let book = new MarkBook();
  let undo = new Undo(book);
  let shelf: MarkShelf | null = null;
  let owner = "";
  let kept = say("marksRefused");
  let shown: Shown | null = null;
  let writing = 0;
  let page: Parts["principalPage"] = () => [];

  // The sample stands still, and what is marked on it with it: its exports are the same on every day.
  const clock = (): number => (shown?.snapshot.source.kind === "sample" ? shown.snapshot.now : means.now());

  const marked = (caseId: string, step: string, change: () => void): void => {
    undo.remember(caseId, step);
    change();
    shelf?.write();
    draw();
  };

  const takeBack = (): void => {
    const back = undo.last(clock());
    if (back === null) {
      view.say(say("undoNothing"));
      return;
    }
    shelf?.write();
    draw();
    view.say(text("undone"));
  };

  const intents: Intents = {
    ...means.beside,
    select: () => "",
    tick(caseId, step, done) {
      marked(caseId, step, () => book.tick(caseId, step, done, clock()));
      const way = { key: "undo", label: text("undo"), run: takeBack };
      view.say(say(done ? "markedDone" : "markedOpen"), [way]);
    },
    mark: (caseId, step, change) => marked(caseId, step, () => book.change(caseId, step, change, clock())),
    changed: (state) => means.changed(state),
    launch: (url) => {
      if (isPortalUrl(url)) window.open(url, "_blank", "noopener,noreferrer");
    },
    async exportAs(format, scope) {
      const snapshot = await means.whole();
      if (snapshot === null) return text("saveNothing");
      writing++;
      try {
        const options = { generatedAt: clock(), marks: book.lookup, scope };
        return await saveFile(snapshot, format, options, (line, ways) => view.say(line, ways));
      } finally {
        writing--;
      }
    },
  };
  const view = createView(root, intents, { principalPage: (...args) => page(...args), places: null });

  function draw(): void {
    if (shown === null) return;
    view.update({
      snapshot: shown.snapshot,
      width: root.clientWidth,
      height: root.clientHeight,
      mode: "report",
      interactive: true,
      locale: means.locale,
      theme: { dark: DARK.matches, highContrast: FORCED.matches },
      marks: book.lookup,
      kept,
      sourceName: shown.sourceName,
      tellsMissing: shown.tellsMissing,
      fixedFields: shown.fixedFields,
      exporting: { allowed: true, reason: "" },
      formats: PANEL_FORMATS,
    });
  }

  function own(next: string): void {
    if (next === owner) return;
    const unowned = owner === "" ? [...book.entries()] : [];
    owner = next;
    book = new MarkBook();
    undo = new Undo(book);
    kept = say("marksKept");
    shelf = new MarkShelf(
      owner,
      book,
      () => localStorage,
      () => Math.max(means.now(), clock()),
      {
        changed: () => draw(),
        dropped: () => view.say(say("marksDropped")),
        left: (marks) => view.say(say("marksLeft", String(marks))),
        refused() {
          kept = say("marksRefused");
          view.say(kept);
        },
      },
    );
    if (book.merge(unowned) > 0) shelf.write();
    draw();
  }

  addEventListener("storage", (event) => shelf?.heard(event));
  new ResizeObserver(() => draw()).observe(root);
  DARK.addEventListener("change", () => draw());
  FORCED.addEventListener("change", () => draw());

  return {
    view,
    get shown() {
      return shown;
    },
    get isWriting() {
      return writing > 0;
    },
    show(next) {
      shown = next;
      draw();
    },
    use(next) {
      page = next;
    },
    own,
    take(entries) {
      book.merge(entries);
      shelf?.write();
      draw();
    },
    lookup: () => book.lookup,
    undo: takeBack,
  };
}
