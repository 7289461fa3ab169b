import type { Frame } from "playwright-core";
import { openReport, type ReportPage } from "../support/reportPage";
import { useBrowser } from "../support/browser";

const chromium = useBrowser();

const ONE = "0c9d1f20-0000-4000-8000-0000000000a1";
const TWO = "0c9d1f20-0000-4000-8000-0000000000b2";
const HOSTILE = '<img src=x onerror="alert(1)">\u202Egnp.exe';

/** What the stand-in's embed page keeps. */
interface StandIn {
  readonly state: {
    readonly loads: readonly { id: string; hasProvider: boolean }[];
    readonly tokens: readonly string[];
    readonly active: string;
    readonly filters: Readonly<Record<string, readonly { target: object; operator: string; values: string[] }[]>>;
    readonly asked: readonly [number, unknown][];
  };
  select(...ids: readonly string[]): Promise<unknown>;
  raise(name: string, body: unknown): Promise<unknown>;
  askToken(): Promise<unknown>;
}

const embedPage = (frame: Frame): Promise<StandIn["state"]> =>
  frame.evaluate(() => (globalThis as unknown as { standIn: StandIn }).standIn.state);

async function shown(report: ReportPage): Promise<void> {
  await report.harness.evaluate(({ tab }) => tab.show());
  await report.page.locator(".panel-report[data-state=ready]").waitFor();
}

/** Nothing on the console, no exception, no violation, and no token anywhere in the page. */
async function expectQuiet(report: ReportPage): Promise<void> {
  expect([...report.console, ...report.errors, ...report.violations]).toEqual([]);
  expect(await report.page.content()).not.toContain("token-");
}

describe("the embedded report", () => {
  it("starts the frame before there is a token, hands it over once, and renews without embedding again", async () => {
    const report = await openReport(chromium.browser, { next: ["token-1", "token-2", "token-3"] });
    const { page, harness } = report;
    expect(report.asked).toEqual([]);
    let release = (): void => undefined;
    await page.route("https://api.powerbi.com/**", async (route) => {
      await new Promise<void>((resolve) => (release = resolve));
      await route.fallback();
    });
    await harness.evaluate(({ tab }) => tab.show());
    await page.locator(".panel-report-host iframe").waitFor({ state: "attached" });
    await page.frameLocator("iframe").getByText("Page: Overview").waitFor();
    expect(await harness.evaluate(({ issued }) => issued)).not.toContain("token-3");
    release();
    await page.locator(".panel-report[data-state=ready]").waitFor();
    await harness.evaluate(({ tab }) => {
      tab.show();
      tab.show();
    });
    const frame = report.frame();
    await frame.evaluate(() => (globalThis as unknown as { standIn: StandIn }).standIn.askToken());
    const state = await embedPage(frame);
    expect(state.loads).toEqual([expect.objectContaining({ id: "r-1", hasProvider: true })]);
    expect(state.asked).toEqual([[200, "token-3"]]);
    expect(report.framesLoaded()).toBe(1);
    // Another window that knows the frame's name gets nothing.
    const stolen = await page.evaluate(() => {
      const uid = /uid=(\w+)/.exec(document.querySelector("iframe")?.src ?? "")?.[1] ?? "";
      const heard: unknown[] = [];
      addEventListener("message", ({ data }) => heard.push(data));
      postMessage({ method: "POST", url: `/reports/${uid}/eventHooks/newAccessToken`, headers: { id: "1" }, body: {} });
      return new Promise<unknown[]>((resolve) => setTimeout(resolve, 0, heard));
    });
    expect(JSON.stringify(stolen)).not.toContain("token-");
    expect(await harness.evaluate(({ issued }) => issued)).toHaveLength(3);
    expect(await page.locator("iframe").getAttribute("title")).toBe("Power BI report Service principals");
    await expectQuiet(report);
  });

  it("opens what is selected in it, and turns to a principal's page and filter and back to all", async () => {
    const report = await openReport(chromium.browser, { known: [ONE] });
    const { page, harness } = report;
    await shown(report);
    const frame = report.frame();
    const select = (...ids: string[]): Promise<unknown> =>
      frame.evaluate((some) => (globalThis as unknown as { standIn: StandIn }).standIn.select(...some), ids);
    await select();
    await select(TWO);
    await page.getByText(`${TWO}, is not in the data`).waitFor();
    await select(ONE);
    expect(await harness.evaluate(({ opened }) => opened)).toEqual([ONE]);

    await harness.evaluate(({ tab }, [id, name]) => tab.openPrincipal(id, name), [ONE, HOSTILE] as const);
    await page.getByText("Filtered to <img").waitFor();
    const turned = await embedPage(frame);
    expect(turned.active).toBe("ReportSection2");
    expect(turned.filters["ReportSection2"]).toEqual([
      expect.objectContaining({
        target: { table: "SignIns", column: "ServicePrincipalId" },
        operator: "In",
        values: [ONE],
      }),
    ]);
    await page.getByRole("button", { name: "Back to the principal" }).click();
    expect(await harness.evaluate(({ opened }) => opened)).toEqual([ONE, ONE]);
    await page.getByRole("button", { name: "Show all principals" }).click();
    await frame.getByText("Filters: []").waitFor();
    await page.getByRole("checkbox").uncheck();
    await select(ONE);
    expect(await harness.evaluate(({ opened }) => opened)).toHaveLength(2);
    await expectQuiet(report);
  });

  it("turns to the configured page and column as soon as it has loaded", async () => {
    const config = { page: "overview", table: "Facts", column: "Principal" };
    const report = await openReport(chromium.browser, { config });
    await report.harness.evaluate(({ tab }, id) => tab.openPrincipal(id, "payroll"), ONE);
    await report.page.getByText("Filtered to payroll").waitFor();
    const { active, filters } = await embedPage(report.frame());
    expect(active).toBe("ReportSection1");
    expect(filters["ReportSection1"]).toEqual([
      expect.objectContaining({ target: { table: "Facts", column: "Principal" } }),
    ]);
  });

  it("says what is wrong and what to do, whatever was wrong before", async () => {
    const report = await openReport(chromium.browser);
    const { page, harness } = report;
    const faults = [
      // The frame is loaded before anything is known: what it does is settled when a try begins.
      ["capacity", { page: { load: "error", error: { message: "OpenConnectionError" } } }, "cannot reach its data", ""],
      [
        "embed",
        { page: { load: "refuse", error: { message: HOSTILE, detailedMessage: "x".repeat(3000), errorCode: 7 } } },
        "Power BI could not show the report",
        "<img src=x",
      ],
      ["role", { status: 403 }, "You have no access to this report", "Viewer of the workspace"],
      ["notFound", { status: 404 }, "There is no such report", "PowerBIEntityNotFound"],
      ["throttled", { status: 429 }, "Power BI asks to wait", "429"],
      ["server", { status: 500 }, "Power BI answered with an error", "0d7c1a5e-6a44-4c0b-9a5e-0a7c3f2b1d01"],
      ["address", { embedUrl: "https://app.powerbi.com.evil.example/reportEmbed" }, "Power BI named an address", ""],
    ] as const;
    for (const [kind, cloud, title, detail] of faults) {
      report.cloud = cloud;
      if (kind === "capacity") await harness.evaluate(({ tab }) => tab.show());
      else await page.getByRole("button", { name: "Try again" }).click();
      const message = page.getByRole("region", { name: title });
      await message.waitFor();
      expect(await message.getAttribute("data-fault")).toBe(kind);
      expect(await message.textContent()).toContain(detail);
    }
    expect(await page.locator("img").count()).toBe(0);
    report.cloud = {};
    await page.getByRole("button", { name: "Try again" }).click();
    await page.locator(".panel-report[data-state=ready]").waitFor();
    // The browser itself writes a line for each refused request.
    expect(report.console.filter((line) => !line.includes("Failed to load resource"))).toEqual([]);
    expect([...report.errors, ...report.violations]).toEqual([]);
    expect(report.foreignRequests.filter((url) => url.includes("evil"))).toEqual([]);
  });

  it("mends an ended token by itself, and asks to sign in where it cannot", async () => {
    const next = ["token-1", "token-1", "token-2", { trouble: "signedOut" }, "token-3"] as const;
    const report = await openReport(chromium.browser, { next });
    const { page, harness } = report;
    await page.clock.install({ time: 0 });
    await shown(report);
    const frame = report.frame();
    const end = (): Promise<unknown> =>
      frame.evaluate(() =>
        (globalThis as unknown as { standIn: StandIn }).standIn.raise("error", { message: "TokenExpired" }),
      );
    await page.clock.fastForward(60_000);
    await end();
    await frame.waitForFunction(() =>
      (globalThis as unknown as { standIn: StandIn }).standIn.state.tokens.includes("token-2"),
    );
    await page.clock.fastForward(60_000);
    await end();
    const message = page.getByRole("region", { name: "Your sign-in for Power BI has ended" });
    await message.waitFor();
    await message.getByRole("button", { name: "Sign in again" }).click();
    expect(await harness.evaluate(({ left }) => left)).toEqual([
      "https://analysis.windows.net/powerbi/api/Report.Read.All",
    ]);
    await shown(report);
    expect((await embedPage(frame)).loads).toHaveLength(1);
    expect((await embedPage(frame)).tokens.at(-1)).toBe("token-3");
    await expectQuiet(report);
  });

  it("waits without a connection and loads when it is back; leaving removes the frame", async () => {
    const report = await openReport(chromium.browser, { next: [{ trouble: "offline" }, "token-1"] });
    const { page, harness } = report;
    await harness.evaluate(({ tab }) => tab.show());
    await page.getByRole("region", { name: "No connection" }).waitFor();
    await page.evaluate(() => dispatchEvent(new Event("online")));
    await page.locator(".panel-report[data-state=ready]").waitFor();
    const frame = report.frame();
    await harness.evaluate(({ tab }) => tab.destroy());
    expect(await page.locator("iframe, .panel-report").count()).toBe(0);
    expect(frame.isDetached()).toBe(true);
    await expectQuiet(report);
  });
});
