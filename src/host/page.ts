/** The page around the sandboxed frame: toolbar, stage, log, and the test API. */

import { Controls } from "./page/controls";
import { aliasesFrom, customId, loadDataset, loadEntries, type DatasetEntry } from "./page/datasets";
import { LogPanel } from "./page/logPanel";
import { fromAddress, toAddress, type PageOptions } from "./page/options";
import { readPackage } from "./page/package";
import { Recordings } from "./page/recordings";
import { Stage } from "./page/stage";
import { StandIn } from "./page/standIn";

declare global {
  interface Window {
    standIn: StandIn;
  }
}

function byId(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (!element) throw new Error(`The page has no element named ${id}`);
  return element;
}

async function read(url: string): Promise<Response> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} could not be read (${String(response.status)})`);
  return response;
}

const parameters = new URLSearchParams(location.search);
const aliases = aliasesFrom(parameters.get("alias"));
let entries: DatasetEntry[] = [];

const stage = new Stage(byId("stage"));
const log = new LogPanel(byId("log-list"), byId("log-summary"), byId("log-count"));
const recordings = new Recordings((entry) => {
  log.add(entry);
});
const controls = new Controls(byId("controls"), byId("more-controls"), {
  onChange: (changes) => void standIn.setOptions(changes).catch(report),
  onFile: (file) => void file.text().then((text) => standIn.loadCsv(text, { title: file.name }), report),
});

function report(error: unknown): void {
  recordings.problem({ kind: "stand-in", message: error instanceof Error ? error.message : String(error) });
  stage.report(recordings.latest, recordings.problems.length);
}

function show(options: PageOptions, customTitle: string | undefined): void {
  controls.offerData(entries, customTitle);
  controls.show(options);
  stage.describe(options);
  const root = document.documentElement;
  root.dataset["theme"] = options.theme;
  root.classList.toggle("bare", !options.chrome);
  // A scrolling region needs a tab stop; alone on the page the frame must be the first one.
  stage.element.tabIndex = options.chrome ? 0 : -1;
  byId("log").hidden = !options.log;
  byId("log-toggle").setAttribute("aria-expanded", String(options.log));
  const address = toAddress(options, new URLSearchParams(location.search)).toString();
  history.replaceState(null, "", address === "" ? location.pathname : `?${address}`);
}

const initial = fromAddress(parameters);
show(initial, undefined);
stage.report(undefined, 0);

const standIn = new StandIn(initial, {
  stage,
  recordings,
  show,
  loadPackage: async () => {
    const [archive, script] = await Promise.all([read("visual.pbiviz"), read("frame.js")]);
    const visual = await readPackage(await archive.arrayBuffer());
    byId("visual-name").textContent = visual.displayName;
    byId("visual-version").textContent = visual.version;
    document.title = `${visual.displayName} · Stand-in for Power BI`;
    return { visual, runtime: await script.text() };
  },
  loadData: async (id) => {
    if (entries.length === 0) entries = await loadEntries();
    const known = id === "" || id === customId ? (entries[0]?.id ?? "noFields") : id;
    return { id: known, ...(await loadDataset(entries, known, aliases)) };
  },
});
window.standIn = standIn;
standIn.ready.catch(report);

byId("log-toggle").addEventListener("click", () => void standIn.setOptions({ log: !standIn.options.log }));
byId("log-clear").addEventListener("click", () => {
  standIn.clear();
  log.clear();
  stage.report(recordings.latest, 0);
});

let resizeTimer = 0;
window.addEventListener("resize", () => {
  clearTimeout(resizeTimer);
  resizeTimer = window.setTimeout(() => {
    if (standIn.options.focus) void standIn.setOptions({ focus: true });
  }, 150);
});

const more = byId("more") as HTMLDetailsElement;
document.addEventListener("pointerdown", (event) => {
  if (event.target instanceof Node && !more.contains(event.target)) more.open = false;
});
// A press inside the frame reaches the page only as the loss of its focus.
window.addEventListener("blur", () => {
  if (document.activeElement instanceof HTMLIFrameElement) more.open = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !more.open) return;
  more.open = false;
  more.querySelector("summary")?.focus();
});
