import { faults, useBrowser, openHost, standIn } from "../support/browser";

const chromium = useBrowser();

const ID = "5b2f7a10-1111-4a01-9001-00000000000a";
const COLUMNS = [
  { role: "servicePrincipalId" },
  { role: "servicePrincipalName" },
  { role: "resultType" },
  { role: "time" },
  { role: "signIns", measure: true },
  { role: "resource" },
];

describe("bad input in the packaged visual", () => {
  it("injects nothing, whatever the names are, and shows the rest", async () => {
    const host = await openHost(chromium.browser, "data=noFields");
    const names = [
      "<img src=x onerror=alert(1)>",
      "<script>globalThis.hit=1</script>",
      "\u202Egnp.exe",
      "اسم الخدمة",
      "__proto__",
      "constructor",
      "x".repeat(1_000_000),
      "=HYPERLINK(1)",
      "{{7*7}}",
    ];
    const rows = names.map((name, i) => [`${ID}${String(i)}`, name, "50171", "2026-11-20T00:00:00Z", 1, name]);
    await standIn(host.page, "loadRows", { columns: COLUMNS, rows });
    await standIn(host.page, "settled");
    expect(await host.visual.getByRole("grid").getAttribute("aria-rowcount")).toBe(String(names.length + 1));
    for (let i = 0; i < names.length; i++) {
      await host.visual.locator(`[data-principal-id="${ID}${String(i)}"]`).click();
      expect(await host.visual.getByRole("region", { name: /^Details for/ }).count()).toBe(1);
    }
    expect(await host.visual.locator("img, script[src], iframe, object").count()).toBe(0);
    expect(await host.visual.locator("body").innerText()).not.toContain("\u202E");
    expect(await faults(host)).toEqual([]);
  });

  it("counts unreadable values, shows the first ones and keeps good rows", async () => {
    const host = await openHost(chromium.browser, "data=noFields");
    const bad = [
      Number.NaN,
      Number.POSITIVE_INFINITY,
      -1,
      "what",
      null,
      true,
      {},
      [1],
      "AADSTS",
      "x".repeat(1_000_000),
    ];
    const rows: unknown[][] = bad.map((value) => [ID, "sp", value, value, value, null]);
    rows.push([ID, "sp", "50171", new Date(Date.UTC(2026, 10, 20)), "12", "Ledger"]);
    await standIn(host.page, "loadRows", { columns: COLUMNS, rows });
    await standIn(host.page, "settled");
    expect(await host.visual.locator(`[data-principal-id="${ID}"]`).count()).toBe(1);
    const opener = host.visual.getByRole("button", { name: /unreadable|problem/i }).first();
    await opener.click();
    const text = await host.visual.locator("body").innerText();
    expect(text).toContain("ResultType");
    expect(text).toContain("contains no result code");
    expect(await faults(host)).toEqual([]);
  });

  it("survives 30,000 rows that are all bad", async () => {
    const host = await openHost(chromium.browser, "data=noFields");
    const rows = Array.from({ length: 30_000 }, (_, i) => [null, null, `bad ${String(i)}`, "never", "x", null]);
    await standIn(host.page, "loadRows", { columns: COLUMNS, rows });
    await standIn(host.page, "settled");
    expect(await host.visual.locator("body").innerText()).toMatch(/30,000/);
    expect(await faults(host)).toEqual([]);
  });

  it.each<[string, unknown]>([
    ["no data view", []],
    ["an undefined data view", [null]],
    ["no metadata", [{}]],
    ["no table", [{ metadata: { columns: [] } }]],
    ["a table without columns or rows", [{ metadata: { columns: [] }, table: {} }]],
    [
      "a table without rows",
      [
        {
          metadata: { columns: [{ displayName: "a", roles: { appId: true } }] },
          table: { columns: [{ displayName: "a", roles: { appId: true } }] },
        },
      ],
    ],
    [
      "rows that are no rows",
      [
        {
          metadata: { columns: [] },
          table: { columns: [{ displayName: "a", roles: { appId: true } }], rows: [null, 5, "x", [], [null]] },
        },
      ],
    ],
    [
      "columns without roles",
      [{ metadata: { columns: [null, {}] }, table: { columns: [null, {}, { roles: null }], rows: [[1, 2, 3]] } }],
    ],
  ])("finishes every rendering with %s", async (_, dataViews) => {
    const host = await openHost(chromium.browser, "data=sample");
    await standIn(host.page, "loadRaw", dataViews);
    expect((await host.visual.locator("body").innerText()).length).toBeGreaterThan(10);
    expect(await faults(host)).toEqual([]);
  });

  it("starts and then finishes every update exactly once, also while updates come in quick succession", async () => {
    const host = await openHost(chromium.browser, "window=300");
    for (const type of [2, 4, 8, 16, 32, 62]) await standIn(host.page, "resend", type, 3);
    await standIn(host.page, "settled");
    const calls = await standIn<{ name: string }[]>(host.page, "calls");
    const count = (name: string): number => calls.filter((call) => call.name === `eventService.${name}`).length;
    expect(count("renderingStarted")).toBeGreaterThan(15);
    expect(count("renderingFinished") + count("renderingFailed")).toBe(count("renderingStarted"));
    expect(count("renderingFailed")).toBe(0);
    expect(await faults(host)).toEqual([]);
  });
});
