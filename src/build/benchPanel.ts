import { gzipSync } from "node:zlib";
import { chromium, type Page } from "playwright-core";
import { bundlePanel } from "./bundlePanel";
import { browserServer } from "./chromium";
import { serve } from "./serve";
import { buildPanel } from "./site";

const ROUNDS = 7;
/** The same styles and nothing else: what the browser and this machine cost by themselves. */
const EMPTY = '<!doctype html><link rel="stylesheet" href="panel.css"><p data-principal-id>Empty</p>';

/** Ms from the start of the navigation to the first frame after a row is there. */
async function firstRow(page: Page, url: string): Promise<number> {
  await page.goto(url);
  const drawn = await page.waitForFunction(() => (globalThis as { drawnAt?: number }).drawnAt);
  return (await drawn.jsonValue()) ?? Number.NaN;
}

/** As text: what tsx makes of functions does not run outside of it. */
const WATCH = `
  const seen = new MutationObserver(() => {
    if (document.querySelector("[data-principal-id]") === null) return;
    seen.disconnect();
    requestAnimationFrame(() => (globalThis.drawnAt = performance.now()));
  });
  seen.observe(document, { childList: true, subtree: true });`;

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

/** Prints how long the panel takes in sample mode to its first list, each time in a browser context without a cache. */
export async function benchPanel(): Promise<void> {
  await buildPanel();
  const { scripts, first } = await bundlePanel();
  const site = await serve(0);
  const server = await browserServer();
  const browser = await chromium.connect(server.wsEndpoint());
  const times = { list: [] as number[], empty: [] as number[] };
  try {
    for (let round = 0; round < ROUNDS; round++) {
      for (const [name, file] of [
        ["empty", "empty.html"],
        ["list", ""],
      ] as const) {
        const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: "reduce" });
        await context.addInitScript({ content: WATCH });
        await context.route("**/empty.html", (route) => route.fulfill({ contentType: "text/html", body: EMPTY }));
        times[name].push(await firstRow(await context.newPage(), `${site.origin}/panel/${file}`));
        await context.close();
      }
    }
  } finally {
    await browser.close();
    await Promise.all([server.close(), site.close()]);
  }
  const list = median(times.list);
  const empty = median(times.empty);
  const size = first.reduce((sum, name) => sum + gzipSync(scripts.get(name) ?? "").length, 0);
  console.log(`\nPanel in sample mode, median of ${ROUNDS} first visits`);
  console.log(`${"an empty page with the same styles".padEnd(46)} ${empty.toFixed(0).padStart(7)} ms  × 1.00`);
  console.log(`${"first list drawn".padEnd(46)} ${list.toFixed(0).padStart(7)} ms  × ${(list / empty).toFixed(2)}`);
  console.log(`${"JavaScript until then".padEnd(46)} ${(size / 1000).toFixed(1).padStart(7)} kB gzip`);
}
