import Ajv from "ajv";
import addFormats from "ajv-formats";
import { EXPECTED_CASES, EXPECTED_FAILING_PRINCIPALS, EXPECTED_PRINCIPALS } from "../../src/build/sample/expectations";
import schema from "../../src/export/schema/export.schema.json";
import { PAGE_RULES, violations } from "../support/axe";
import { useBrowser, openHost, standIn, faults } from "../support/browser";

const LARKSPUR = "5b2f7a10-1111-4a01-9001-0000000000a1";
const TENANT = "9f1c2d3e-5a6b-4c7d-8e9f-0a1b2c3d4e5f";
const validator = addFormats(new Ajv({ allErrors: true, allowUnionTypes: true })).compile(schema);

interface Download {
  readonly fileName: string;
  readonly content: string;
}
interface Call {
  readonly name: string;
}

const chromium = useBrowser();

describe("the packaged visual on the sample", () => {
  it("lists every principal, worst first, in a grid that says how many there are", async () => {
    const host = await openHost(chromium.browser);
    const grid = host.visual.getByRole("grid", { name: "Service principals" });
    expect(await grid.getAttribute("aria-rowcount")).toBe(String(EXPECTED_PRINCIPALS.length + 1));
    const headers = [
      "Service principal",
      "Failures",
      "Trend",
      "Top error",
      "Posture",
      "Next expiry",
      "Last failure",
      "Status",
      "Checklist",
    ];
    for (const name of headers) expect(await grid.getByRole("columnheader", { name }).count()).toBe(1);
    const failing: readonly string[] = EXPECTED_FAILING_PRINCIPALS;
    const first = await host.visual
      .locator("[data-principal-id]")
      .evaluateAll((rows) =>
        rows
          .map((row) => [Number(row.getAttribute("aria-rowindex")), row.getAttribute("data-principal-id")] as const)
          .sort((a, b) => a[0] - b[0]),
      );
    expect(first.slice(0, 10).every(([, id]) => failing.includes(id ?? ""))).toBe(true);
    expect(first[0]?.[0]).toBe(2);
    expect(await faults(host)).toEqual([]);
  });

  it("opens a principal, its cases and its checklist filled in with its own ids", async () => {
    const host = await openHost(chromium.browser);
    await host.visual.getByRole("searchbox", { name: "Search service principals" }).fill("larkspur");
    await host.visual.locator(`[data-principal-id="${LARKSPUR}"]`).click();
    const region = host.visual.getByRole("region", { name: "Details for sp-larkspur-refresh" });
    const shown = region.locator("[data-code='50171']").first();
    expect(await shown.getAttribute("data-verification")).toBe("verified");
    const list = region.getByRole("group", { name: "Fix checklist" });
    expect(await list.locator("[data-step]").count()).toBe(13);
    expect(await list.getByRole("checkbox").count()).toBe(13);
    const text = (await region.innerText()).replace(/\s+/g, " ");
    expect(text).toContain("AADSTS50171");
    expect(text).not.toMatch(/[\w}>-]\.mtlsauth/);
    expect(await region.locator("[data-grade='attention']").count()).toBeGreaterThan(0);
    expect(await faults(host)).toEqual([]);
  });

  it("shows the endpoint with the tenant in its path when the step is opened, as text that can be selected", async () => {
    const host = await openHost(chromium.browser);
    await host.visual.locator("[data-principal-id='5b2f7a10-1111-4a01-9001-0000000000a8']").click();
    const step = host.visual.locator("[data-step='switch-endpoint']");
    const opener = step.locator("[aria-expanded='false']").first();
    if ((await opener.count()) > 0) await opener.click();
    const pre = step.locator("pre").first();
    expect(await pre.innerText()).toContain(`https://mtlsauth.microsoft.com/${TENANT}/oauth2/v2.0/token`);
    expect(await pre.evaluate((element) => getComputedStyle(element).userSelect)).not.toBe("none");
    expect(await faults(host)).toEqual([]);
  });

  it("keeps a tick, counts it and takes it back", async () => {
    const host = await openHost(chromium.browser);
    await host.visual.locator("[data-principal-id='5b2f7a10-1111-4a01-9001-0000000000a8']").click();
    const box = host.visual.locator("[data-step='confirm-code']").getByRole("checkbox");
    await box.check();
    expect(await box.isChecked()).toBe(true);
    await standIn(host.page, "resend", 4);
    expect(await host.visual.locator("[data-step='confirm-code']").getByRole("checkbox").isChecked()).toBe(true);
    await host.visual.locator("[data-step='confirm-code']").getByRole("checkbox").uncheck();
    expect(await host.visual.locator("[data-step='confirm-code']").getByRole("checkbox").isChecked()).toBe(false);
    expect(await faults(host)).toEqual([]);
  });

  it("sorts by a column, filters by posture and says how many match", async () => {
    const host = await openHost(chromium.browser);
    const header = host.visual.getByRole("columnheader", { name: "Failures" });
    await header.click();
    expect(await header.getAttribute("aria-sort")).toBe("descending");
    expect(await host.visual.locator("[aria-rowindex='2']").getAttribute("data-principal-id")).toBe(LARKSPUR);
    await host.visual.getByRole("combobox", { name: "Posture" }).selectOption("critical");
    const critical = EXPECTED_PRINCIPALS.filter(({ grade }) => grade === "critical").length;
    expect(await host.visual.getByRole("grid").getAttribute("aria-rowcount")).toBe(String(critical + 1));
    expect(await host.visual.locator("[aria-live='polite']").first().innerText()).toContain(
      `${critical} of ${EXPECTED_PRINCIPALS.length}`,
    );
    expect(await faults(host)).toEqual([]);
  });

  it("is worked with the keyboard alone: one tab stop, arrows, Home, End, Enter, Escape, Shift+F10", async () => {
    const host = await openHost(chromium.browser);
    const grid = host.visual.getByRole("grid");
    expect(await grid.locator("[tabindex='0']").count()).toBe(1);
    const focused = (): Promise<string | null> =>
      grid.evaluate(
        (element) =>
          element.ownerDocument.activeElement?.closest("[aria-rowindex]")?.getAttribute("aria-rowindex") ?? null,
      );
    await grid.locator("[tabindex='0']").focus();
    await host.page.keyboard.press("ArrowDown");
    expect(await focused()).toBe("3");
    await host.page.keyboard.press("End");
    expect(await focused()).toBe(String(EXPECTED_PRINCIPALS.length + 1));
    await host.page.keyboard.press("Home");
    expect(await focused()).toBe("2");
    await host.page.keyboard.press("Shift+F10");
    const calls = await standIn<Call[]>(host.page, "calls");
    expect(calls.filter(({ name }) => name === "selectionManager.showContextMenu")).toHaveLength(1);
    await host.page.keyboard.press("Enter");
    expect(await host.visual.getByRole("region", { name: /^Details for/ }).count()).toBe(1);
    await host.page.keyboard.press("Escape");
    expect(await focused()).toBe("2");
    expect(await faults(host)).toEqual([]);
  });

  it("exports every case as JSON that follows the schema, and as CSV", async () => {
    const host = await openHost(chromium.browser, "export=allowed");
    for (const item of ["JSON", "CSV", "Excel workbook", "Markdown"]) {
      await host.visual.getByRole("button", { name: "Export checklist" }).click();
      await host.visual.getByRole("menuitem", { name: item }).click();
      await host.page.waitForFunction(
        (count) =>
          (globalThis as unknown as { standIn: { downloads(): unknown[] } }).standIn.downloads().length === count,
        ["JSON", "CSV", "Excel workbook", "Markdown"].indexOf(item) + 1,
      );
    }
    const [json, csv, , markdown] = await standIn<Download[]>(host.page, "downloads");
    const document = JSON.parse(json?.content ?? "") as {
      source: { isSample: boolean };
      principals: { cases: { id: string; verification: string }[] }[];
    };
    expect(validator(document) ? [] : validator.errors).toEqual([]);
    expect(document.source.isSample).toBe(true);
    expect(document.principals).toHaveLength(EXPECTED_PRINCIPALS.length);
    const found = document.principals.flatMap(({ cases }) => cases.map(({ id, verification }) => [id, verification]));
    expect(Object.fromEntries(found)).toEqual(
      Object.fromEntries(EXPECTED_CASES.map(({ id, verification }) => [id, verification])),
    );
    expect(csv?.content.startsWith("\uFEFF")).toBe(true);
    expect(markdown?.fileName.endsWith(".txt")).toBe(true);
    expect(await faults(host)).toEqual([]);
  });

  it("exports one case from the detail", async () => {
    const host = await openHost(chromium.browser, "export=allowed");
    await host.visual.locator("[data-principal-id='5b2f7a10-1111-4a01-9001-0000000000a8']").click();
    await host.visual.getByRole("button", { name: "Export this checklist" }).click();
    await host.visual.getByRole("menuitem", { name: "JSON" }).click();
    await host.page.waitForFunction(
      () => (globalThis as unknown as { standIn: { downloads(): unknown[] } }).standIn.downloads().length === 1,
    );
    const [json] = await standIn<Download[]>(host.page, "downloads");
    const { principals } = JSON.parse(json?.content ?? "") as { principals: { cases: unknown[] }[] };
    expect(principals.map(({ cases }) => cases.length)).toEqual([1]);
  });

  it.each(["notDeclared", "notSupported", "disabledByAdmin"])(
    "explains why nothing can be saved when the host says %s",
    async (status) => {
      const host = await openHost(chromium.browser, `export=${status}`);
      const button = host.visual.getByRole("button", { name: "Export checklist" });
      expect(await button.getAttribute("aria-disabled")).toBe("true");
      await button.click({ force: true });
      expect(await host.visual.getByRole("menuitem").count()).toBe(0);
      const described = (await button.getAttribute("aria-describedby")) ?? "";
      expect((await host.visual.locator(`#${described}`).textContent())?.length).toBeGreaterThan(20);
      expect(await standIn<unknown[]>(host.page, "downloads")).toEqual([]);
      expect(await faults(host)).toEqual([]);
    },
  );
});

describe("rows in windows", () => {
  it.each(["window=100", "window=250&overlap=7"])("reads all of them in incremental mode (%s)", async (query) => {
    const host = await openHost(chromium.browser, `${query}&export=allowed`);
    await standIn(host.page, "settled");
    const calls = await standIn<{ name: string; args: unknown[] }[]>(host.page, "calls");
    const fetches = calls.filter(({ name }) => name === "host.fetchMoreData");
    expect(fetches.length).toBeGreaterThan(5);
    expect(fetches.every(({ args }) => args[0] === false)).toBe(true);
    await host.visual.getByRole("button", { name: "Export checklist" }).click();
    await host.visual.getByRole("menuitem", { name: "JSON" }).click();
    await host.page.waitForFunction(
      () => (globalThis as unknown as { standIn: { downloads(): unknown[] } }).standIn.downloads().length === 1,
    );
    const [json] = await standIn<Download[]>(host.page, "downloads");
    const { principals, source } = JSON.parse(json?.content ?? "") as {
      principals: { cases: { id: string; verification: string }[] }[];
      source: { rowsRead: number; truncated: boolean };
    };
    expect(source).toMatchObject({ rowsRead: 2114, truncated: false });
    const found = principals.flatMap(({ cases }) => cases.map(({ id, verification }) => [id, verification]));
    expect(Object.fromEntries(found)).toEqual(
      Object.fromEntries(EXPECTED_CASES.map(({ id, verification }) => [id, verification])),
    );
    expect(await faults(host)).toEqual([]);
  });

  it("says that reading stopped when the host gives no more rows", async () => {
    const host = await openHost(chromium.browser, "window=200&limit=600");
    await standIn(host.page, "settled");
    expect(await host.visual.locator("body").innerText()).toMatch(/no more rows/);
    expect(await faults(host)).toEqual([]);
  });

  it("does not read rows twice when updates without data follow", async () => {
    const host = await openHost(chromium.browser, "window=500");
    await standIn(host.page, "settled");
    const before = await host.visual.locator(".spp").innerText();
    for (const type of [4, 16, 32]) await standIn(host.page, "resend", type);
    expect(await host.visual.locator(".spp").innerText()).toBe(before);
  });

  it("holds a few screens of rows in the page, whatever the total", async () => {
    const host = await openHost(chromium.browser, "data=noFields");
    const rows = Array.from({ length: 20_000 }, (_, i) => [
      `00000000-0000-4000-8000-${String(i + 1).padStart(12, "0")}`,
      `sp-${String(i)}`,
      i % 10 === 0 ? "50171" : "0",
    ]);
    await standIn(host.page, "loadRows", {
      columns: [{ role: "servicePrincipalId" }, { role: "servicePrincipalName" }, { role: "resultType" }],
      rows,
    });
    await standIn(host.page, "settled");
    const grid = host.visual.getByRole("grid");
    expect(await grid.getAttribute("aria-rowcount")).toBe("20001");
    expect(await host.visual.locator("[data-principal-id]").count()).toBeLessThan(120);
    await grid.locator("[tabindex='0']").focus();
    await host.page.keyboard.press("End");
    expect(await host.visual.locator("[aria-rowindex='20001']").count()).toBe(1);
    expect(await host.visual.locator("[data-principal-id]").count()).toBeLessThan(120);
    expect(await faults(host)).toEqual([]);
  });
});

describe("the visual's look follows its place", () => {
  it.each([
    ["320 × 200 tile", "place=tile&w=320&h=200"],
    ["200 × 120 tile", "place=tile&w=200&h=120"],
  ])("%s has no control, no focus and no scroll bar", async (_, query) => {
    const host = await openHost(chromium.browser, query);
    expect(await host.visual.locator("button, input, select, a[href], [tabindex]:not([tabindex='-1'])").count()).toBe(
      0,
    );
    const scrolls = await host.visual
      .locator("body")
      .evaluate((body) =>
        [...body.querySelectorAll("*")].some(
          (element) =>
            /auto|scroll/.test(getComputedStyle(element).overflowY) && element.scrollHeight > element.clientHeight + 1,
        ),
      );
    expect(scrolls).toBe(false);
    expect(await host.visual.locator("body").innerText()).toContain(String(EXPECTED_FAILING_PRINCIPALS.length));
    expect(await faults(host)).toEqual([]);
  });

  it("says on a tile what is missing and claims no figure", async () => {
    const host = await openHost(chromium.browser, "place=tile&w=200&h=120&data=noFields");
    for (const [data, words] of [
      ["noFields", "Add ServicePrincipalId and ResultType"],
      ["onlyMeasures", "Add ServicePrincipalId and ResultType"],
      ["noRows", "No rows"],
    ] as const) {
      await standIn(host.page, "setOptions", { data });
      await standIn(host.page, "settled");
      const text = await host.visual.locator("body").innerText();
      expect([data, text]).toEqual([data, expect.stringContaining(words)]);
      expect(text).not.toMatch(/failing|No failures/);
    }
    expect(await faults(host)).toEqual([]);
  });

  it("is side by side when wide, one after the other when narrow, without sideways scrolling", async () => {
    const wide = await openHost(chromium.browser, "w=1280&h=720");
    await wide.visual.locator("[data-principal-id]").first().click();
    expect(await wide.visual.getByRole("grid").isVisible()).toBe(true);
    const narrow = await openHost(chromium.browser, "w=320&h=720");
    await narrow.visual.locator("[data-principal-id]").first().click();
    expect(await narrow.visual.getByRole("region", { name: /^Details for/ }).isVisible()).toBe(true);
    expect(await narrow.visual.getByRole("grid").isVisible()).toBe(false);
    expect(await narrow.visual.locator("html").evaluate((html) => html.scrollWidth)).toBeLessThanOrEqual(320);
    expect(await faults(narrow)).toEqual([]);
  });

  it("tells landing page, no rows, missing fields and no failures apart", async () => {
    const texts: string[] = [];
    const host = await openHost(chromium.browser, "data=noFields");
    for (const data of ["noFields", "noRows", "onlyMeasures"]) {
      await standIn(host.page, "setOptions", { data });
      await standIn(host.page, "settled");
      texts.push(await host.visual.locator("body").innerText());
    }
    await standIn(host.page, "loadCsv", "servicePrincipalId,resultType,time\na,0,2026-11-20T00:00:00Z\n");
    texts.push(await host.visual.locator("body").innerText());
    expect(await faults(host)).toEqual([]);
    expect(new Set(texts).size).toBe(4);
    expect(texts[0]).toContain("ServicePrincipalId");
    expect(texts[3]).toMatch(/No failures/i);
  });

  it.each(["", "theme=dark", "hc=1", "w=320&h=720", "data=noFields"])(
    "has no accessibility violation (%s)",
    async (query) => {
      const host = await openHost(chromium.browser, query);
      const rows = host.visual.locator("[data-principal-id]");
      if ((await rows.count()) > 0 && !query.includes("w=320")) await rows.nth(2).click();
      expect(await violations(host.page, { include: ["#visual"], without: PAGE_RULES })).toEqual([]);
    },
  );
});
