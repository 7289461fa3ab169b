import { mkdir } from "node:fs/promises";
import { chromium, type Page } from "playwright-core";
import { browserServer } from "./chromium";
import { arrange, hostPath } from "./looks/arrange";
import { type Look, LOOKS, MARTEN, type Steps } from "./looks/looks";
import { packageVisual } from "./packageVisual";
import { at } from "./paths";
import { objectId } from "./sample/ids";
import { serve } from "./serve";
import { buildHost, buildPanel } from "./site";

/** A picture of the documentation, or one that is only for looking at. */
interface Shot {
  readonly file: string;
  readonly path: string;
  readonly width: number;
  readonly height: number;
  readonly steps: Steps;
  readonly dark?: boolean;
  /** Height of the picture of the detail alone, from its top. */
  readonly detail?: number;
}

const SAMPLE = at("assets/sample.csv");
const PICTURES = "docs/images";
const LOOKED_AT = ".tmp/screenshots";

/** One principal with 50171 for each state of verification. */
const STATES: Readonly<Record<string, string>> = {
  failing: "a8",
  verified: "a1",
  changed: "c3",
  moved: "c5",
  regressed: "d6",
  quiet: "d5",
};

const shotOf = (file: string, look: Look, detail?: number): Shot => ({
  file,
  path: hostPath(look),
  width: look.width,
  height: look.height,
  steps: look,
  ...(detail === undefined ? {} : { detail }),
});

/** Those in docs/images are committed. */
const DOCUMENTED: readonly Shot[] = [
  shotOf(`${PICTURES}/report.png`, { name: "report", query: "", width: 1440, height: 860, open: MARTEN }),
  ...Object.entries(STATES).map(([state, end]) =>
    shotOf(
      `${PICTURES}/state-${state}.png`,
      { name: state, query: "", width: 1280, height: 1400, open: objectId(end) },
      330,
    ),
  ),
  { file: `${PICTURES}/panel.png`, path: "/panel/", width: 1440, height: 860, steps: { open: MARTEN } },
];

const PANEL: readonly Shot[] = [
  { file: "panel-dark", width: 1600, height: 950, dark: true, steps: { open: MARTEN } },
  { file: "panel-narrow", width: 320, height: 800, steps: {} },
].map((shot) => ({ ...shot, file: `${LOOKED_AT}/${shot.file}.png`, path: "/panel/" }));

const HOST: Shot = { file: `${LOOKED_AT}/host.png`, path: "/host/", width: 1600, height: 950, steps: {} };

/** Words on the command line pick the pictures whose names contain one of them. */
const wanted = process.argv.slice(2);
const SHOTS: readonly Shot[] = [
  ...DOCUMENTED,
  ...LOOKS.map((look) => shotOf(`${LOOKED_AT}/${look.name}.png`, look)),
  ...PANEL,
  HOST,
].filter(({ file }) => wanted.length === 0 || wanted.some((word) => file.includes(word)));

async function take(page: Page, origin: string, shot: Shot): Promise<void> {
  await page.goto(origin + shot.path);
  const visual = page.frameLocator("#visual");
  if (shot.path.startsWith("/host/")) await arrange(page, visual, shot.steps, SAMPLE);
  else await openInPanel(page, shot.steps.open);
  const pane = shot.detail === undefined ? null : await visual.locator(".spp-detail").boundingBox();
  const clip = pane === null || shot.detail === undefined ? {} : { clip: { ...pane, height: shot.detail } };
  await page.screenshot({ path: at(shot.file), ...clip });
}

async function openInPanel(page: Page, id: string | undefined): Promise<void> {
  await page.locator("[data-principal-id]").first().waitFor();
  if (id !== undefined) {
    await page.locator(`[data-principal-id="${id}"]`).click();
    await page.locator(".spp-detail:not(.is-overview) h2").waitFor();
  }
  await page.mouse.move(0, 0);
}

await Promise.all([PICTURES, LOOKED_AT].map((folder) => mkdir(at(folder), { recursive: true })));
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
console.log(`${SHOTS.length} pictures, in ${PICTURES} and ${LOOKED_AT}`);
