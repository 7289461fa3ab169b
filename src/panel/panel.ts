import { isPortalUrl, MarkBook, type Snapshot } from "../model";
import { createView } from "../view";
import { text } from "../view/strings";
import { loadConfig } from "./config/read";
import { offerImport } from "./importing";
import { speakAsReader } from "./language";
import { loadSample } from "./sample";
import { PANEL_FORMATS, saveFile } from "./saving";

const DARK = matchMedia("(prefers-color-scheme: dark)");
const FORCED = matchMedia("(forced-colors: active)");

/** Draws the view on a snapshot and keeps it fitted to the window and to the reader's theme. */
function show(root: HTMLElement, head: HTMLElement, snapshot: Snapshot, locale: string): void {
  const marks = new MarkBook();
  const view = createView(root, {
    select: () => "",
    tick: (caseId, step, done) => {
      marks.tick(caseId, step, done, snapshot.now);
      draw();
    },
    mark: (caseId, step, change) => {
      marks.change(caseId, step, change, snapshot.now);
      draw();
    },
    launch: (url) => {
      if (isPortalUrl(url)) window.open(url, "_blank", "noopener,noreferrer");
    },
    // The sample pins both clocks, so that its exports are the same on every day.
    exportAs: (format, scope) => saveFile(snapshot, format, { generatedAt: snapshot.now, marks: marks.lookup, scope }),
  });
  const draw = (): void => {
    view.update({
      snapshot,
      width: root.clientWidth,
      height: root.clientHeight,
      mode: "report",
      interactive: true,
      locale,
      theme: { dark: DARK.matches, highContrast: FORCED.matches },
      marks: marks.lookup,
      exporting: { allowed: true, reason: "" },
      formats: PANEL_FORMATS,
    });
  };
  offerImport(head, {
    snapshot,
    marks: marks.lookup,
    locale,
    take(entries) {
      marks.merge(entries);
      draw();
    },
    say: (line) => view.say(line),
  });
  new ResizeObserver(draw).observe(root);
  DARK.addEventListener("change", draw);
  FORCED.addEventListener("change", draw);
}

async function start(): Promise<void> {
  const root = document.getElementById("view");
  const status = document.getElementById("status");
  const banner = document.getElementById("banner");
  const head = document.getElementById("head");
  if (root === null || status === null || banner === null || head === null) return;
  const locale = await speakAsReader(location.search, navigator.languages);
  const { mistakes } = await loadConfig();
  if (mistakes.length > 0) {
    const { drawMistakes } = await import("./config/mistakes");
    // Nobody asked for the sample: it is shown once the reader goes on to it.
    await new Promise<void>((goOn) => drawMistakes(root, mistakes, { reload: () => location.reload(), goOn }));
    root.append(status);
  }
  status.textContent = text("panelLoading");
  banner.textContent = text("panelSample");
  banner.hidden = false;
  try {
    const snapshot = await loadSample();
    status.remove();
    show(root, head, snapshot, locale);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    status.textContent = text("panelFailed", reason);
  }
}

void start();
