import { random } from "../../src/build/sample/random";
import type { Field } from "../../src/model";
import { faults, openHost, standIn, useBrowser } from "../support/browser";
import { allFields, allWrongs, column, raw, ROWS, send, update } from "../support/updates";

const chromium = useBrowser();

const CORE: readonly Field[] = ["servicePrincipalId", "resultType", "time", "resource", "signIns"];

/** All orders of a few things. */
function orders<T>(of: readonly T[]): T[][] {
  if (of.length === 0) return [[]];
  return of.flatMap((first) => orders(of.filter((other) => other !== first)).map((rest) => [first, ...rest]));
}

function shuffled<T>(of: readonly T[], next: () => number): T[] {
  return of
    .map((item) => [next(), item] as const)
    .sort((a, b) => a[0] - b[0])
    .map(([, item]) => item);
}

/** The fields that are left after each removal, from all of them to none. */
function removals(order: readonly Field[], from: readonly Field[]): Field[][] {
  return [from.slice(), ...order.map((_, index) => from.filter((field) => !order.slice(0, index + 1).includes(field)))];
}

describe("fields of the packaged visual are removed", () => {
  it("one by one from a full table, each put back before the next", async () => {
    const host = await openHost(chromium.browser, "data=noFields");
    const steps = allFields.flatMap((gone) => [allFields, allFields.filter((field) => field !== gone)]);
    const sent = await send(
      host,
      steps.map((fields) => update(fields)),
    );
    expect(sent).toHaveLength(2 * allFields.length);
    expect(allWrongs(sent, (index) => `without ${allFields[index >> 1] ?? ""}`)).toEqual([]);
    expect(await faults(host)).toEqual([]);
  });

  it("in each of the 120 orders of five that everything rests on, to none", async () => {
    const host = await openHost(chromium.browser, "data=noFields");
    const steps = orders(CORE).flatMap((order) => removals(order, CORE));
    const sent = await send(
      host,
      steps.map((fields) => update(fields)),
    );
    expect(sent).toHaveLength(120 * 6);
    expect(allWrongs(sent, (index) => steps[index]?.join("+") ?? "")).toEqual([]);
    expect(await faults(host)).toEqual([]);
  });

  it("all of them to none and back, in orders drawn by lot", async () => {
    const host = await openHost(chromium.browser, "data=noFields");
    const steps = ["one", "two", "three"].flatMap((seed) => {
      const down = removals(shuffled(allFields, random(`removal ${seed}`)), allFields);
      return [...down, ...down.slice(0, -1).reverse()];
    });
    const sent = await send(
      host,
      steps.map((fields) => update(fields)),
    );
    expect(allWrongs(sent, (index) => steps[index]?.join("+") ?? "")).toEqual([]);
    // The last step has all fields again: nothing of the way there stays behind.
    expect(await host.visual.getByRole("grid").getAttribute("aria-rowcount")).toBe("3");
    expect(await faults(host)).toEqual([]);
  });
});

describe("a field of the packaged visual changes its type", () => {
  const kinds: readonly (readonly [string, object, unknown])[] = [
    ["text", { text: true }, "text"],
    ["number", { numeric: true }, 12.5],
    ["date", { dateTime: true }, new Date(Date.UTC(2026, 10, 2))],
    ["truth value", { bool: true }, true],
    ["nothing", { none: true }, null],
    ["object", { misc: true }, { a: [1, { b: null }] }],
  ];

  it("to every other, for every field, and back", async () => {
    const host = await openHost(chromium.browser, "data=noFields");
    const names: string[] = [];
    const updates = allFields.flatMap((changed, at) =>
      kinds.map(([kind, type, value]) => {
        names.push(`${changed} as ${kind}`);
        const columns = allFields.map((field, index) => column([field], index, index === at ? type : { text: true }));
        return raw(
          columns,
          ROWS.map((row) => allFields.map((field) => (field === changed ? value : (row[field] ?? null)))),
        );
      }),
    );
    const sent = await send(host, [...updates, update(allFields)]);
    expect(allWrongs(sent, (index) => names[index] ?? "back")).toEqual([]);
    expect(await host.visual.getByRole("grid").getAttribute("aria-rowcount")).toBe("3");
    expect(await faults(host)).toEqual([]);
  });
});

describe("rows of the packaged visual", () => {
  const csv = (count: number): string => {
    const lines = Array.from({ length: count }, (_, i) => {
      const id = `5b2f7a10-3333-4a01-9001-${String(i % 500).padStart(12, "0")}`;
      return `${id},${i % 3 === 2 ? "0" : "50171"},2026-11-${String((i % 28) + 1).padStart(2, "0")}T00:00:00Z,app ${i}`;
    });
    return ["servicePrincipalId,resultType,time,resource", ...lines].join("\n");
  };

  it.each([0, 1, 2, 3_000, 45_000])("are %i: all of them are read, and again after fewer and more", async (count) => {
    const host = await openHost(chromium.browser, "data=noFields");
    for (const size of [2, count, 1, count]) {
      await standIn(host.page, "loadCsv", csv(size));
      await standIn(host.page, "settled");
    }
    const grid = host.visual.getByRole("grid");
    // One principal alone is shown with its details at once, as after drilling through.
    if (count === 1) expect(await host.visual.getByRole("region", { name: /^Details for/ }).count()).toBe(1);
    if (count > 1) expect(await grid.getAttribute("aria-rowcount")).toBe(String(Math.min(count, 500) + 1));
    const { readable } = await standIn<{ readable: number }>(host.page, "probe");
    expect(readable).toBeGreaterThan(0);
    expect(await faults(host)).toEqual([]);
  });

  it("hold values that no column should hold", async () => {
    const host = await openHost(chromium.browser, "data=noFields");
    const values: readonly unknown[] = [
      null,
      undefined,
      Number.NaN,
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
      -0,
      -7,
      1e308,
      5e-324,
      "",
      "x".repeat(100_000),
      { $: "text", value: "<b data-evil>", times: 500 },
      "\ud800 alone \udfff",
      "<img src=x onerror=alert(1)>",
      { $: "date", value: "never" },
      new Date(8.64e15),
      new Date(-8.64e15),
      "9999999-99-99",
      {},
      { toString: null, valueOf: null },
      [],
      [[["50171"]]],
      true,
      { $: "function" },
      { $: "bigint" },
      { $: "symbol" },
    ];
    const columns = allFields.map((field, index) => column([field], index));
    const rowsOf = (value: unknown): unknown[][] => [
      allFields.map(() => value),
      ...ROWS.map((row) => allFields.map((field) => (field === "signIns" ? value : (row[field] ?? null)))),
    ];
    const shapes = [
      [],
      [null],
      null,
      undefined,
      7,
      "row",
      {},
      allFields.map(() => "x").concat("more", "than", "columns"),
    ];
    const updates = [...values.map((value) => raw(columns, rowsOf(value))), raw(columns, shapes)];
    const sent = await send(host, updates, 5);
    expect(allWrongs(sent, (index) => JSON.stringify([values[index]]).slice(0, 60))).toEqual([]);
    expect(await host.visual.locator("[data-evil]").count()).toBe(0);
    expect(await faults(host)).toEqual([]);
  });
});

describe("other visuals' data", () => {
  it("of a column chart or a gauge, and back, leaves a readable page and no error", async () => {
    const host = await openHost(chromium.browser, "data=noFields");
    const measure = (index: number): object => ({
      displayName: `Measure ${index}`,
      isMeasure: true,
      roles: { Y: true },
      index,
    });
    const source = { displayName: "Month", roles: { Category: true } };
    const columnChart = {
      metadata: { columns: [source, measure(1)] },
      categorical: {
        categories: [{ source, values: ["Jan", "Feb"], identity: [{}, {}] }],
        values: [{ source: measure(1), values: [1, 2] }],
      },
    };
    const gauge = { metadata: { columns: [1, 2, 3].map(measure) }, single: { value: 4 }, categorical: { values: [] } };
    const swapped = [columnChart, gauge].flatMap((view) => [update(allFields), update([], [], { dataViews: [view] })]);
    const sent = await send(host, [...swapped, update(allFields)]);
    expect(allWrongs(sent)).toEqual([]);
    expect(await host.visual.getByRole("grid").getAttribute("aria-rowcount")).toBe("3");
    expect(await faults(host)).toEqual([]);
  });
});
