import { mkdtemp, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { EXPECTED_PRINCIPALS } from "../../src/build/sample/expectations";
import { violations } from "../support/axe";
import { useBrowser, open, origin } from "../support/browser";

const chromium = useBrowser();

describe("the panel on sample data", () => {
  it("shows the same view with a banner that says sample data", async () => {
    const { page, console, errors, foreignRequests } = await open(chromium.browser, "/panel/");
    const grid = page.getByRole("grid", { name: "Service principals" });
    await grid.locator("[data-principal-id]").first().waitFor();
    expect(await grid.getAttribute("aria-rowcount")).toBe(String(EXPECTED_PRINCIPALS.length + 1));
    expect(await page.getByRole("note").innerText()).toContain("Sample data");
    expect([...console, ...errors, ...foreignRequests]).toEqual([]);
  });

  it("fills the window whatever the header needed while the sample was loaded", async () => {
    const { page } = await open(chromium.browser, "/panel/", { viewport: { width: 1024, height: 768 } });
    await page.locator("[data-principal-id]").first().click();
    await page.locator("[data-step]").first().waitFor();
    const box = await page.locator("#view > *").first().boundingBox();
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBe(768);
  });

  it("saves JSON and CSV as files of the browser, and says sample in them", async () => {
    const folder = await mkdtemp(path.join(tmpdir(), "panel-"));
    const { page } = await open(chromium.browser, "/panel/");
    for (const [item, ending] of [
      ["JSON", ".json"],
      ["CSV", ".csv"],
      ["Markdown", ".md"],
      ["Excel workbook", ".xlsx"],
    ] as const) {
      await page.getByRole("button", { name: "Export checklist" }).click();
      const download = page.waitForEvent("download");
      await page.getByRole("menuitem", { name: item }).click();
      const file = await download;
      expect(file.suggestedFilename()).toMatch(new RegExp(`^sample-.*\\${ending}$`));
      const saved = path.join(folder, file.suggestedFilename());
      await file.saveAs(saved);
      const content = await readFile(saved);
      expect(content.length).toBeGreaterThan(1000);
      if (item === "JSON")
        expect((JSON.parse(content.toString("utf8")) as { source: unknown }).source).toMatchObject({
          isSample: true,
          kind: "sample",
        });
    }
  });

  it("is served with a policy that allows nothing from elsewhere", async () => {
    const response = await fetch(`${origin()}/panel/`);
    const policy = response.headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("require-trusted-types-for 'script'");
    expect(policy).not.toContain("unsafe");
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
    expect((await fetch(`${origin()}/panel/../../package.json`)).status).toBe(404);
    expect((await fetch(`${origin()}/panel/%2e%2e/%2e%2e/package.json`)).status).toBe(404);
  });

  it.each([
    ["light", 1440, "light"],
    ["dark", 1440, "dark"],
    ["narrow", 320, "light"],
  ] as const)("has no accessibility violation (%s)", async (_, width, colorScheme) => {
    const { page } = await open(chromium.browser, "/panel/", { viewport: { width, height: 900 }, colorScheme });
    const rows = page.locator("[data-principal-id]");
    await rows.first().waitFor();
    if (width > 900) await rows.nth(2).click();
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  });

  it("says what to do when the sample cannot be loaded, at once or when it is first used", async () => {
    const watched = await open(chromium.browser, "/host/");
    await watched.page.route("**/sample.csv", (route) => route.fulfill({ status: 503, body: "" }));
    await watched.page.goto(`${origin()}/panel/`);
    await watched.page.locator("[data-principal-id]").first().click();
    await watched.page.getByText("could not be loaded").waitFor();
    await watched.page.unroute("**/sample.csv");
    await watched.page.locator("[data-principal-id]").first().click();
    await watched.page.getByRole("region", { name: /^Details for/ }).waitFor();

    await watched.page.route("**/{sample.csv,glimpse.json}", (route) => route.fulfill({ status: 503, body: "" }));
    await watched.page.goto(`${origin()}/panel/`);
    const status = watched.page.getByRole("status").filter({ hasText: "could not be loaded" });
    await status.waitFor();
    expect(await status.innerText()).toContain("Reload");
  });
});
