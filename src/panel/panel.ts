import { caseOrAll } from "../export";
import { isPortalUrl, MarkBook, type Snapshot } from "../model";
import { createView } from "../view";
import { text } from "../view/strings";
import { download } from "./download";
import { speakAsReader } from "./language";
import { loadSample } from "./sample";

const DARK = matchMedia("(prefers-color-scheme: dark)");
const FORCED = matchMedia("(forced-colors: active)");

/** Draws the view on a snapshot and keeps it fitted to the window and to the reader's theme. */
function show(root: HTMLElement, snapshot: Snapshot, locale: string): void {
  const marks = new MarkBook();
  const view = createView(root, {
    select: () => "",
    tick: (caseId, step, done) => {
      marks.tick(caseId, step, done, snapshot.now);
      draw();
    },
    launch: (url) => {
      if (isPortalUrl(url)) window.open(url, "_blank", "noopener,noreferrer");
    },
    // The sample pins both clocks, so that its exports are the same on every day.
    exportAs: (format, scope) =>
      download(snapshot, format, { generatedAt: snapshot.now, marks: marks.lookup, scope: caseOrAll(scope) }),
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
    });
  };
  new ResizeObserver(draw).observe(root);
  DARK.addEventListener("change", draw);
  FORCED.addEventListener("change", draw);
}

async function start(): Promise<void> {
  const root = document.getElementById("view");
  const status = document.getElementById("status");
  const banner = document.getElementById("banner");
  if (root === null || status === null || banner === null) return;
  const locale = await speakAsReader(location.search, navigator.languages);
  status.textContent = text("panelLoading");
  banner.textContent = text("panelSample");
  banner.hidden = false;
  try {
    const snapshot = await loadSample();
    status.remove();
    show(root, snapshot, locale);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    status.textContent = text("panelFailed", reason);
  }
}

void start();
