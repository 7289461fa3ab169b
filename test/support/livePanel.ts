import type { BrowserContextOptions, Locator, Page } from "playwright-core";
import { origin } from "./browser";
import { makeTenant, type CloudTenant } from "./cloud";
import { configFor, type LivePage, type useLiveBrowser } from "./liveBrowser";
import { violations } from "./axe";

/** The built panel with a tenant of the stand-in cloud. */
export interface LivePanel extends LivePage {
  readonly tenant: CloudTenant;
  /** Requests of the page that are under way. */
  underway(): number;
}

export interface PanelOptions {
  /** What `config.json` says besides tenant and application. */
  readonly config?: object;
  readonly hash?: string;
  readonly context?: BrowserContextOptions;
  /** Puts the page's clock into the test's hands: see `pass`. */
  readonly clock?: boolean;
}

type Settings = Readonly<Record<string, unknown>>;

export async function openTenant(
  live: ReturnType<typeof useLiveBrowser>,
  settings: Settings,
  { config = {}, hash = "", context = {}, clock = false }: PanelOptions = {},
): Promise<LivePanel> {
  const tenant = await makeTenant(`${origin()}/panel/`, settings);
  let begun = 0;
  let ended = 0;
  const opened = await live.open(`/panel/${hash}`, {
    config: configFor(tenant, config),
    context,
    async prepare(page) {
      page.on("request", () => begun++);
      page.on("requestfinished", () => ended++);
      page.on("requestfailed", () => ended++);
      await page.addInitScript(countLoads);
      if (clock) await page.clock.install();
    },
  });
  return { ...opened, tenant, underway: () => begun - ended };
}

export async function signIn({ page }: Pick<LivePanel, "page">): Promise<void> {
  await page.locator("main").getByRole("button", { name: "Sign in", exact: true }).click();
  await page.locator(".panel-who").filter({ hasText: "@" }).waitFor();
}

/** A panel whose reader has signed in, at the end of its first load. Its clock is in the test's hands. */
export async function signedIn(
  live: ReturnType<typeof useLiveBrowser>,
  settings: Settings,
  options: PanelOptions = {},
): Promise<LivePanel> {
  const panel = await openTenant(live, settings, { clock: true, ...options });
  await signIn(panel);
  await ended(panel);
  return panel;
}

/** Rows of the grid, on screen or not. */
export const rowsOf = async (page: Page): Promise<number> =>
  Number(await page.getByRole("grid").getAttribute("aria-rowcount")) - 1;

const STEPS = [500, 1_000, 2_000, 4_000];
/** No load of a test waits for longer: some hours of the page's time. */
const MOST_STEPS = 4_000;

/**
 * Lets the page's time pass until something is so. It stands still while requests are under way, so that none of them
 * seems to take long.
 */
export async function pass(panel: LivePanel, done: () => Promise<boolean>): Promise<void> {
  const { page, requested } = panel;
  let seen = requested.length;
  for (let step = 0, all = 0; !(await done());) {
    if (seen !== requested.length) step = 0;
    seen = requested.length;
    if (panel.underway() > 0) continue;
    if (++all > MOST_STEPS) throw new Error(`nothing came of it: ${await page.locator("body").innerText()}`);
    await page.clock.fastForward(STEPS[Math.min(step++, STEPS.length - 1)] ?? 0);
  }
}

/** Runs in the page: counts the loads that came to their end, by the meter that goes away then. */
function countLoads(): void {
  const page = globalThis as unknown as { loadsEnded: number };
  page.loadsEnded = 0;
  new MutationObserver((records) => {
    for (const { target, oldValue } of records) {
      if (oldValue === null && (target as HTMLElement).matches(".panel-meter")) page.loadsEnded++;
    }
  }).observe(document, { subtree: true, attributeFilter: ["hidden"], attributeOldValue: true });
}

const loadsEnded = (page: Page): Promise<number> =>
  page.evaluate(() => (globalThis as unknown as { loadsEnded: number }).loadsEnded);

/** Does something that makes the page load, and lets time pass until the load has ended. */
export async function loading(panel: LivePanel, begin: () => Promise<unknown>): Promise<void> {
  const before = await loadsEnded(panel.page);
  await begin();
  await ended(panel, before);
}

/** Lets time pass until more loads have ended than before; without `before`, one of this page. */
export async function ended(panel: LivePanel, before = 0): Promise<void> {
  await pass(panel, async () => (await loadsEnded(panel.page)) > before);
}

/** The tenant does something else from now on: the page loads anew. */
export async function reload(panel: LivePanel, settings: Settings): Promise<void> {
  await panel.tenant.set(settings);
  await loading(panel, () => panel.page.getByRole("button", { name: "Reload" }).click());
}

/** The button of the state that is told. */
export const act = ({ page }: LivePanel, name: string): Locator =>
  page.locator("#state, #bar").getByRole("button", { name, exact: true }).first();

/** Presses a button that makes the page load, where the tenant does something else from now on. */
export async function press(panel: LivePanel, name: string, settings?: Settings): Promise<void> {
  if (settings !== undefined) await panel.tenant.set(settings);
  await loading(panel, () => act(panel, name).click());
}

/** What a state is expected to say. */
export interface Told {
  readonly title: string | RegExp;
  /** What is to be read below or beside it. */
  readonly says: readonly (string | RegExp)[];
  /** The buttons that go with it, in order. */
  readonly acts: readonly string[];
}

/** A state that takes the view's place. */
export async function expectPage(panel: LivePanel, { title, says, acts }: Told): Promise<void> {
  const place = panel.page.locator("#state");
  await place.getByRole("heading", { level: 2, name: title, exact: true }).waitFor();
  await expectTold(panel, "#state", says);
  expect(await place.locator(".panel-acts").first().getByRole("button").allInnerTexts()).toEqual(acts);
  expect(await panel.page.locator("#view").isVisible()).toBe(false);
}

/** A state beside which something can be shown; its details are open afterwards where it has any. */
export async function expectBar(panel: LivePanel, { title, says, acts }: Told): Promise<void> {
  const line = panel.page.locator("#bar .panel-barline");
  await line.getByRole("status").filter({ hasText: title }).waitFor();
  expect(await line.locator(".panel-acts").getByRole("button").allInnerTexts()).toEqual(acts);
  const details = line.getByRole("button", { name: "Details", expanded: false });
  if ((await details.count()) > 0) await details.click();
  await expectTold(panel, "#bar", says);
  expect(await panel.page.locator("#view").isVisible()).toBe(true);
}

async function expectTold({ page }: LivePanel, place: string, says: Told["says"]): Promise<void> {
  const words = await page.locator(place).innerText();
  for (const one of says) {
    if (typeof one === "string") expect(words).toContain(one);
    else expect(words).toMatch(one);
  }
  expect(words).not.toMatch(/\{\d\}|undefined|NaN|\[object/);
  expect(await faultsOf(page, place)).toEqual([]);
}

/** What axe finds wrong. */
export async function faultsOf(page: Page, within: string): Promise<unknown[]> {
  return violations(page, { include: [within] });
}

/** Nothing is told: everything came. */
export async function expectNothingTold({ page }: LivePanel): Promise<void> {
  expect((await page.locator("#bar, #state").allInnerTexts()).join("").trim()).toBe("");
}

export const copied = (page: Page): Promise<string> => page.evaluate(() => navigator.clipboard.readText());

const TOKEN = /eyJ[\w-]+\.eyJ|access_token=|Bearer ey/;

/** True for a text that holds a token, or something that looks like the beginning of one. */
export const holdsToken = (text: string): boolean => TOKEN.test(text);

/** No violation, no exception, no word on the console of our own, no token in address, storage of ours, or page. */
export async function expectSafe({ page, violations, errors, requested, console }: LivePanel): Promise<void> {
  // The browser itself tells of answers that a test asked for.
  const own = console.filter((line) => !line.startsWith("error: Failed to load resource"));
  expect([...violations, ...errors, ...own]).toEqual([]);
  expect(requested.filter(holdsToken)).toEqual([]);
  const kept = await page.evaluate(() => document.body.innerText + JSON.stringify(Object.entries(localStorage)));
  expect(holdsToken(kept)).toBe(false);
}
