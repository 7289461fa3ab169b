import type { FrameLocator, Page } from "playwright-core";
import capabilities from "../../capabilities.json";
import { faults, openHost, standIn, useBrowser } from "../support/browser";

const chromium = useBrowser();

interface Descriptor {
  readonly objectName: string;
  readonly propertyName: string;
}
interface Slice {
  readonly uid: string;
  readonly disabled?: boolean;
  readonly control: { readonly properties: { readonly descriptor: Descriptor; readonly value: unknown } };
}
interface Card {
  readonly uid: string;
  readonly description: string;
  readonly groups: readonly { readonly slices: readonly Slice[] }[];
  readonly revertToDefaultDescriptors: readonly Descriptor[];
}

const set = async (page: Page, objects: unknown): Promise<void> => {
  await standIn(page, "setObjects", objects);
  await standIn(page, "settled");
};
const pane = async (page: Page): Promise<readonly Card[]> =>
  (await standIn<{ cards: readonly Card[] }>(page, "formattingModel")).cards;
const headers = (visual: FrameLocator): Promise<string[]> =>
  visual.getByRole("columnheader").evaluateAll((all) =>
    all
      .filter((cell) => (cell as unknown as { offsetWidth: number }).offsetWidth > 1)
      .sort((a, b) => a.getBoundingClientRect().left - b.getBoundingClientRect().left)
      .map((cell) => cell.textContent),
  );
const style = (visual: FrameLocator, selector: string, property: string): Promise<string> =>
  visual
    .locator(selector)
    .first()
    .evaluate((node, name) => getComputedStyle(node).getPropertyValue(name), property);
const SIZES: Readonly<Record<string, string>> = { tile: "w=240&h=150&" };
const said = (visual: FrameLocator): Promise<string[]> => visual.locator(".is-setting").allInnerTexts();

describe("each card changes what is seen", () => {
  it("columns: which, in which order, how wide; and reading order and counts follow", async () => {
    const host = await openHost(chromium.browser, "w=1600&h=720");
    const usual = await headers(host.visual);
    expect(usual).toHaveLength(9);
    await set(host.page, { columns: { statusPosition: 2, trendShow: false, failuresWidth: 140 } });
    const wanted = [
      "Service principal",
      "Status",
      "Failures",
      "Top error",
      "Posture",
      "Next expiry",
      "Last failure",
      "Checklist",
    ];
    expect(await headers(host.visual)).toEqual(wanted);
    expect(await host.visual.getByRole("grid").getAttribute("aria-colcount")).toBe("8");
    const cells = host.visual.locator("[data-principal-id]").first().locator(":scope > *");
    const order = await cells.evaluateAll((all) =>
      all.filter((one) => one.hasAttribute("aria-colindex")).map((one) => one.getAttribute("aria-colindex")),
    );
    expect(order).toEqual(["1", "2", "3", "4", "5", "6", "7", "8"]);
    expect(await cells.nth(1).innerText()).toMatch(/Regressed|Failing/);
    const width = await host.visual
      .locator(".spp-hcell.spp-c-failures")
      .evaluate((node) => node.getBoundingClientRect().width);
    expect(width).toBe(140);
    // Keys walk the headers as they stand.
    await host.visual.getByRole("columnheader", { name: "Service principal" }).focus();
    await host.page.keyboard.press("ArrowRight");
    expect(await host.visual.locator(":focus").textContent()).toBe("Status");
    await set(host.page, {});
    expect(await headers(host.visual)).toEqual(usual);
    expect(await faults(host)).toEqual([]);
  });

  it("columns: narrow places leave out the same ones first, and nothing runs out of its place", async () => {
    const host = await openHost(chromium.browser, "w=560&h=720");
    await set(host.page, { columns: { checklistPosition: 1, nameWidth: 600, failuresWidth: 600, postureShow: false } });
    expect(await headers(host.visual)).not.toContain("Checklist");
    const grid = host.visual.getByRole("grid");
    expect(await grid.evaluate((node) => node.scrollWidth - node.clientWidth)).toBeLessThanOrEqual(0);
    await standIn(host.page, "setOptions", { width: 320 });
    expect(await host.visual.locator(".spp-cell.spp-c-posture").first().isVisible()).toBe(false);
    expect(await host.visual.locator("html").evaluate((html) => html.scrollWidth)).toBeLessThanOrEqual(320);
    expect(await faults(host)).toEqual([]);
  });

  it("density: rows of 32 px instead of 44 px, one below the other", async () => {
    const host = await openHost(chromium.browser, "w=1280&h=720");
    const heights = (): Promise<number[]> =>
      host.visual.locator("[data-principal-id]").evaluateAll((rows) => {
        const tops = rows.map((row) => row.getBoundingClientRect().top).sort((a, b) => a - b);
        return [...new Set(tops.slice(1).map((top, i) => Math.round(top - (tops[i] ?? 0))))];
      });
    expect(await heights()).toEqual([44]);
    await set(host.page, { density: { rows: "compact" } });
    expect(await heights()).toEqual([32]);
    expect(await style(host.visual, "[data-principal-id]", "block-size")).toBe("32px");
    expect(await faults(host)).toEqual([]);
  });

  it("colours: shapes take them, words only where they can be read, and high contrast overrides them", async () => {
    const host = await openHost(chromium.browser, "w=1280&h=720");
    const poor = '.spp-chip[data-grade="poor"]';
    await set(host.page, { gradeColors: { poor: { solid: { color: "#6b007b" } } } });
    expect(await style(host.visual, `${poor} .spp-icon`, "color")).toBe("rgb(107, 0, 123)");
    expect(await style(host.visual, poor, "color")).toBe("rgb(107, 0, 123)");
    // 3.5:1 is enough for a shape and too little for words.
    await set(host.page, { gradeColors: { poor: "#e66c37" } });
    expect(await style(host.visual, `${poor} .spp-icon`, "color")).toBe("rgb(230, 108, 55)");
    expect(await style(host.visual, poor, "color")).toBe(await style(host.visual, ".spp", "color"));
    await standIn(host.page, "setOptions", { highContrast: true });
    expect(await style(host.visual, `${poor} .spp-icon`, "color")).toBe("rgb(0, 0, 0)");
    expect(await faults(host)).toEqual([]);
  });

  it("colours: the theme's own for bad and good where they can be seen", async () => {
    const host = await openHost(chromium.browser, "w=1280&h=720&theme=dark");
    const attention = '.spp-chip[data-grade="attention"] .spp-icon';
    expect(await style(host.visual, attention, "color")).toBe("rgb(217, 179, 0)");
    expect(await style(host.visual, ".spp-spark path", "stroke")).toBe("rgb(214, 69, 80)");
    // On white the theme's yellow is too pale, so the style sheet's stays.
    await standIn(host.page, "setOptions", { theme: "light" });
    expect(await style(host.visual, attention, "color")).toBe("rgb(138, 97, 0)");
    await standIn(host.page, "setOptions", { highContrast: true });
    expect(await style(host.visual, ".spp-spark path", "stroke")).toBe("rgb(0, 0, 0)");
    await standIn(host.page, "setOptions", { theme: "dark" });
    expect(await style(host.visual, ".spp-spark path", "stroke")).toBe("rgb(255, 255, 255)");
    expect(await faults(host)).toEqual([]);
  });

  it("failures: numbers stand out from the author's limit on", async () => {
    const host = await openHost(chromium.browser, "w=1280&h=720");
    const marked = host.visual.locator(".spp-cell.is-marked");
    expect(await marked.count()).toBe(0);
    await set(host.page, { failures: { from: 64, color: { solid: { color: "#12239e" } } } });
    expect((await marked.allInnerTexts()).map(Number).every((value) => value >= 64)).toBe(true);
    expect(await marked.count()).toBeGreaterThan(2);
    expect(await style(host.visual, ".spp-cell.is-marked", "color")).toBe("rgb(18, 35, 158)");
    expect(await faults(host)).toEqual([]);
  });

  it.each(["first", "last"])(
    "thresholds and watched codes apply to what is loaded (objects come by %s)",
    async (persist) => {
      const host = await openHost(chromium.browser, `w=1280&h=720&window=500&persist=${persist}`);
      await standIn(host.page, "settled");
      const summary = host.visual.locator(".spp-summary");
      expect(await summary.innerText()).toMatch(/AADSTS50171 in 9 cases[\s\S]*\b2\s+expire in 30 days/);
      await set(host.page, { thresholds: { expiring: 365 }, codes: { watched: "7000222" } });
      expect(await summary.innerText()).toMatch(/AADSTS7000222 in 2 cases[\s\S]*expire in 365 days/);
      expect(await summary.innerText()).not.toMatch(/\b2\s+expire in 365 days/);
      expect(await host.visual.locator(".spp-footer").innerText()).toContain("2,114 rows read, complete");
      await set(host.page, {});
      expect(await summary.innerText()).toMatch(/AADSTS50171 in 9 cases[\s\S]*\b2\s+expire in 30 days/);
      expect(await faults(host)).toEqual([]);
    },
  );

  it("cloud: commands name its hosts", async () => {
    const host = await openHost(chromium.browser, "w=1280&h=720");
    await host.visual.locator("[data-principal-id='5b2f7a10-1111-4a01-9001-0000000000a8']").click();
    const details = host.visual.getByRole("region", { name: /^Details for/ });
    await details.evaluate((region) => {
      const closed = (): HTMLElement | null => region.querySelector(".spp-steptitle[aria-expanded='false']");
      for (let title = closed(), most = 50; title !== null && most > 0; title = closed(), most--) title.click();
    });
    expect(await details.locator(".spp-steptitle[aria-expanded='false']").count()).toBe(0);
    const commands = async (): Promise<string> => (await details.locator(".spp-pre").allInnerTexts()).join("\n");
    expect(await commands()).toContain("microsoftonline.com");
    expect(await commands()).not.toContain("microsoftonline.us");
    await set(host.page, { cloud: { name: "usgov" } });
    expect(await commands()).toContain("microsoftonline.us");
    expect(await faults(host)).toEqual([]);
  });

  it("cloud: links open its admin center, also where no command names a host", async () => {
    const host = await openHost(chromium.browser, "w=1280&h=720");
    await host.visual.getByRole("combobox", { name: "Status" }).selectOption("none");
    await host.visual.locator("[data-principal-id]").first().click();
    const opened = async (): Promise<string> => {
      await standIn(host.page, "clear");
      await host.visual.getByRole("link", { name: /^App registration/ }).click();
      await standIn(host.page, "settled");
      const calls = await standIn<{ name: string; args: readonly unknown[] }[]>(host.page, "calls");
      return new URL(String(calls.find(({ name }) => name === "host.launchUrl")?.args[0])).hostname;
    };
    expect(await opened()).toBe("entra.microsoft.com");
    await set(host.page, { cloud: { name: "usgov" } });
    expect(await opened()).toBe("entra.microsoft.us");
    await set(host.page, {});
    expect(await opened()).toBe("entra.microsoft.com");
    expect(await faults(host)).toEqual([]);
  });

  it("columns: an order by a column that is not on screen is named, and can be changed", async () => {
    const host = await openHost(chromium.browser, "w=1280&h=720");
    const order = host.visual.getByRole("combobox", { name: "Sort by" });
    expect(await order.count()).toBe(0);
    await set(host.page, { columns: { statusShow: false } });
    expect(await order.inputValue()).toBe("status");
    await order.selectOption("failures");
    expect(await order.count()).toBe(0);
    expect(await host.visual.getByRole("columnheader", { name: "Failures" }).getAttribute("aria-sort")).toBe(
      "descending",
    );
    expect(await faults(host)).toEqual([]);
  });

  it("density: compact groups keep their names in sight, with and without the posture column", async () => {
    const host = await openHost(chromium.browser, "w=1280&h=720");
    await host.visual.getByRole("combobox", { name: "Group by" }).selectOption("resource");
    for (const postureShow of [true, false]) {
      await set(host.page, { density: { rows: "compact" }, columns: { postureShow } });
      const inside = await host.visual.locator(".spp-grouprow").evaluateAll((rows) =>
        rows.map((row) => {
          const [outer, name] = [row, row.querySelector(".spp-name")].map((one) => one?.getBoundingClientRect());
          return name !== undefined && outer !== undefined && name.width > 20 && name.bottom <= outer.bottom;
        }),
      );
      expect(inside.length).toBeGreaterThan(1);
      expect(inside).not.toContain(false);
    }
    expect(await faults(host)).toEqual([]);
  });

  it("time zone: instants follow it, and days stay UTC days", async () => {
    const host = await openHost(chromium.browser, "w=1280&h=720");
    const footer = host.visual.locator(".spp-footer");
    expect(await footer.innerText()).toContain("11:00 UTC");
    await set(host.page, { time: { zone: "Asia/Tokyo" } });
    expect(await footer.innerText()).toContain("20:00 GMT+9");
    expect(await faults(host)).toEqual([]);
  });

  it("export formats: both menus offer what is left, and without any there is no menu", async () => {
    const host = await openHost(chromium.browser, "w=1280&h=720&export=allowed");
    await host.visual.locator("[data-principal-id='5b2f7a10-1111-4a01-9001-0000000000a8']").click();
    await set(host.page, { exports: { xlsx: false, md: false } });
    for (const name of ["Export checklist", "Export this checklist"]) {
      await host.visual.getByRole("button", { name }).click();
      expect(await host.visual.getByRole("menuitem").allInnerTexts()).toEqual(["CSV", "JSON"]);
      await host.page.keyboard.press("End");
      expect(await host.visual.locator(":focus").innerText()).toBe("JSON");
      await host.page.keyboard.press("Escape");
    }
    await set(host.page, { exports: { xlsx: false, md: false, csv: false, json: false } });
    expect(await host.visual.getByRole("button", { name: /^Export/ }).count()).toBe(0);
    expect(await faults(host)).toEqual([]);
  });
});

const BAD = {
  columns: { failuresPosition: 1e9, statusPosition: -3, trendWidth: Infinity, topErrorShow: "yes", nobody: 1 },
  density: { rows: "<b>tiny</b>" },
  gradeColors: { poor: { solid: { color: "red;}" } }, good: "#ffffff", critical: 4 },
  failures: { from: -1, color: "x" },
  thresholds: { expiring: 99999, unused: "soon", secretLifetime: Number.NaN },
  codes: { watched: "<img src=x onerror=alert(1)>" },
  cloud: { name: "moon" },
  time: { zone: "Mars/Olympus" },
  tile: { worst: 1000, trend: 3 },
  exports: "all",
};

describe("bad values", () => {
  it("finish rendering, are replaced, and are said in the view and in the pane", async () => {
    const host = await openHost(chromium.browser, "w=1280&h=720");
    await set(host.page, BAD);
    expect(await host.visual.locator("[data-principal-id]").count()).toBeGreaterThan(5);
    const note = host.visual.getByRole("button", { name: /settings of the format pane are not used as they are/ });
    await note.click();
    const words = (await said(host.visual)).join("\n");
    for (const one of [
      "Expiring within: 99999 was set, 3650 is used.",
      "Unused for: soon was set, 30 is used.",
      "Codes: <img src=x onerror=alert(1)> was set, 50171 is used.",
      "Zone: Mars/Olympus was set, the viewer's own zone is used.",
      "Good: #ffffff is too close to the background, the color of the theme is used.",
      "Worst principals: 1000 was set, 3 is used.",
    ]) {
      expect(words).toContain(one);
    }
    expect(await host.visual.locator("img").count()).toBe(0);
    const cards = await pane(host.page);
    expect(cards.find(({ uid }) => uid === "thresholds-card")?.description).toContain("99999 was set, 3650 is used");
    await set(host.page, {});
    expect(await host.visual.locator(".is-setting").count()).toBe(0);
    expect(await faults(host)).toEqual([]);
  });

  it("a single one is a line by itself", async () => {
    const host = await openHost(chromium.browser, "w=1280&h=720");
    await set(host.page, { thresholds: { expiring: 99999 } });
    expect(await said(host.visual)).toEqual(["Expiring within: 99999 was set, 3650 is used."]);
  });

  it.each([
    ["report", ["noFields", "noRows", "onlyMeasures", "blank"]],
    ["tile", ["sample"]],
  ])("finish rendering in place %s with %j", async (place, states) => {
    const host = await openHost(chromium.browser, `place=${place}&${SIZES[place] ?? ""}data=${states[0] ?? ""}`);
    for (const data of states) {
      await set(host.page, {});
      await standIn(host.page, "setOptions", { data });
      await set(host.page, BAD);
      expect([data, (await host.visual.locator(".spp").innerText()).length > 10]).toEqual([data, true]);
    }
    expect(await faults(host)).toEqual([]);
  });
});

describe("the format pane", () => {
  it.each([
    ["", ["sample", "noFields", "noRows", "onlyMeasures", "blank"]],
    ["hc=1", ["sample"]],
    ["place=tile&w=240&h=150", ["sample"]],
  ])("opens in every state of the field wells, and each of its slices is declared (%s, %j)", async (query, states) => {
    const host = await openHost(chromium.browser, query);
    // What the visual itself keeps in the report has no card.
    const settings = Object.entries(capabilities.objects).filter(([name]) => name !== "kept");
    const declared = settings.flatMap(([name, { properties }]) =>
      Object.keys(properties).map((property) => `${name}.${property}`),
    );
    for (const data of states) {
      await standIn(host.page, "setOptions", { data });
      await standIn(host.page, "settled");
      const cards = await pane(host.page);
      expect([data, cards.length]).toEqual([data, settings.length]);
      const shown = cards.flatMap(({ groups }) =>
        groups.flatMap(({ slices }) => slices.map(({ control }) => control.properties.descriptor)),
      );
      expect(shown.map(({ objectName, propertyName }) => `${objectName}.${propertyName}`)).toEqual(declared);
    }
    expect(await faults(host)).toEqual([]);
  });

  it("resets a card by taking away what its descriptors name", async () => {
    const host = await openHost(chromium.browser, "w=1600&h=720");
    const usual = await headers(host.visual);
    const objects: Record<string, Record<string, unknown>> = {
      columns: { statusPosition: 1, trendShow: false, nameWidth: 300 },
      density: { rows: "compact" },
    };
    await set(host.page, objects);
    expect(await headers(host.visual)).not.toEqual(usual);
    const columns = (await pane(host.page)).find(({ uid }) => uid === "columns-card");
    for (const { objectName, propertyName } of columns?.revertToDefaultDescriptors ?? []) {
      Reflect.deleteProperty(objects[objectName] ?? {}, propertyName);
    }
    expect(objects["columns"]).toEqual({});
    await set(host.page, objects);
    expect(await headers(host.visual)).toEqual(usual);
    expect(await style(host.visual, "[data-principal-id]", "block-size")).toBe("32px");
    expect(await faults(host)).toEqual([]);
  });
});

describe("on-object formatting", () => {
  const calls = async (page: Page, name: string): Promise<unknown[]> =>
    (await standIn<{ name: string; args: unknown[] }[]>(page, "calls"))
      .filter((call) => call.name === `subSelectionService.${name}`)
      .map(({ args }) => args[0]);

  it("names what is clicked in format mode, and opens nothing", async () => {
    const host = await openHost(chromium.browser, "w=1280&h=720&mode=format");
    const { visual, page } = host;
    const objectOf = async (): Promise<unknown> =>
      (await calls(page, "subSelect")).map(
        (one) => (one as { customVisualObjects: { objectName: string }[] }).customVisualObjects[0]?.objectName,
      );
    await visual.getByRole("columnheader", { name: "Failures" }).click();
    await visual.locator(".spp-chip[data-grade]").first().click();
    await visual.locator("[data-principal-id] .spp-name").first().click();
    await visual.getByRole("button", { name: "Export checklist" }).click();
    expect(await objectOf()).toEqual(["columns", "gradeColors", "density", "exports"]);
    expect(await visual.getByRole("region", { name: /^Details for/ }).count()).toBe(0);
    expect(await visual.getByRole("menuitem").count()).toBe(0);
    expect(await visual.locator("[aria-sort]:not([aria-sort='none'])").innerText()).toBe("Status");
    const outlines = await calls(page, "updateRegionOutlines");
    expect(outlines.flat()).toContainEqual(expect.objectContaining({ visibility: 2 }));
    expect(await faults(host)).toEqual([]);
  });

  it("listens in no other mode", async () => {
    const host = await openHost(chromium.browser, "w=1280&h=720&mode=format");
    await standIn(host.page, "setOptions", { mode: "edit" });
    await host.visual.locator("[data-principal-id]").first().click();
    expect(await host.visual.getByRole("region", { name: /^Details for/ }).count()).toBe(1);
    expect(await calls(host.page, "subSelect")).toEqual([]);
    expect((await calls(host.page, "updateRegionOutlines")).at(-1)).toEqual([]);
    expect(await faults(host)).toEqual([]);
  });
});
