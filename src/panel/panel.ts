import { MarkBook } from "../model/marks";
import { isPortalUrl } from "../model/portalUrl";
import type { Snapshot } from "../model/types";
import { createView } from "../view";
import type { Parts } from "../view/parts";
import { text } from "../view/strings";
import { loadConfig } from "./config/read";
import { awakenOnUse } from "./glimpse/awaken";
import { loadGlimpse } from "./glimpse/load";
import { offerImport } from "./importing";
import { speakAsReader } from "./language";
import { PANEL_FORMATS, saveFile } from "./saving";

const DARK = matchMedia("(prefers-color-scheme: dark)");
const FORCED = matchMedia("(forced-colors: active)");

type Full = Pick<Parts, "principalPage"> & { readonly snapshot: Snapshot };

interface Shown {
  /** From the first picture of the sample to the whole of it. */
  goOn(full: Full): void;
  say(line: string): void;
}

/** Everything that the first picture does without. */
async function loadFull(): Promise<Full> {
  const { principalPage, loadSample } = await import("./full");
  return { principalPage, snapshot: await loadSample() };
}

/** Draws the view on the sample and keeps it fitted to the window and to the reader's theme. */
function show(
  root: HTMLElement,
  head: HTMLElement,
  first: Snapshot,
  locale: string,
  awake: () => Promise<boolean>,
): Shown {
  let snapshot = first;
  let page: Parts["principalPage"] = () => [];
  const marks = new MarkBook();
  /** What files are written from, and given back to. */
  const whole = async (): Promise<Snapshot> => {
    if (await awake()) return snapshot;
    throw new Error(text("panelFailed", "sample.csv"));
  };
  const view = createView(
    root,
    {
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
      exportAs: async (format, scope) =>
        saveFile(await whole(), format, { generatedAt: snapshot.now, marks: marks.lookup, scope }, (line, ways) =>
          view.say(line, ways),
        ),
    },
    { principalPage: (...args) => page(...args), places: null },
  );
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
    whole,
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
  return {
    goOn(full) {
      ({ snapshot, principalPage: page } = full);
      draw();
    },
    say: (line) => view.say(line),
  };
}

const failed = (error: unknown): string => text("panelFailed", error instanceof Error ? error.message : String(error));

async function start(): Promise<void> {
  const root = document.getElementById("view");
  const status = document.getElementById("status");
  const banner = document.getElementById("banner");
  const head = document.getElementById("head");
  if (root === null || status === null || banner === null || head === null) return;
  // On its way while words and configuration are.
  const glimpsed = loadGlimpse();
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
    const glimpse = await glimpsed;
    if (glimpse === null) {
      const full = await loadFull();
      status.remove();
      show(root, head, full.snapshot, locale, () => Promise.resolve(true)).goOn(full);
      return;
    }
    status.remove();
    const shown = show(root, head, glimpse, locale, () => sleeper.ready());
    const sleeper = awakenOnUse(document.body, async () => {
      try {
        shown.goOn(await loadFull());
        return true;
      } catch (error) {
        shown.say(failed(error));
        return false;
      }
    });
  } catch (error) {
    status.textContent = failed(error);
  }
}

void start();
