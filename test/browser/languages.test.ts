import type { FrameLocator, Locator, Page } from "playwright-core";
import { PAGE_RULES, violations } from "../support/axe";
import { faults, open, openHost, origin, standIn, useBrowser, type Watched } from "../support/browser";
import { packageWith, pseudoTexts, readPacked, textsOf } from "../support/pseudo";

const chromium = useBrowser();
const MARTEN = "5b2f7a10-1111-4a01-9001-0000000000a8";
/** A long one and one from right to left: an audit of each takes seconds. */
const AUDITED: ReadonlySet<string> = new Set(["de-DE", "ar-SA"]);
const LANGUAGES = ["de-DE", "fr-FR", "es-ES", "ja-JP", "ar-SA"] as const;

/** Elements whose words are wider or higher than their own box, or leave the box of the view. */
function cutWords(found: Locator): Promise<string[]> {
  return found.evaluateAll((elements) => {
    const view = document.querySelector(".spp")?.getBoundingClientRect();
    return elements
      .filter((element) => {
        const box = element.getBoundingClientRect();
        // Cards keep their headers for assistive technology only.
        const unseen = box.width === 0 || element.closest(".is-cards .spp-headgroup") !== null;
        if (unseen || view === undefined) return false;
        const inside =
          element.scrollWidth <= element.clientWidth + 1 && element.scrollHeight <= element.clientHeight + 1;
        const measured = getComputedStyle(element).display !== "inline";
        return (measured && !inside) || box.left < view.left - 1 || box.right > view.right + 1;
      })
      .map((element) => `${element.getAttribute("class") ?? ""}: ${element.textContent}`);
  });
}

/** No word of a tile is cut, at each of three sizes. */
async function wholeTiles(host: Watched & { readonly visual: FrameLocator }): Promise<void> {
  for (const [width, height] of [
    [240, 150],
    [320, 200],
    [200, 120],
  ] as const) {
    await standIn(host.page, "setOptions", { width, height });
    await standIn(host.page, "settled");
    expect(await host.visual.locator(".spp").evaluate((view) => view.clientWidth)).toBe(width);
    expect(await cutWords(host.visual.locator(".spp-tilewords > *, .spp-tilehead"))).toEqual([]);
  }
  expect(await faults(host)).toEqual([]);
}

const sideways = (visual: FrameLocator): Promise<number> =>
  visual.locator("html").evaluate((html) => html.scrollWidth - html.clientWidth);

async function openLongHost(query: string): Promise<Watched & { readonly visual: FrameLocator }> {
  const context = await chromium.browser.newContext({ locale: "en-US", timezoneId: "UTC", reducedMotion: "reduce" });
  const page: Page = await context.newPage();
  const watched: Watched = { page, console: [], errors: [], foreignRequests: [] };
  page.on("console", (message) => watched.console.push(message.text()));
  page.on("pageerror", (error) => watched.errors.push(error.message));
  const body = packageWith("de-DE", pseudoTexts("de-DE"));
  await page.route("**/host/visual.pbiviz", (route) => route.fulfill({ body, contentType: "application/zip" }));
  await page.goto(`${origin()}/host/?chrome=0&locale=de-DE&${query}`);
  await standIn(page, "ready");
  return { ...watched, visual: page.frameLocator("#visual") };
}

describe("the package", () => {
  it("carries every language beside the script, and none in it but English", () => {
    const { packed } = readPacked();
    expect(Object.keys(packed.stringResources).sort()).toEqual([...LANGUAGES, "en-US"].sort());
    for (const language of LANGUAGES) {
      expect(packed.content.js).not.toContain(textsOf(language)["landingLead"]);
      expect(packed.content.js).not.toContain(textsOf(language)["search"]);
    }
  });
});

describe.each(LANGUAGES)("the visual in %s", (language) => {
  const texts = textsOf(language);
  const dir = language === "ar-SA" ? "rtl" : "ltr";

  it.each([1280, 320])("can be read and used at %d px, without sideways scrolling", async (width) => {
    const host = await openHost(chromium.browser, `locale=${language}&w=${String(width)}&h=800`);
    const { visual, page } = host;
    const view = visual.locator(".spp");
    expect([await view.getAttribute("lang"), await view.getAttribute("dir")]).toEqual([language, dir]);
    expect(await sideways(visual)).toBe(0);
    expect(await cutWords(visual.locator(".spp-figure, .spp-hcell, .spp-footside, .spp-button"))).toEqual([]);
    await visual
      .getByRole("grid", { name: texts["gridName"] ?? "" })
      .locator(`[data-principal-id="${MARTEN}"]`)
      .click();
    const detail = visual.getByRole("region", { name: (texts["detailsFor"] ?? "").replace("{0}", "sp-marten-batch") });
    await detail.waitFor();
    expect(await detail.getByRole("group", { name: texts["checklist"] ?? "" }).isVisible()).toBe(true);
    expect(await sideways(visual)).toBe(0);
    if (AUDITED.has(language)) {
      expect(await violations(page, { include: ["#visual"], without: PAGE_RULES })).toEqual([]);
    }
    expect(await faults(host)).toEqual([]);
  });

  it("marks advice as English and keeps commands and ids from left to right", async () => {
    const { visual } = await openHost(chromium.browser, `locale=${language}&w=1280&h=900`);
    await visual.locator(`[data-principal-id="${MARTEN}"]`).click();
    for (const advice of [".spp-causetitle", ".spp-steptitle > span", ".spp-pre", ".spp-summarytext", ".spp-why"]) {
      const one = visual.locator(`.spp-detail ${advice}`).first();
      expect([advice, await one.getAttribute("lang"), await one.getAttribute("dir")]).toEqual([advice, "en", "ltr"]);
    }
    const directions = await visual
      .locator(".spp-pre, .spp-mono, .spp-id, .spp-bars")
      .evaluateAll((all) => all.map((one) => getComputedStyle(one).direction));
    expect(new Set(directions)).toEqual(new Set(["ltr"]));
  });

  it("is whole on a tile", async () => {
    await wholeTiles(await openHost(chromium.browser, `locale=${language}&place=tile&w=240&h=150`));
  });
});

describe("the languages of a host", () => {
  it.each([
    ["de", "de-DE"],
    ["de-AT", "de-DE"],
    ["ar", "ar-SA"],
    ["pl-PL", "en-US"],
  ])("%s is answered in %s", async (locale, language) => {
    const host = await openHost(chromium.browser, `locale=${locale}`);
    expect(await host.visual.locator(".spp").getAttribute("lang")).toBe(language);
    expect(await host.visual.getByRole("grid").getAttribute("aria-label")).toBe(textsOf(language)["gridName"]);
    expect(await faults(host)).toEqual([]);
  });

  it("from right to left, the left arrow key goes on to the next header", async () => {
    const { visual, page } = await openHost(chromium.browser, "locale=ar-SA&w=1280&h=800");
    const headers = visual.getByRole("columnheader");
    await headers.first().focus();
    await page.keyboard.press("ArrowLeft");
    expect(await headers.nth(1).evaluate((one) => one === document.activeElement)).toBe(true);
    const [first, second] = [await headers.first().boundingBox(), await headers.nth(1).boundingBox()];
    expect(first?.x).toBeGreaterThan(second?.x ?? Infinity);
  });
});

describe("a language 40 % longer than English", () => {
  it.each([1280, 900, 320])("is not cut in summary, headers and buttons at %d px", async (width) => {
    const host = await openLongHost(`w=${String(width)}&h=800`);
    const whole = ".spp-figure, .spp-figure > span, .spp-hcell, .spp-hcell > span, .spp-footside, .spp-top .spp-button";
    expect(await cutWords(host.visual.locator(whole))).toEqual([]);
    expect(await sideways(host.visual)).toBe(0);
    expect(await faults(host)).toEqual([]);
  });

  it("is not cut on a tile", async () => {
    await wholeTiles(await openLongHost("place=tile&w=240&h=150"));
  });
});

describe("the panel's languages", () => {
  it("follow the browser, and ?locale= before it", async () => {
    for (const [path, locale, language] of [
      ["/panel/", "fr-CA", "fr-FR"],
      ["/panel/?locale=ja", "fr-CA", "ja-JP"],
      ["/panel/?locale=en", "de-DE", "en-US"],
    ] as const) {
      const { page, console, errors } = await open(chromium.browser, path, { locale });
      await page.getByRole("grid", { name: textsOf(language)["gridName"] ?? "" }).waitFor();
      expect(await page.locator("html").getAttribute("lang")).toBe(language);
      expect(await page.getByRole("note").innerText()).toContain(textsOf(language)["panelSample"]);
      expect([...console, ...errors]).toEqual([]);
    }
  });

  it("mirror the whole page, without sideways scrolling and without violations", async () => {
    for (const width of [1280, 320]) {
      const { page } = await open(chromium.browser, "/panel/?locale=ar-SA", { viewport: { width, height: 800 } });
      await page.locator("[data-principal-id]").first().waitFor();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      expect(await page.locator("html").getAttribute("dir")).toBe("rtl");
      expect(await violations(page)).toEqual([]);
    }
  });

  it("fall back to English where the texts do not come", async () => {
    const context = await chromium.browser.newContext({ locale: "de-DE" });
    const page = await context.newPage();
    await page.route("**/strings/*.json", (route) => route.abort());
    await page.goto(`${origin()}/panel/`);
    await page.getByRole("grid", { name: "Service principals" }).waitFor();
    expect(await page.locator("html").getAttribute("lang")).toBe("en-US");
  });
});
