import { faults, openHost, standIn, useBrowser } from "../support/browser";

const LARKSPUR = "5b2f7a10-1111-4a01-9001-0000000000a1";
const STORAGE_WORDS = "Ticks are kept for you by Power BI's local storage, which drops them after 29 days.";
const REPORT_WORDS = "Ticks are kept in the report, for everybody who opens it, once the report is saved.";
const chromium = useBrowser();

type Host = Awaited<ReturnType<typeof openHost>>;
interface Saved {
  readonly objects: Record<string, Record<string, string>>;
  readonly storage: Record<string, string>;
}

const row = (host: Host, id = LARKSPUR): ReturnType<Host["visual"]["locator"]> =>
  host.visual.locator(`[data-principal-id="${id}"]`);
const firstBox = (host: Host): ReturnType<Host["visual"]["locator"]> =>
  host.visual.getByRole("group", { name: "Fix checklist" }).first().getByRole("checkbox").first();
const saved = (host: Host): Promise<Saved> => standIn<Saved>(host.page, "saved");
const settled = (host: Host): Promise<unknown> => standIn(host.page, "settled");
const writes = async (host: Host): Promise<number> => {
  const counts = await standIn<Record<string, number>>(host.page, "counts");
  return (counts["host.persistProperties"] ?? 0) + (counts["storageV2Service.set"] ?? 0);
};

/** What the reader sees of all that is kept. */
async function seen(host: Host): Promise<unknown> {
  const { visual } = host;
  return {
    search: await visual.getByRole("searchbox").inputValue(),
    code: await visual.getByRole("combobox", { name: "Code" }).inputValue(),
    sorted: await visual.getByRole("columnheader", { name: "Service principal" }).getAttribute("aria-sort"),
    open: await visual.getByRole("region", { name: /^Details for/ }).getAttribute("aria-label"),
    ticked: await firstBox(host).isChecked(),
  };
}

/** Searches, filters, sorts, opens and ticks. */
async function work(host: Host): Promise<unknown> {
  const { visual } = host;
  await visual.getByRole("searchbox").fill("larkspur");
  await visual.getByRole("combobox", { name: "Code" }).selectOption("50171");
  await visual.getByRole("columnheader", { name: "Service principal" }).click();
  await row(host).click();
  await firstBox(host).check();
  await settled(host);
  return seen(host);
}

describe.each(["view", "edit"] as const)("in %s mode, what a reader ticks, sorts, filters and opens", (mode) => {
  it("survives an update, a resize and a page switch", async () => {
    const host = await openHost(chromium.browser, `mode=${mode}`);
    const wanted = await work(host);
    expect(wanted).toMatchObject({ search: "larkspur", code: "50171", sorted: "ascending", ticked: true });
    await standIn(host.page, "resend", 2, 3);
    expect(await seen(host)).toEqual(wanted);
    await standIn(host.page, "setOptions", { width: 1150, height: 600 });
    expect(await seen(host)).toEqual(wanted);
    await standIn(host.page, "setOptions", { size: "report" });
    await standIn(host.page, "reload");
    await settled(host);
    expect(await seen(host)).toEqual(wanted);
    const kept = await saved(host);
    expect(mode in { edit: 1 } ? kept.objects["kept"]?.["marks"] : kept.storage["marks.1"]).toContain("|50171");
    expect(mode in { edit: 1 } ? kept.storage["marks.1"] : kept.objects["kept"]).toBeUndefined();
    const note = host.visual.locator(".spp-kept").first();
    expect(await note.innerText()).toBe(mode === "edit" ? REPORT_WORDS : STORAGE_WORDS);
    await firstBox(host).uncheck();
    await settled(host);
    await standIn(host.page, "reload");
    await settled(host);
    expect(await firstBox(host).isChecked()).toBe(false);
    expect(await faults(host)).toEqual([]);
  });
});

describe("keeping", () => {
  it("says where ticks go as soon as the mode changes, and never writes to a report that is read", async () => {
    const host = await openHost(chromium.browser, "mode=edit");
    await row(host).click();
    const note = host.visual.locator(".spp-kept").first();
    expect(await note.innerText()).toBe(REPORT_WORDS);
    // Both at once: the report is written to a moment after a sort, while it may still be edited.
    const steps = [{ click: ".spp-hcell.spp-c-failures" }, { options: { mode: "view" } }];
    expect(await standIn(host.page, "run", { title: "Sorted, then read", steps })).toMatchObject({ ok: true });
    expect(await host.visual.getByRole("columnheader", { name: "Failures" }).getAttribute("aria-sort")).toBe(
      "descending",
    );
    expect(await note.innerText()).toBe(STORAGE_WORDS);
    expect((await standIn<Record<string, number>>(host.page, "counts"))["host.persistProperties"]).toBeUndefined();
    expect(await faults(host)).toEqual([]);
  });

  it.each(["first", "last"])("in edit mode loops nowhere and reads no rows twice (persist=%s)", async (persist) => {
    const host = await openHost(chromium.browser, `mode=edit&persist=${persist}&window=500`);
    await settled(host);
    const rows = await host.visual.locator(".spp-rows").innerText();
    expect(rows).toMatch(/complete/);
    const fetches = async (): Promise<number | undefined> =>
      (await standIn<Record<string, number>>(host.page, "counts"))["host.fetchMoreData"];
    const fetched = await fetches();
    expect(fetched).toBeGreaterThan(1);
    // Both at once: what is opened is written a moment later, together with the tick.
    const steps = [{ click: `[data-principal-id="${LARKSPUR}"]` }, { click: "[data-step] .spp-checkbox input" }];
    expect(await standIn(host.page, "run", { title: "Opened and ticked", steps })).toMatchObject({ ok: true });
    await settled(host);
    expect(await firstBox(host).isChecked()).toBe(true);
    expect(await fetches()).toBe(fetched);
    const before = await writes(host);
    expect(before).toBeGreaterThan(1);
    for (let i = 0; i < 5; i++) await standIn(host.page, "resend", 62, 1);
    await settled(host);
    expect(await writes(host)).toBe(before);
    expect(await host.visual.locator(".spp-rows").innerText()).toBe(rows);
    const counts = await standIn<Record<string, number>>(host.page, "counts");
    expect(counts["host.persistProperties"]).toBe(1);
    expect(await firstBox(host).isChecked()).toBe(true);
    expect(await faults(host)).toEqual([]);
  });

  it("drops what is corrupt with a word, draws all the same, and keeps the next tick", async () => {
    const host = await openHost(chromium.browser);
    const bad = '{"v":1,"marks":[["__proto__",["x","completedBySystem",9e15]]]}';
    await standIn(host.page, "reload", {
      saved: { objects: { kept: { marks: "{", view: "[]" } }, storage: { "marks.1": bad, "views.1": "null" } },
    });
    await settled(host);
    expect(await host.visual.locator(".spp-said").innerText()).toMatch(/could not be read were left out\.$/);
    await row(host).click();
    expect(await firstBox(host).isChecked()).toBe(false);
    await firstBox(host).check();
    await settled(host);
    await standIn(host.page, "reload", { saved: { objects: {} } });
    await settled(host);
    expect(await host.visual.locator(".spp-said").innerText()).toBe("");
    expect(await firstBox(host).isChecked()).toBe(true);
    expect(await faults(host)).toEqual([]);
  });

  it("gives another instance the ticks, but not the view", async () => {
    const host = await openHost(chromium.browser);
    await work(host);
    const { storage } = await saved(host);
    const views = (storage["views.1"] ?? "").replace(/"stand-in-[^"]*"/, '"another"');
    expect(views).toContain('"another"');
    await standIn(host.page, "reload", { saved: { storage: { ...storage, "views.1": views } } });
    await settled(host);
    expect(await host.visual.getByRole("searchbox").inputValue()).toBe("");
    expect(await host.visual.getByRole("region", { name: /^Details for/ }).count()).toBe(0);
    await row(host).click();
    expect(await firstBox(host).isChecked()).toBe(true);
    await settled(host);
    expect((await saved(host)).storage["views.1"]).toContain('"another"');
    expect(await faults(host)).toEqual([]);
  });

  it("stores ids and the reader's own words, no name of any principal", async () => {
    const host = await openHost(chromium.browser);
    await row(host).click();
    const name = (await row(host).locator(".spp-name").first().innerText()).trim();
    await firstBox(host).check();
    await settled(host);
    const text = JSON.stringify(await saved(host));
    expect(text).toContain(LARKSPUR);
    expect(name).not.toBe("");
    expect(text.toLowerCase()).not.toContain(name.toLowerCase());
    expect(await faults(host)).toEqual([]);
  });

  it("shows a kept filter that lets nothing through as what it is, with the way out", async () => {
    const host = await openHost(chromium.browser);
    await host.visual.getByRole("searchbox").fill("nobody is called like this");
    await settled(host);
    await standIn(host.page, "reload");
    await settled(host);
    expect(await host.visual.locator(".spp-nomatch").isVisible()).toBe(true);
    await host.visual.getByRole("button", { name: "Clear filters" }).click();
    expect(await row(host).count()).toBe(1);
    expect(await faults(host)).toEqual([]);
  });

  it("restores and writes nothing on a tile", async () => {
    const host = await openHost(chromium.browser);
    await work(host);
    const before = await saved(host);
    await standIn(host.page, "setOptions", { place: "tile", size: "tile-medium" });
    await settled(host);
    expect(await host.visual.getByRole("searchbox").count()).toBe(0);
    expect(await saved(host)).toEqual(before);
    expect(await faults(host)).toEqual([]);
  });
});
