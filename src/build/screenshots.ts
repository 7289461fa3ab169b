import { mkdir } from "node:fs/promises";
import { chromium, type Page } from "playwright-core";
import { browserServer } from "./chromium";
import { packageVisual } from "./packageVisual";
import { at } from "./paths";
import { objectId } from "./sample/ids";
import { serve } from "./serve";
import { buildHost, buildPanel } from "./site";

/** One picture: where it is taken, how large, and what is done before. */
interface Shot {
  readonly file: string;
  readonly path: string;
  readonly width: number;
  readonly height: number;
  readonly dark?: boolean;
  readonly open?: string;
  /** Height of the picture of the detail alone, from its top. */
  readonly detail?: number;
}

const LARKSPUR = "5b2f7a10-1111-4a01-9001-0000000000a1";
const MARTEN = "5b2f7a10-1111-4a01-9001-0000000000a8";
const WIDE = { width: 1440, height: 860 };
const host = (query: string, size: { width: number; height: number }): string =>
  `/host/?chrome=0&w=${size.width}&h=${size.height}${query}`;

/** One principal with 50171 for each state of verification. */
const STATES: Readonly<Record<string, string>> = {
  failing: "a8",
  verified: "a1",
  changed: "c3",
  moved: "c5",
  regressed: "d6",
  quiet: "d5",
};

/** Those in docs/images are committed; the others are for looking at, in .tmp/screenshots. */
const SHOTS: readonly Shot[] = [
  { file: "docs/images/report.png", path: host("", WIDE), ...WIDE, open: MARTEN },
  { file: "report-verified.png", path: host("", WIDE), ...WIDE, open: LARKSPUR },
  { file: "report-overview.png", path: host("", WIDE), ...WIDE },
  { file: "report-dark.png", path: host("&theme=dark", WIDE), ...WIDE, open: MARTEN },
  { file: "report-contrast.png", path: host("&hc=1", WIDE), ...WIDE, open: MARTEN },
  { file: "detail-long.png", path: host("", { width: 1440, height: 3200 }), width: 1440, height: 3200, open: MARTEN },
  ...Object.entries(STATES).map(([state, end]) => ({
    file: `docs/images/state-${state}.png`,
    path: host("", { width: 1280, height: 1400 }),
    width: 1280,
    height: 1400,
    open: objectId(end),
    detail: 330,
  })),
  { file: "narrow.png", path: host("", { width: 320, height: 800 }), width: 320, height: 800 },
  { file: "narrow-detail.png", path: host("", { width: 320, height: 1600 }), width: 320, height: 1600, open: "first" },
  { file: "medium.png", path: host("", { width: 700, height: 720 }), width: 700, height: 720 },
  { file: "tile-320x200.png", path: host("&place=tile", { width: 320, height: 200 }), width: 320, height: 200 },
  { file: "tile-240x150.png", path: host("&place=tile", { width: 240, height: 150 }), width: 240, height: 150 },
  {
    file: "tile-200x120.png",
    path: host("&place=tile&theme=dark", { width: 200, height: 120 }),
    width: 200,
    height: 120,
  },
  { file: "landing.png", path: host("&data=noFields", { width: 1000, height: 640 }), width: 1000, height: 640 },
  { file: "no-rows.png", path: host("&data=noRows", { width: 1000, height: 640 }), width: 1000, height: 640 },
  {
    file: "only-measures.png",
    path: host("&data=onlyMeasures", { width: 1000, height: 640 }),
    width: 1000,
    height: 640,
  },
  { file: "panel.png", path: "/panel/", width: 1600, height: 950, open: MARTEN },
  { file: "panel-dark.png", path: "/panel/", width: 1600, height: 950, dark: true, open: MARTEN },
  { file: "panel-narrow.png", path: "/panel/", width: 320, height: 800 },
  { file: "host.png", path: "/host/", width: 1600, height: 950 },
];

async function take(page: Page, origin: string, shot: Shot): Promise<void> {
  await page.goto(origin + shot.path);
  const isHost = shot.path.startsWith("/host/");
  if (isHost) await page.evaluate(() => (globalThis as unknown as { standIn: { ready: Promise<void> } }).standIn.ready);
  const root = isHost ? page.frameLocator("#visual") : page;
  await root.locator(".spp").first().waitFor();
  if (shot.open !== undefined) {
    const row = shot.open === "first" ? "[data-principal-id]" : `[data-principal-id="${shot.open}"]`;
    await root.locator(row).first().click();
    await page.mouse.move(0, 0);
  }
  const file = shot.file.includes("/") ? at(shot.file) : at(".tmp/screenshots", shot.file);
  const pane = shot.detail === undefined ? null : await root.locator(".spp-detail").boundingBox();
  const clip = pane === null || shot.detail === undefined ? {} : { clip: { ...pane, height: shot.detail } };
  await page.screenshot({ path: file, ...clip });
}

await Promise.all([mkdir(at("docs/images"), { recursive: true }), mkdir(at(".tmp/screenshots"), { recursive: true })]);
const packaged = await packageVisual(true);
await Promise.all([buildPanel(), buildHost(packaged)]);
const site = await serve(0);
const server = await browserServer();
const browser = await chromium.connect(server.wsEndpoint());
for (const shot of SHOTS) {
  const context = await browser.newContext({
    viewport: { width: shot.width, height: shot.height },
    locale: "en-US",
    timezoneId: "UTC",
    reducedMotion: "reduce",
    colorScheme: shot.dark === true ? "dark" : "light",
  });
  await take(await context.newPage(), site.origin, shot);
  await context.close();
}
await Promise.all([server.close(), site.close()]);
console.log(`${SHOTS.length} pictures, in docs/images and .tmp/screenshots`);
