import { el } from "../view/dom";
import { text } from "../view/strings";
import { speakAsReader } from "./language";
import { loadConfig } from "./placeholderConfig";
import { createShell, type Places } from "./shell/shell";
import type { Live } from "./shell/types";
import { say } from "./words";

/** Where the page says how to connect it with a tenant. */
const GUIDE = "guide.html";

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
  const [locale, config] = await Promise.all([speakAsReader(location.search, navigator.languages), loadConfig()]);
  const places: Places = {
    head: place("head"),
    bar: place("bar"),
    view: place("view"),
    state: place("state"),
    report: place("report"),
  };
  let live: Live | null = null;
  if (config.tenant === null) showBanner(place("banner"));
  // Nothing of a sign-in is loaded where nobody can sign in.
  else live = await import("./live").then((parts) => parts.live(config));
  createShell(places, config, live, locale);
}

void start();
