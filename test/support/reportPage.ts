import { build, type OutputFile } from "esbuild";
import path from "node:path";
import type { Browser, BrowserContextOptions, Frame, JSHandle } from "playwright-core";
import { powerBi, type PowerBiSettings } from "../../src/cloud/powerbi";
import type { Harness } from "./reportHarness";
import { open, origin, type Watched } from "./browser";

const ROOT = path.join(__dirname, "../..");
const SERVICES = /^https:\/\/(api|app)\.powerbi\.com\//;

/** The report tab alone, on a page with the panel's own headers; both Power BI hosts are the stand-in. */
export interface ReportPage extends Watched {
  readonly harness: JSHandle<Harness>;
  /** The embed page of the stand-in. */
  readonly frame: () => Frame;
  /** How often a frame was asked for. */
  readonly framesLoaded: () => number;
  readonly violations: string[];
  cloud: PowerBiSettings;
  /** Paths under which something was asked of Power BI, in order. */
  readonly asked: string[];
}

interface PageOptions {
  readonly next?: Harness["next"];
  readonly known?: readonly string[];
  readonly config?: object;
  readonly cloud?: PowerBiSettings;
  readonly context?: BrowserContextOptions;
}

let bundled: Promise<readonly OutputFile[]> | undefined;

/** The tab as the panel's build makes it: powerbi-client in a chunk of its own. */
function bundle(): Promise<readonly OutputFile[]> {
  bundled ??= build({
    entryPoints: { harness: path.join(ROOT, "test/support/reportHarness.ts") },
    outdir: "/out",
    write: false,
    bundle: true,
    splitting: true,
    format: "esm",
    target: "es2022",
    minify: true,
    legalComments: "none",
  }).then(({ outputFiles }) => outputFiles);
  return bundled;
}

/** The panel's policy; the hosts of Power BI are added where the build does not name them yet. */
async function policy(): Promise<string> {
  const served = (await fetch(`${origin()}/panel/`)).headers.get("content-security-policy") ?? "";
  const rules = new Map(served.split(";").map((rule) => [rule.trim().split(" ")[0], rule.trim()] as const));
  for (const [name, source] of [
    ["connect-src", "https://api.powerbi.com"],
    ["frame-src", "https://app.powerbi.com"],
  ] as const) {
    const rule = rules.get(name) ?? name;
    if (!rule.includes(source)) rules.set(name, `${rule} ${source}`);
  }
  return [...rules.values()].filter(Boolean).join("; ");
}

export async function openReport(browser: Browser, options: PageOptions = {}): Promise<ReportPage> {
  const { next = ["token-1"], known = [], config = {}, cloud = {}, context } = options;
  const [files, csp] = await Promise.all([bundle(), policy()]);
  const watched = await open(browser, "/panel/icon.png", context);
  const { page } = watched;
  const state: Omit<ReportPage, "harness"> & { cloud: PowerBiSettings } = {
    ...watched,
    cloud,
    asked: [],
    violations: [],
    frame: () => page.frames().find((one) => one.url().includes("/reportEmbed")) ?? page.mainFrame(),
    framesLoaded: () => state.asked.filter((one) => one.startsWith("/reportEmbed")).length,
  };
  await page.route(SERVICES, async (route) => {
    const request = route.request();
    const url = new URL(request.url());
    state.asked.push(url.pathname);
    const made = new Request(url, { method: request.method(), headers: request.headers() });
    const answer = await powerBi.handle(made, { id: "t", settings: { powerbi: state.cloud } });
    const body = await answer.text();
    await route.fulfill({ status: answer.status, headers: Object.fromEntries(answer.headers), body });
  });
  const text = JSON.stringify({ next, known, config }).replaceAll("&", "&amp;").replaceAll('"', "&quot;");
  const html =
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Report</title>' +
    '<link rel="icon" href="icon.png"><link rel="stylesheet" href="panel.css">' +
    `<script type="module" src="harness.js"></script></head><body data-options="${text}"></body></html>`;
  await page.route(`${origin()}/panel/report-harness.html`, (route) =>
    route.fulfill({ headers: { "content-type": "text/html", "content-security-policy": csp }, body: html }),
  );
  for (const file of files) {
    const { text: body } = file;
    await page.route(`${origin()}/panel/${path.basename(file.path)}`, (route) =>
      route.fulfill({ headers: { "content-type": "text/javascript" }, body }),
    );
  }
  await page.exposeFunction("violated", (what: string) => state.violations.push(what));
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => {
      (globalThis as unknown as { violated(what: string): void }).violated(`${violatedDirective} ${blockedURI}`);
    });
  });
  await page.goto(`${origin()}/panel/report-harness.html`);
  await page.waitForFunction(() => "harness" in globalThis);
  // What the browser says about its own page around an image is none of ours.
  watched.console.length = 0;
  const harness = await page.evaluateHandle(() => (globalThis as unknown as { harness: Harness }).harness);
  return Object.assign(state, { harness });
}
