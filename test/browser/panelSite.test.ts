import { gzipSync } from "node:zlib";
import { panelHeaders } from "../../src/build/headers";
import { NOT_CONFIGURED } from "../../src/panel/config/none";
import { open, origin, useBrowser } from "../support/browser";
import { violations } from "../support/axe";

const chromium = useBrowser();
/** Gzip bytes of JavaScript that may be loaded before anybody does anything. */
const MOST = 60_000;

describe("the panel as a site", () => {
  it("loads little JavaScript until it is used, and does the first click all the same", async () => {
    const { page, console, errors, foreignRequests } = await open(chromium.browser, "/panel/");
    const scripts = new Set<string>();
    page.on("request", (request) => {
      if (/\.js$/.test(new URL(request.url()).pathname)) scripts.add(request.url());
    });
    await page.goto(`${origin()}/panel/`, { waitUntil: "networkidle" });
    const row = page.locator("[data-principal-id]").nth(2);
    const name = await row.getByRole("rowheader").innerText();
    const sizes = [...scripts].map(async (url) => gzipSync(Buffer.from(await (await fetch(url)).arrayBuffer())).length);
    expect(sizes.length).toBeGreaterThan(1);
    expect((await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(MOST);
    expect([...scripts].filter((url) => url.includes("panel-full"))).toEqual([]);

    await row.click();
    const details = page.getByRole("region", { name: /^Details for/ });
    await details.waitFor();
    expect(name).toContain((await details.getByRole("heading", { level: 2 }).first().innerText()).trim());
    expect([...console, ...errors, ...foreignRequests]).toEqual([]);
  });

  it("answers the first key, and looks the same once it is awake", async () => {
    const { page } = await open(chromium.browser, "/panel/");
    const view = page.locator("#view");
    await page.locator("[data-principal-id]").first().waitFor();
    const before = await view.innerHTML();
    const csv = page.waitForResponse(/sample\.csv$/);
    await page.mouse.move(5, 5);
    await (await csv).finished();
    expect(await view.innerHTML()).toBe(before);

    // A menu that was opened meanwhile keeps the focus.
    await page.reload();
    await page.route("**/sample.csv", async (route) => {
      await page.getByRole("menuitem", { name: "Markdown" }).focus();
      await route.continue();
    });
    const again = page.waitForResponse(/sample\.csv$/);
    await page.getByRole("button", { name: "Export checklist" }).click();
    await (await again).finished();
    await page.keyboard.press("Escape");
    expect(await page.getByRole("menu").count()).toBe(0);

    const other = await open(chromium.browser, "/panel/");
    await other.page.locator("[data-principal-id]").first().waitFor();
    await other.page.locator("[role=grid] [tabindex='0']").focus();
    await other.page.keyboard.press("Enter");
    await other.page.getByRole("region", { name: /^Details for/ }).waitFor();
  });

  it("is served with the headers that the guide asks of a host", async () => {
    for (const path of ["/", "/index.html", "/config.json", "/panel.js", "/panel.css", "/nothing.js"]) {
      const { headers } = await fetch(`${origin()}/panel${path}`);
      const wanted = panelHeaders(NOT_CONFIGURED, path);
      expect([path, Object.fromEntries(Object.keys(wanted).map((name) => [name, headers.get(name)]))]).toEqual([
        path,
        wanted,
      ]);
      expect(headers.get("cross-origin-opener-policy")).toBeNull();
    }
  });

  it.each([
    ["light", 1280],
    ["dark", 320],
  ] as const)("names every mistake of its configuration before anything else (%s)", async (colorScheme, width) => {
    const watched = await open(chromium.browser, "/panel/", { colorScheme, viewport: { width, height: 800 } });
    const { page } = watched;
    const config = {
      tenantID: "x",
      clientSecret: "s",
      graphHost: "graph.evil.example",
      report: { workspaceId: "<b>" },
    };
    await page.route("**/config.json", (route) => route.fulfill({ json: config }));
    await page.goto(`${origin()}/panel/`);
    const box = page.getByRole("region", { name: "config.json has 6 mistakes" });
    await box.waitFor();
    expect(await box.getByRole("term").allInnerTexts()).toEqual([
      "tenantID",
      "clientSecret",
      "graphHost",
      "report.workspaceId",
      "report.reportId",
      "report",
    ]);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("config-title");
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);

    await page.getByRole("button", { name: "Go on with sample data" }).click();
    await page.locator("[data-principal-id]").first().waitFor();
    expect([...watched.console, ...watched.errors, ...watched.foreignRequests]).toEqual([]);
  });
});
