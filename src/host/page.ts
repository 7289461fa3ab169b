/** The page around the sandboxed frames: toolbar, stage, side panel, and the test API. */

import { Controls } from "./page/controls";
import { aliasesFrom, customId, loadDataset, loadEntries, type DatasetEntry } from "./page/datasets";
import { DropArea, useOf } from "./page/drop";
import { LogPanel } from "./page/logPanel";
import { fillActions, fillScenarios, wireMenus } from "./page/menus";
import { fromAddress, toAddress, type PageOptions } from "./page/options";
import { readPackage } from "./page/package";
import { Recordings } from "./page/recordings";
import { ReportPanel, saveJson, toJson } from "./page/reportPanel";
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
const reports = new ReportPanel(byId("report"));
const recordings = new Recordings((entry) => {
  log.add(entry);
});
const drop = new DropArea(byId("drop-cover"), (files) => void take(files));
const controls = new Controls(byId("controls"), byId("more-controls"), {
  onChange: (changes) => {
    run(() => standIn.setOptions(changes));
  },
  onFiles: (files) => void take(files),
});

/** Says what went wrong where the person looks; a file that could not be used is no problem of the visual. */
function say(error: unknown): void {
  byId("message-text").textContent = error instanceof Error ? error.message : String(error);
  byId("message").hidden = false;
}

function run(task: () => Promise<unknown>): void {
  byId("message").hidden = true;
  task().catch(say);
}

async function take(files: readonly File[]): Promise<void> {
  byId("message").hidden = true;
  for (const file of files) {
    try {
      await use(file);
    } catch (error) {
      say(new Error(`${file.name}: ${error instanceof Error ? error.message : String(error)}`));
    }
  }
}

async function use(file: File): Promise<void> {
  switch (useOf(file.name, file.size)) {
    case "package":
      return standIn.loadPackage(await readPackage(await file.arrayBuffer()));
    case "csv":
      return standIn.loadCsv(await file.text(), { title: file.name });
    case "scenario":
      await standIn.run(await file.text());
  }
}

function report(error: unknown): void {
  recordings.problem({ kind: "stand-in", message: error instanceof Error ? error.message : String(error) });
  stage.report(recordings.latest, recordings.problems.length);
  say(error);
}

function show(options: PageOptions, customTitle: string | undefined): void {
  controls.offerData(entries, customTitle);
  controls.show(options);
  const root = document.documentElement;
  root.dataset["theme"] = options.theme;
  root.classList.toggle("bare", !options.chrome);
  // A scrolling region needs a tab stop; alone on the page the frame must be the first one.
  stage.element.tabIndex = options.chrome ? 0 : -1;
  const opened = byId("log").hidden && options.log;
  byId("log").hidden = !options.log;
  byId("log-toggle").setAttribute("aria-expanded", String(options.log));
  if (opened) log.filter(logFilter());
  stage.describe(options);
  const address = toAddress(options, new URLSearchParams(location.search)).toString();
  history.replaceState(null, "", address === "" ? location.pathname : `?${address}`);
}

function logFilter(): { text: string; kind: string } {
  return { text: (byId("log-search") as HTMLInputElement).value, kind: (byId("log-kind") as HTMLSelectElement).value };
}

const initial = fromAddress(parameters);
show(initial, undefined);
stage.report(undefined, 0);

const standIn = new StandIn(initial, {
  stage,
  recordings,
  show,
  loadPackage: async () => {
    const given = parameters.get("visual");
    const [archive, script] = await Promise.all([fetch(given ?? "visual.pbiviz"), read("frame.js")]);
    if (!archive.ok && given !== null) throw new Error(`${given} could not be read (${String(archive.status)})`);
    const visual = archive.ok ? await readPackage(await archive.arrayBuffer()) : undefined;
    if (!visual) byId("visual-name").textContent = "No visual yet";
    return { visual, runtime: await script.text() };
  },
  loadData: async (id) => {
    if (entries.length === 0) entries = await loadEntries();
    const known = id === "" || id === customId ? (entries[0]?.id ?? "noFields") : id;
    return { id: known, ...(await loadDataset(entries, known, aliases)) };
  },
  named: ({ displayName, version }) => {
    byId("visual-name").textContent = displayName;
    byId("visual-version").textContent = version;
    document.title = `${displayName} · Stand-in for Power BI`;
  },
  dragged: () => {
    drop.show();
  },
  reported: (done) => {
    reports.show(done);
  },
});
window.standIn = standIn;
standIn.ready
  .then(async () => {
    const scenario = parameters.get("scenario");
    if (scenario !== null) await standIn.run(await (await read(scenario)).text());
  })
  .catch(report);

fillScenarios(byId("scenario-items"), standIn, run);
fillActions(byId("action-items"), standIn, run);
wireMenus();

byId("message-close").addEventListener("click", () => {
  byId("message").hidden = true;
});
byId("log-toggle").addEventListener("click", () => void standIn.setOptions({ log: !standIn.options.log }));
byId("log-clear").addEventListener("click", () => {
  standIn.clear();
  log.clear();
  stage.report(recordings.latest, 0);
});
byId("log-copy").addEventListener("click", () => {
  run(() => navigator.clipboard.writeText(toJson(log.shown())));
});
byId("log-download").addEventListener("click", () => {
  saveJson(log.shown(), "calls.json");
});
for (const id of ["log-search", "log-kind"]) {
  byId(id).addEventListener("input", () => {
    log.filter(logFilter());
  });
}

let resizeTimer = 0;
window.addEventListener("resize", () => {
  clearTimeout(resizeTimer);
  resizeTimer = window.setTimeout(() => {
    if (standIn.options.focus) void standIn.setOptions({ focus: true });
    else stage.describe(standIn.options);
  }, 150);
});
