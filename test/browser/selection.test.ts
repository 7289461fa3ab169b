import { faults, openHost, standIn, useBrowser } from "../support/browser";

const LARKSPUR = "5b2f7a10-1111-4a01-9001-0000000000a1";
const chromium = useBrowser();

interface Call {
  readonly name: string;
  readonly args: readonly unknown[];
}
type Host = Awaited<ReturnType<typeof openHost>>;

/** Number of ids of a call; the stand-in records the first 50 and a line that says how many there were. */
function idsIn(given: unknown): number {
  if (!Array.isArray(given)) return 0;
  const [, many] = /\((\d+) items\)/.exec(String(given.at(-1))) ?? [];
  return many === undefined ? given.length : Number(many);
}

/** Calls to the selection manager that change or ask for something; ids by their number. */
async function selections(host: Host): Promise<readonly [string, number, unknown][]> {
  await standIn(host.page, "settled");
  const calls = await standIn<Call[]>(host.page, "calls");
  return calls
    .filter(({ name }) => /^selectionManager\.(select|clear)$/.test(name))
    .map(({ name, args }) => [name.slice(17), idsIn(args[0]), args[1]]);
}
const row = (host: Host, id: string): ReturnType<Host["visual"]["locator"]> =>
  host.visual.locator(`[data-principal-id="${id}"]`);
const chosen = (host: Host): Promise<(string | null)[]> =>
  host.visual
    .locator("[aria-selected='true']")
    .evaluateAll((rows) => rows.map((one) => one.getAttribute("data-principal-id")).sort());

/** Rows of two principals, `many` of the first, one of the second. */
async function loadTwo(host: Host, many: number): Promise<void> {
  const rows = Array.from({ length: many }, (_, i) => ["a", "50171", new Date(Date.UTC(2026, 0, 1) + i * 60_000)]);
  rows.push(["b", "50171", new Date(Date.UTC(2026, 0, 1))]);
  const columns = [{ role: "servicePrincipalId" }, { role: "resultType" }, { role: "time" }];
  await standIn(host.page, "loadRows", { columns, rows });
  await standIn(host.page, "settled");
}

describe("selection in the report", () => {
  it("selects all rows of a principal that is opened, once, and clears on Escape", async () => {
    const host = await openHost(chromium.browser, "data=noFields");
    await loadTwo(host, 40);
    await row(host, "a").click();
    await row(host, "a").click();
    expect(await selections(host)).toEqual([["select", 40, false]]);
    await row(host, "a").focus();
    await host.page.keyboard.press("Escape");
    expect((await selections(host)).slice(1)).toEqual([["clear", 0, undefined]]);
    expect(await chosen(host)).toEqual([]);
    expect(await faults(host)).toEqual([]);
  });

  it("adds and takes away with Ctrl and the mouse or Space, and clears by a click on empty space", async () => {
    const host = await openHost(chromium.browser, "data=noFields");
    await loadTwo(host, 3);
    await row(host, "a").click();
    await row(host, "b").click({ modifiers: ["Control"] });
    expect(await chosen(host)).toEqual(["a", "b"]);
    await row(host, "b").focus();
    await host.page.keyboard.press("Control+Space");
    expect(await chosen(host)).toEqual(["a"]);
    expect(await selections(host)).toEqual([
      ["select", 3, false],
      ["select", 1, true],
      ["select", 1, true],
    ]);
    const grid = host.visual.getByRole("grid");
    await grid.click({ position: { x: 200, y: 400 } });
    expect(await chosen(host)).toEqual([]);
    expect((await selections(host)).at(-1)?.[0]).toBe("clear");
    expect(await faults(host)).toEqual([]);
  });

  it("says how many rows are selected where not all of them fit", async () => {
    const host = await openHost(chromium.browser, "data=noFields");
    await loadTwo(host, 1500);
    await row(host, "a").click();
    expect(await selections(host)).toEqual([["select", 1000, false]]);
    expect(await host.visual.locator(".spp-said").innerText()).toContain("1,000 of 1,500 rows");
    await row(host, "b").click({ modifiers: ["Control"] });
    expect(await host.visual.locator(".spp-said").innerText()).toContain("0 of 1 rows");
    expect(await faults(host)).toEqual([]);
  });

  it("adds the rows that were read after the principal was opened", async () => {
    const host = await openHost(chromium.browser, "data=noFields&window=100");
    const rows = Array.from({ length: 450 }, (_, i) => ["a", "50171", new Date(Date.UTC(2026, 0, 1) + i * 60_000)]);
    await host.page.evaluate(
      (data) => {
        const { standIn: api } = globalThis as unknown as { standIn: { loadRows(rows: unknown): Promise<void> } };
        void api.loadRows(data);
      },
      {
        columns: [{ role: "servicePrincipalId" }, { role: "resultType" }, { role: "time" }],
        rows: [...rows, ["b", "0", null]],
      },
    );
    await row(host, "a").click();
    const calls = await selections(host);
    expect(calls.reduce((sum, [, ids]) => sum + ids, 0)).toBe(450);
    expect(await faults(host)).toEqual([]);
  });

  it("opens what a bookmark selects, marks several, and leaves open what is open when nothing is selected", async () => {
    const host = await openHost(chromium.browser, "data=noFields");
    await loadTwo(host, 5);
    await standIn(host.page, "select", [5]);
    expect(await host.visual.getByRole("region", { name: "Details for b" }).count()).toBe(1);
    await standIn(host.page, "select", [0, 5]);
    expect(await chosen(host)).toEqual(["a", "b"]);
    await standIn(host.page, "select", []);
    expect(await chosen(host)).toEqual(["b"]);
    expect(await selections(host)).toEqual([]);
    expect(await faults(host)).toEqual([]);
  });

  it("selects nothing where the host allows no interaction", async () => {
    const host = await openHost(chromium.browser, "place=tile&w=900&h=700");
    await host.visual.locator("body").click({ position: { x: 100, y: 100 } });
    await standIn(host.page, "select", [0]);
    expect(await selections(host)).toEqual([]);
    expect(await faults(host)).toEqual([]);
  });

  it("shows the page of a drilled-through principal without selecting it", async () => {
    const host = await openHost(chromium.browser, "data=noFields");
    await standIn(host.page, "loadCsv", `servicePrincipalId,resultType\n${LARKSPUR},50171\n${LARKSPUR},0\n`);
    expect(await host.visual.getByRole("region", { name: /^Details for/ }).count()).toBe(1);
    expect(await selections(host)).toEqual([]);
  });
});
