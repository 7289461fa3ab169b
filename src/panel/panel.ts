import { el } from "../view/dom";
import { text } from "../view/strings";
import { loadConfig } from "./config/read";
import type { Config } from "./config/types";
import { loadGlimpse } from "./glimpse/load";
import { speakAsReader } from "./language";
import { createShell, type Beginning, type Places } from "./shell/shell";
import { TroubleError } from "./trouble";
import { say } from "./words";

/** Where it is written how to connect the page with a tenant. */
const GUIDE = "guide.txt";

const place = (id: string): HTMLElement => {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`The page has no place "${id}".`);
  return found;
};

/** Says that everything here is a sample, and how to leave it; there is nothing to dismiss. */
function showBanner(banner: HTMLElement): void {
  const link = el("a", "", say("shellConnect"));
  link.href = GUIDE;
  banner.append(text("panelSample"), " ", link);
  banner.hidden = false;
}

async function start(): Promise<void> {
  // On its way while words and configuration are.
  const glimpse = loadGlimpse();
  const locale = await speakAsReader(location.search, navigator.languages);
  const { config, mistakes } = await loadConfig();
  if (mistakes.length > 0) {
    const { drawMistakes } = await import("./config/mistakes");
    const view = place("view");
    // Nobody asked for the sample: it is shown once the reader goes on to it.
    await new Promise<void>((goOn) => drawMistakes(view, mistakes, { reload: () => location.reload(), goOn }));
    view.replaceChildren();
  }
  const places: Places = {
    head: place("head"),
    bar: place("bar"),
    view: place("view"),
    state: place("state"),
    report: place("report"),
  };
  if (config.tenant === null) showBanner(place("banner"));
  createShell(places, { config, ...(await liveParts(config)), locale, glimpse: () => glimpse });
}

/** Nothing of a sign-in is loaded where nobody can sign in. */
async function liveParts(config: Config): Promise<Pick<Beginning, "live" | "fault">> {
  if (config.tenant === null) return { live: null, fault: null };
  try {
    const { live } = await import("./live");
    return { live: await live(config), fault: null };
  } catch (error) {
    return { live: null, fault: error instanceof TroubleError ? error.trouble : { kind: "offline", part: "" } };
  }
}

// A chunk that does not come, or a browser that keeps nothing: never an empty page.
start().catch((error: unknown) => {
  const reason = error instanceof Error ? error.message : String(error);
  const line = el("p", "panel-status", `${say("shellFailed")} (${reason})`);
  line.setAttribute("role", "alert");
  document.body.append(line);
});
