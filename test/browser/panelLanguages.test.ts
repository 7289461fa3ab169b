import { readFileSync } from "node:fs";
import path from "node:path";
import type { Page } from "playwright-core";
import { TRANSLATED } from "../../src/panel/language";
import { LABELS } from "../../src/panel/words/labels";
import { LABELS as VIEW } from "../../src/view/labels";
import { open, origin, useBrowser, type Watched } from "../support/browser";
import { drive, openLive } from "../support/fakeLive";
import { textsOf } from "../support/pseudo";
import { violations } from "../support/axe";

const chromium = useBrowser();
const ERROR =
  "AADSTS50171: The given audience can only be used in Mutual-TLS token calls. AADSTS7000222 " +
  "Trace ID: 0f3b2c1d-0000-4000-8000-00000000aa01 Timestamp: 2026-11-20 10:00:00Z";

const ownTexts = (language: string): Readonly<Record<string, string>> =>
  JSON.parse(
    readFileSync(path.join(__dirname, `../../src/panel/words/languages/${language}.json`), "utf8"),
  ) as Readonly<Record<string, string>>;

/** Every piece of text that somebody sees or hears on the page, but what says that it is English. */
function pieces(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const element = node instanceof Element ? node : node.parentElement;
      if (element === null || element.closest("[lang=en], script, style") !== null) continue;
      const names = ["aria-label", "title", "placeholder", "alt"];
      const words = node instanceof Element ? names.map((name) => node.getAttribute(name)) : [node.textContent];
      found.push(...words.map((one) => one?.trim() ?? "").filter((one) => one !== ""));
    }
    return found;
  });
}

/** English texts of the interface that the language says otherwise: whole ones, and sentences as parts of a piece. */
function englishOf(language: string): (piece: string) => boolean {
  const own = Object.values({ ...textsOf(language), ...ownTexts(language) });
  const shared = new Set(own);
  const english = [...Object.values(LABELS), ...Object.values(VIEW)].filter((words) => !shared.has(words));
  const whole = new Set<string>(english);
  const parts = english
    .flatMap((words) => words.split(/\{\d\}/))
    .map((part) => part.trim())
    .filter((part) => part.length > 9 && part.includes(" ") && !own.some((words) => words.includes(part)));
  return (piece) => whole.has(piece) || parts.some((part) => piece.includes(part));
}

const sideways = (page: Page): Promise<number[]> =>
  page.evaluate(() =>
    [document.documentElement, ...document.querySelectorAll("dialog, main, #state")].map(
      (element) => element.scrollWidth - element.clientWidth,
    ),
  );

async function expectFits(page: Page): Promise<void> {
  for (const width of [320, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    await page.waitForFunction((wanted) => document.documentElement.clientWidth === wanted, width);
    expect((await sideways(page)).filter((more) => more > 0)).toEqual([]);
  }
}

async function expectClean({ page, console, errors }: Watched): Promise<void> {
  expect(await violations(page)).toEqual([]);
  expect([...console, ...errors]).toEqual([]);
}

describe.each(TRANSLATED)("the panel in %s", (language) => {
  const texts = ownTexts(language);
  const isEnglish = englishOf(language);
  const english = async (page: Page): Promise<string[]> => (await pieces(page)).filter(isEnglish);

  it("asks to sign in, explains an error and tells its keys without a word of English of its own", async () => {
    const watched = await openLive(chromium.browser, `?locale=${language}#/?source=logs`, { signedIn: false });
    const { page } = watched;
    await page.getByRole("heading", { name: texts["sessionSignedOut"] ?? "" }).waitFor();
    expect(await page.locator("html").getAttribute("dir")).toBe(language === "ar-SA" ? "rtl" : "ltr");
    expect(await english(page)).toEqual([]);
    await expectFits(page);
    await page.keyboard.press("e");
    await page.getByLabel(texts["pasteLabel"] ?? "").fill(ERROR);
    await page.getByText(texts["pasteIds"] ?? "", { exact: true }).waitFor();
    expect(await english(page)).toEqual([]);
    await expectFits(page);
    await expectClean(watched);
    await page.keyboard.press("Escape");
    await page.locator("dialog").waitFor({ state: "detached" });
    await page.keyboard.press("?");
    await page.getByRole("heading", { name: texts["keysTitle"] ?? "" }).waitFor();
    expect(await english(page)).toEqual([]);
    await expectFits(page);
  });

  it("says in its own words what is missing and what to do", async () => {
    const watched = await openLive(chromium.browser, `?locale=${language}`);
    const { page } = watched;
    await page.getByRole("progressbar", { name: texts["shellLoading"] ?? "" }).waitFor();
    await drive(
      page,
      (fake, part) => {
        const about = { scope: "AuditLog.Read.All", role: "Reports Reader", status: 403, requestId: "7f3a" };
        fake.end([{ kind: "consent", part, ...about } as never, { kind: "throttled", part: "" }], null);
      },
      texts["graphPartSignIns"],
    );
    await page.getByRole("heading", { name: texts["graphPartSignIns"] ?? "" }).waitFor();
    expect(await english(page)).toEqual([]);
    await expectFits(page);
    await expectClean(watched);
    await page.setViewportSize({ width: 320, height: 900 });
    await page.getByRole("button", { name: texts["shellMore"] ?? "", exact: true }).click();
    const box = await page.locator(".panel-head .spp-popover:visible").boundingBox();
    expect(box?.x).toBeGreaterThanOrEqual(0);
    expect((box?.x ?? 0) + (box?.width ?? 999)).toBeLessThanOrEqual(320);
  });
});

describe("a page whose words are on their way", () => {
  it("shows no others meanwhile, and its language from the first list on", async () => {
    const { page } = await open(chromium.browser, "/host/?chrome=0");
    let come = (): void => undefined;
    const held = new Promise<void>((resolve) => (come = resolve));
    await page.route("**/strings/ar-SA.json", async (route) => {
      await held;
      await route.continue();
    });
    await page.goto(`${origin()}/panel/?locale=ar-SA`, { waitUntil: "commit" });
    await page.getByRole("heading", { level: 1 }).waitFor();
    expect(await page.locator("body").innerText()).toBe("Service Principal Posture");
    come();
    await page.locator("[data-principal-id]").first().waitFor();
    // What a code means is advice, and stands beside it.
    const own = (await pieces(page)).filter((piece) => !/^(?:AADSTS)?\d+ /.test(piece));
    expect(own.filter(englishOf("ar-SA"))).toEqual([]);
    expect(await page.locator("html").getAttribute("lang")).toBe("ar-SA");
  });
});

it("notices English words", () => {
  const isEnglish = englishOf("de-DE");
  expect(["Sign in", "Checked 3 h ago", "The service asked to wait: 3 s"].map(isEnglish)).toEqual([true, false, true]);
  expect(["Anmelden", "Details", "Microsoft Graph", "sp-live-1"].map(isEnglish)).toEqual([false, false, false, false]);
});
