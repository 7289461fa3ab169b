import type { FrameLocator } from "playwright-core";
import { faults, openHost, standIn, useBrowser, type Watched } from "../support/browser";
import { allWrongs, send, update, allFields } from "../support/updates";

type Host = Watched & { readonly visual: FrameLocator };

interface Probe {
  readonly readable: number;
  readonly matches: number;
  readonly foreign: object;
  readonly duplicateIds: readonly string[];
}
interface Call {
  readonly name: string;
  readonly instance: number;
  readonly args: readonly unknown[];
}
interface Update {
  readonly outcome: string;
}

const chromium = useBrowser();
const KESTREL = "5b2f7a10-1111-4a01-9001-0000000000a8";

const visual = (host: Host, instance: number): FrameLocator =>
  host.page.frameLocator(instance === 1 ? "#visual" : `#visual-${instance}`);
const opened = (host: Host, instance: number): Promise<number> =>
  visual(host, instance)
    .getByRole("region", { name: /^Details for/ })
    .count();
const probe = (host: Host, instance = 1): Promise<Probe> => standIn<Probe>(host.page, "probe", "", instance);

/** Every update so far ended as finished, and nothing else went wrong. */
async function disciplined(host: Host): Promise<void> {
  const updates = await standIn<Update[]>(host.page, "updates");
  expect(updates.length).toBeGreaterThan(0);
  expect(updates.filter(({ outcome }) => outcome !== "finished")).toEqual([]);
  const calls = await standIn<Call[]>(host.page, "calls");
  const count = (name: string): number => calls.filter((call) => call.name === `eventService.${name}`).length;
  expect(count("renderingStarted")).toBe(updates.length);
  expect(count("renderingFinished")).toBe(updates.length);
  expect(await faults(host)).toEqual([]);
}

describe("the size of the packaged visual", () => {
  it("changes 200 times, to nothing and far too much, and comes out right", async () => {
    const host = await openHost(chromium.browser);
    const rows = await host.visual.getByRole("grid").getAttribute("aria-rowcount");
    const sizes = [
      [1280, 720],
      [0, 0],
      [1, 1],
      [320, 200],
      [10_000, 10_000],
      [19, 700],
      [700, 3],
      [279, 239],
      [281, 241],
      [640.5, 480.25],
    ];
    const steps = sizes.map(([width, height]) => ({ options: { width, height } }));
    const report = await standIn<{ ok: boolean; updates: number }>(host.page, "run", {
      title: "Storm",
      steps: [{ repeat: 20, steps }, { resize: [1280, 720] }, { expect: { readable: true, problems: 0 } }],
    });
    expect(report.ok).toBe(true);
    expect(report.updates).toBeGreaterThanOrEqual(199);
    expect(await host.visual.getByRole("grid").getAttribute("aria-rowcount")).toBe(rows);
    await disciplined(host);
  });

  it("may be told as no size at all", async () => {
    const host = await openHost(chromium.browser, "data=noFields");
    const odd = [Number.NaN, Number.POSITIVE_INFINITY, -40, undefined, null, "300"];
    const viewports = [...odd.map((side) => ({ width: side, height: side })), {}, null, undefined];
    const sent = await send(host, [
      update(allFields),
      ...viewports.map((viewport) => update(allFields, undefined, { viewport })),
    ]);
    expect(allWrongs(sent, (index) => JSON.stringify([viewports[index - 1]]))).toEqual([]);
    expect(await faults(host)).toEqual([]);
  });

  it("shows scroll bars only inside and something to read when it is small", async () => {
    const host = await openHost(chromium.browser, "w=320&h=240");
    for (const [width, height] of [
      [320, 240],
      [200, 120],
      [60, 40],
    ]) {
      await standIn(host.page, "setOptions", { width, height });
      await standIn(host.page, "settled");
      expect(await host.visual.locator(".spp").evaluate((view) => view.clientWidth)).toBe(width);
      const sideways = await host.visual
        .locator("html")
        .evaluate((page) => page.scrollWidth > page.clientWidth || page.scrollHeight > page.clientHeight);
      expect([width, sideways]).toEqual([width, false]);
      expect((await probe(host)).readable).toBeGreaterThan(0);
    }
    await disciplined(host);
  });

  it.each(["50", "page", "width", "175"])(
    "is drawn at another scale (%s): clicks and menus land where they aim",
    async (zoom) => {
      const host = await openHost(chromium.browser, `zoom=${zoom}&w=1000&h=1200`);
      const row = host.visual.locator("[data-principal-id]").nth(1);
      const id = await row.getAttribute("data-principal-id");
      const box = await row.evaluate((element) => element.getBoundingClientRect().toJSON() as DOMRect);
      // The place on the screen, worked out here: the browser's driver knows nothing of scaled frames.
      const scaled = await host.page.locator("#visual").evaluate((frame) => {
        const { left, top, width } = frame.getBoundingClientRect();
        return { left, top, scale: width / (frame as HTMLElement).offsetWidth };
      });
      const aim = { x: scaled.left + (box.left + 40) * scaled.scale, y: scaled.top + (box.top + 9) * scaled.scale };
      await host.page.mouse.click(aim.x, aim.y, { button: "right" });
      await standIn(host.page, "settled");
      const menu = (await standIn<Call[]>(host.page, "calls")).find(({ name }) => name.endsWith("showContextMenu"));
      const { x, y } = menu?.args[1] as { x: number; y: number };
      // In the visual's own pixels, whatever the page's scale is.
      expect([Math.abs(x - box.left - 40) < 2, Math.abs(y - box.top - 9) < 2]).toEqual([true, true]);
      await host.page.mouse.click(aim.x, aim.y);
      await host.visual.getByRole("region", { name: /^Details for/ }).waitFor();
      expect(await opened(host, 1)).toBe(1);
      const chosen = host.visual.locator(`[data-principal-id="${id ?? ""}"][aria-selected="true"]`);
      expect(await chosen.count()).toBe(1);
      await disciplined(host);
    },
  );
});

describe("several of the packaged visual on a page", () => {
  it("keep their own state and selection, and use no id twice", async () => {
    const host = await openHost(chromium.browser, "instances=3&w=900&h=600");
    await visual(host, 2).locator(`[data-principal-id="${KESTREL}"]`).click();
    expect(await Promise.all([1, 2, 3].map((instance) => opened(host, instance)))).toEqual([0, 1, 0]);
    const selecting = (await standIn<Call[]>(host.page, "calls")).filter(({ name }) => name.endsWith(".select"));
    expect(selecting.map(({ instance }) => instance)).toEqual([2]);
    await visual(host, 3).getByRole("searchbox").fill("larkspur");
    expect(await visual(host, 1).getByRole("searchbox").inputValue()).toBe("");
    for (const instance of [1, 2, 3]) expect((await probe(host, instance)).duplicateIds).toEqual([]);
    await standIn(host.page, "setOptions", { instances: 1 });
    await standIn(host.page, "resend", 4);
    await disciplined(host);
  });
});

describe("the page of the packaged visual", () => {
  it.each([true, false])("is left and opened again, three times (soft: %s)", async (soft) => {
    const host = await openHost(chromium.browser, "instances=2&w=900&h=600");
    const rows = await host.visual.getByRole("grid").getAttribute("aria-rowcount");
    for (let time = 0; time < 3; time++) {
      await visual(host, 2).locator("[data-principal-id]").first().click();
      await standIn(host.page, "switchPage", { soft });
    }
    await standIn(host.page, "settled");
    for (const instance of [1, 2]) {
      expect(await visual(host, instance).getByRole("grid").count()).toBe(1);
      expect(await visual(host, instance).getByRole("grid").getAttribute("aria-rowcount")).toBe(rows);
      expect((await probe(host, instance)).duplicateIds).toEqual([]);
    }
    await disciplined(host);
  });

  it("is left while rows are still on their way", async () => {
    const host = await openHost(chromium.browser, "window=100");
    const rows = await host.visual.getByRole("grid").getAttribute("aria-rowcount");
    await standIn(host.page, "switchPage", { soft: true });
    await standIn(host.page, "settled");
    await standIn(host.page, "switchPage");
    await standIn(host.page, "settled");
    expect(Number(await host.visual.getByRole("grid").getAttribute("aria-rowcount"))).toBeGreaterThanOrEqual(
      Number(rows),
    );
    await disciplined(host);
  });

  it("is pinned to a dashboard: something to read, nothing that a click could do, and back", async () => {
    const host = await openHost(chromium.browser);
    for (const size of ["tile-large", "tile-medium", "tile-small"]) {
      await standIn(host.page, "setOptions", { place: "tile", size });
      expect((await probe(host)).readable).toBeGreaterThan(0);
      await standIn(host.page, "clear");
      await host.visual.locator("body").click({ position: { x: 60, y: 60 } });
      const calls = await standIn<Call[]>(host.page, "calls");
      expect(calls.filter(({ name }) => /select$|persistProperties|applyJsonFilter/.test(name))).toEqual([]);
    }
    await standIn(host.page, "setOptions", { place: "report", size: "report" });
    expect(await host.visual.getByRole("grid").count()).toBe(1);
    await disciplined(host);
  });

  it("changes between reading and editing, with the same rows and what was opened", async () => {
    const host = await openHost(chromium.browser);
    const rows = await host.visual.getByRole("grid").getAttribute("aria-rowcount");
    await host.visual.locator(`[data-principal-id="${KESTREL}"]`).click();
    for (const mode of ["edit", "view", "edit", "view"]) {
      await standIn(host.page, "setOptions", { mode });
      expect(await host.visual.getByRole("grid").getAttribute("aria-rowcount")).toBe(rows);
      expect(await opened(host, 1)).toBe(1);
    }
    await disciplined(host);
  });

  it("comes back to a bookmark, also after the page was left, and to one without a selection", async () => {
    const host = await openHost(chromium.browser);
    const none = await standIn(host.page, "bookmark");
    const row = (id: string) => host.visual.locator(`[data-principal-id="${id}"]`);
    await row(KESTREL).click();
    const kept = await standIn<{ selection: string[] }>(host.page, "bookmark");
    expect(kept.selection.length).toBeGreaterThan(0);
    const other = host.visual.locator(`[data-principal-id]:not([data-principal-id="${KESTREL}"])`).first();
    await other.click();
    await standIn(host.page, "applyBookmark", kept);
    expect(await row(KESTREL).getAttribute("aria-selected")).toBe("true");
    await standIn(host.page, "switchPage");
    await standIn(host.page, "settled");
    await standIn(host.page, "applyBookmark", kept);
    expect(await row(KESTREL).getAttribute("aria-selected")).toBe("true");
    await standIn(host.page, "applyBookmark", none);
    expect(await standIn<{ selection: string[] }>(host.page, "bookmark")).toMatchObject({ selection: [] });
    await disciplined(host);
  });

  it.each(["mobile", "desktop", "embed", "publish", "export", "reportServer"])("is shown in %s", async (place) => {
    const host = await openHost(chromium.browser, `place=${place}&instances=2&w=700&h=500`);
    for (const instance of [1, 2]) expect((await probe(host, instance)).readable).toBeGreaterThan(0);
    await disciplined(host);
  });
});
