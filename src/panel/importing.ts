import type { MarkEntry, MarkLookup } from "../model/marks";
import type { Snapshot } from "../model/types";
import { attrs, button, el } from "../view/dom";
import { formatFor } from "../view/format";
import { shown } from "../view/safeText";
import { text } from "../view/strings";

/** Nobody works through more than this by hand; the readers have the same limit. */
const MOST_BYTES = 64 * 1024 * 1024;

/** What an import needs of the page around it. */
export interface ImportMeans {
  /** All that is shown, null where nothing is that marks could belong to; rejects with a reason where it cannot be had. */
  whole(): Promise<Snapshot | null>;
  marks(): MarkLookup;
  readonly locale: string;
  /** A dropped file may hold sign-ins instead of a worked checklist: takes it then, and resolves to true. */
  open(file: File): Promise<boolean>;
  /** Takes marks over and draws them. */
  take(entries: readonly MarkEntry[]): void;
  /** Shows one line to the reader. */
  say(line: string): void;
}

/**
 * Lets the reader give a worked checklist back: a button in `place`, and files dropped anywhere onto the page. Returns what
 * takes one that came another way.
 */
export function offerImport(place: HTMLElement, means: ImportMeans): (file: File) => Promise<void> {
  const input = attrs(el("input"), {
    type: "file",
    accept: ".json,.csv,.xlsx",
    hidden: true,
    "aria-label": text("panelImport"),
  });
  const open = button("panel-item", "import", text("panelImport"));
  open.title = text("panelImportHelp");
  open.addEventListener("click", () => input.click());
  input.addEventListener("change", () => {
    const [file] = input.files ?? [];
    // The same file may be chosen again after it was worked on.
    if (file !== undefined) void take(file, means).finally(() => (input.value = ""));
  });
  place.append(open, input);
  acceptDrops((file) => {
    void means.open(file).then((isOpen) => (isOpen ? undefined : take(file, means)));
  });
  return (file) => take(file, means);
}

async function take(file: File, means: ImportMeans): Promise<void> {
  const { locale } = means;
  if (file.size > MOST_BYTES) {
    means.say(text("importTooLarge", formatFor(locale, undefined).number(MOST_BYTES / 1024 / 1024)));
    return;
  }
  means.say(text("importReading", shown(file.name)));
  try {
    const snapshot = await means.whole();
    if (snapshot === null) return;
    const [{ readBack }, { showResult }] = await Promise.all([import("./giveBack"), import("./importResult")]);
    const result = await readBack(new Uint8Array(await file.arrayBuffer()), snapshot, means.marks(), snapshot.now);
    means.take(result.applied);
    means.say("");
    showResult(file.name, result, locale);
  } catch (error) {
    means.say(text("importFailed", error instanceof Error ? error.message : String(error)));
  }
}

/** A file that is held over the page shows where it may be let go. */
function acceptDrops(onFile: (file: File) => void): void {
  const veil = attrs(el("div", "panel-drop", text("panelDrop")), { hidden: true });
  document.body.append(veil);
  const holdsFile = (event: DragEvent): boolean => event.dataTransfer?.types.includes("Files") === true;
  document.addEventListener("dragover", (event) => {
    if (!holdsFile(event)) return;
    event.preventDefault();
    veil.hidden = false;
  });
  document.addEventListener("dragleave", (event) => {
    if (event.relatedTarget === null) veil.hidden = true;
  });
  document.addEventListener("drop", (event) => {
    veil.hidden = true;
    const file = event.dataTransfer?.files[0];
    if (file === undefined) return;
    event.preventDefault();
    onFile(file);
  });
}
