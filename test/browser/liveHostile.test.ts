import { mkdtemp, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import Papa from "papaparse";
import type { Page } from "playwright-core";
import { HOSTILE } from "../../src/cloud/graph/names";
import { useLiveBrowser } from "../support/liveBrowser";
import { faulty, REPORTS, TENANT } from "../support/liveFaults";
import {
  act,
  copied,
  expectNothingTold,
  expectSafe,
  faultsOf,
  holdsToken,
  press,
  reload,
  rowsOf,
  signedIn,
} from "../support/livePanel";

const live = useLiveBrowser();
const CLIPBOARD = { permissions: ["clipboard-read", "clipboard-write"] };
const ATTACKING = { ...TENANT, principals: 26, failing: 26, page: 500, hostile: true, poisoned: HOSTILE.length };
/** What a spreadsheet would take for a formula. */
const FORMULA = /^[\s\uFEFF]*[=+\-@|\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/u;

async function save(page: Page, item: string): Promise<string> {
  await page.getByRole("button", { name: "Export checklist" }).click();
  const download = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: item, exact: true }).click();
  const file = path.join(await mkdtemp(path.join(tmpdir(), "panel-")), "saved");
  await (await download).saveAs(file);
  return readFile(file, "utf8");
}

/** Nothing of what was read became part of the page. */
async function expectInert(page: Page): Promise<void> {
  expect(await page.title()).toBe("Service Principal Posture");
  const found = await page.evaluate(() => ({
    elements: document.querySelectorAll("img, iframe, object, embed, form, base, script:not([src]), link:not([rel])")
      .length,
    handlers: [...document.querySelectorAll("*")].filter((node) =>
      node.getAttributeNames().some((name) => name.startsWith("on")),
    ).length,
    links: [...document.querySelectorAll("a[href]")].map((link) => (link as HTMLAnchorElement).protocol),
    shared: Object.keys(Object.prototype).concat(Object.keys(Array.prototype)),
    polluted: "polluted" in {},
  }));
  expect(found).toMatchObject({ elements: 0, handlers: 0, shared: [], polluted: false });
  expect(found.links.filter((one) => one !== "https:" && one !== "http:")).toEqual([]);
}

describe("a tenant in which every text attacks", () => {
  it("is shown as texts: list, pages of principals, search and address go on working", async () => {
    const panel = await signedIn(live, { graph: ATTACKING });
    const { page } = panel;
    await expectNothingTold(panel);
    expect(await rowsOf(page)).toBeGreaterThan(26);
    await expectInert(page);
    expect(await faultsOf(page, "#view")).toEqual([]);
    const rows = page.locator("[data-principal-id]");
    await page.getByRole("searchbox").fill("HYPERLINK");
    await page.waitForURL(/q=HYPERLINK/);
    const alien = page.locator('[data-principal-id*="hyperlink" i], [data-principal-id*="onerror" i]');
    for (const row of [rows.nth(0), rows.nth(1), alien.first()]) {
      await row.click();
      await page.waitForURL(/#\/sp\//);
      const details = page.getByRole("region", { name: /^Details for/ });
      await details.waitFor();
      expect((await details.innerText()).length).toBeGreaterThan(100);
      await expectInert(page);
      await page.goBack();
      await page.getByRole("region", { name: "All principals" }).waitFor();
    }
    await page.getByRole("searchbox").fill("<img src=x");
    await page.waitForURL(/q=/);
    expect(await rowsOf(page)).toBeGreaterThan(0);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    await expectInert(page);
    await expectSafe(panel);
  });

  it("is written to files that hold no token and no formula", async () => {
    const panel = await signedIn(live, { graph: ATTACKING });
    const { page } = panel;
    const csv = await save(page, "CSV");
    const { data, errors } = Papa.parse<string[]>(csv.replace(/^\uFEFF/, "").trim());
    expect([errors, data.length > 26]).toEqual([[], true]);
    expect(data.flat().filter((cell) => FORMULA.test(cell))).toEqual([]);
    expect(csv).toContain("HYPERLINK");
    const json = await save(page, "JSON");
    const { principals } = JSON.parse(json) as { principals: readonly { name: string }[] };
    expect(principals.some(({ name }) => name.startsWith("=HYPERLINK"))).toBe(true);
    expect([csv, json].filter(holdsToken)).toEqual([]);
    expect(json).not.toContain('"hint":');
    await expectInert(page);
    await expectSafe(panel);
  });

  it("whose services' errors attack too, repeat the token, and lead astray", async () => {
    const parts = [...REPORTS, "applications", "principals"] as const;
    const hostile = { ...TENANT, hostile: true };
    const panel = await signedIn(
      live,
      { graph: { ...hostile, faults: faulty("denied", parts) } },
      { context: CLIPBOARD },
    );
    const { page } = panel;
    for (const kind of ["denied", "repeatsToken", "licence"] as const) {
      await reload(panel, { graph: { ...hostile, faults: faulty(kind, parts) } });
      await page.locator("#state h2").waitFor();
      const words = await page.locator("#state").innerText();
      if (kind !== "repeatsToken") expect(words).toContain("<script>document.title='owned'</script>");
      expect(words).not.toContain("\u202E");
      await expectInert(page);
      await act(panel, "Copy details").click();
      await page.getByText("Copied.").first().waitFor();
      expect(holdsToken(await copied(page))).toBe(false);
      await expectSafe(panel);
    }
    for (const kind of ["foreignLink", "plainLink", "scriptLink"] as const) {
      await reload(panel, { graph: { ...hostile, page: 5, faults: faulty(kind, parts) } });
      await page.locator("#bar").getByText("The service broke off between two pages").first().waitFor();
    }
    expect(panel.requested.filter((url) => /evil|^http:\/\/graph|^javascript/.test(url))).toEqual([]);
    await press(panel, "Go on", { graph: hostile });
    await expectNothingTold(panel);
    await expectSafe(panel);
  });
});
