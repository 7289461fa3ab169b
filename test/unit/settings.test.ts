import fc from "fast-check";
import { postureRules } from "../../src/knowledge";
import { DEFAULT_SETTINGS } from "../../src/model";
import { CARDS, MOST_DAYS, THRESHOLDS, type Property } from "../../src/powerbi/settings/cards";
import { codesIn, MOST_CODES } from "../../src/powerbi/settings/codes";
import { Formatting } from "../../src/powerbi/settings/formatting";
import { type FormatSettings, parseSettings } from "../../src/powerbi/settings/parse";
import { positionsOf, type Wish } from "../../src/powerbi/settings/positions";
import { contrast } from "../../src/view/color";
import { COLUMNS } from "../../src/view/list/columns";
import type { Theme } from "../../src/view/types";

const LIGHT: Theme = { dark: false, highContrast: false, background: "#ffffff" };
const parse = (objects: unknown, theme = LIGHT): FormatSettings => parseSettings(objects, theme);
const notes = (settings: FormatSettings): string[] => [...settings.notes.values()].flat();
const PROPERTIES = CARDS.flatMap((card) =>
  card.groups.flatMap(({ properties }) => properties.map((property): [string, Property] => [card.name, property])),
);

describe("settings of a report that sets nothing", () => {
  it.each([undefined, null, {}, [], "text", 7, { columns: null }, { columns: 3, tile: [] }])(
    "are the sourced defaults, without a note (%j)",
    (objects) => {
      const settings = parse(objects);
      expect(settings).toEqual(parse({}));
      expect(notes(settings)).toEqual([]);
      const rules = Object.fromEntries(postureRules.map(({ id, threshold }) => [id, threshold]));
      for (const [rule] of THRESHOLDS) expect(settings.model.thresholds[rule]).toBe(rules[rule]);
      expect(settings.model).toMatchObject({ cloud: "public", watchedCodes: DEFAULT_SETTINGS.watchedCodes });
      expect(settings.view).toEqual({
        columns: COLUMNS.map(({ id }) => ({ id, width: 0 })),
        density: "comfortable",
        gradeColors: {},
        failures: { from: 0, color: undefined },
        tile: { change: true, trend: true, worst: 3, watched: true },
        exportFormats: ["xlsx", "csv", "json", "md"],
      });
      expect(settings.timeZone).toBeUndefined();
    },
  );

  it("offer a threshold for every posture rule that has a number, and for no other", () => {
    const withNumber = postureRules.filter(({ threshold }) => threshold !== null).map(({ id }) => id);
    expect(THRESHOLDS.map(([rule]) => rule).sort()).toEqual(withNumber.sort());
  });
});

describe("thresholds", () => {
  it.each([
    [99_999, MOST_DAYS, "Expiring within: 99999 was set, 3650 is used."],
    [-5, 1, "Expiring within: -5 was set, 1 is used."],
    [0, 1, "Expiring within: 0 was set, 1 is used."],
    [Infinity, MOST_DAYS, "Expiring within: Infinity was set, 3650 is used."],
    [45.4, 45, "Expiring within: 45.4 was set, 45 is used."],
    [Number.NaN, 30, "Expiring within: NaN was set, 30 is used."],
    ["45", 30, "Expiring within: 45 was set, 30 is used."],
    [{ toString: "x" }, 30, "Expiring within: something else was set, 30 is used."],
    [45, 45, ""],
  ])("take %p as %p and say so", (raw, used, words) => {
    const settings = parse({ thresholds: { expiring: raw } });
    expect(settings.model.thresholds["expiring"]).toBe(used);
    expect(notes(settings)).toEqual(words === "" ? [] : [words]);
  });
});

describe("codes to watch", () => {
  it.each([
    ["50171", [50171], 0],
    ["AADSTS50171, 7000222;aadsts0700016", [50171, 7000222, 700016], 0],
    ["50171, 50171", [50171], 0],
    ["", [50171], 0],
    ["   ", [50171], 0],
    ["x", [50171], 1],
    ["0, -3, 1e3, 9999999999", [50171], 1],
    ["700016 nonsense", [700016], 1],
    ["<img src=x onerror=alert(1)>", [50171], 1],
    [50171, [50171], 1],
  ])("%j are read as %j", (text, codes, told) => {
    const settings = parse({ codes: { watched: text } });
    expect(settings.model.watchedCodes).toEqual(codes);
    expect(notes(settings)).toHaveLength(told);
  });

  it("are at most ten, and the rest is said", () => {
    const settings = parse({ codes: { watched: Array.from({ length: 14 }, (_, i) => 1000 + i).join(",") } });
    expect(settings.model.watchedCodes).toEqual(Array.from({ length: MOST_CODES }, (_, i) => 1000 + i));
    expect(notes(settings)).toEqual(["Codes: 14 were set, the first 10 are used."]);
  });

  it("come out of any text as positive whole numbers, each once", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 3000 }), (text) => {
        const { codes } = codesIn(text);
        expect(new Set(codes).size).toBe(codes.length);
        for (const code of codes) expect(Number.isInteger(code) && code > 0 && code < 1e9).toBe(true);
      }),
    );
  });
});

describe("the time zone", () => {
  it.each([
    ["Europe/Berlin", "Europe/Berlin", 0],
    [" UTC ", "UTC", 0],
    ["", undefined, 0],
    ["Mars/Olympus", undefined, 1],
    ["Europe/Berlin<script>", undefined, 1],
    [3, undefined, 1],
  ])("%j is %j", (zone, used, told) => {
    const settings = parse({ time: { zone } });
    expect(settings.timeZone).toBe(used);
    expect(notes(settings)).toHaveLength(told);
  });
});

describe("colours of grades", () => {
  const color = (value: unknown, theme = LIGHT): FormatSettings => parse({ gradeColors: { poor: value } }, theme);

  it.each([{ solid: { color: "#6B007B" } }, "#6b007b"])("are taken where they can be seen (%j)", (value) => {
    expect(color(value).view.gradeColors).toEqual({ poor: "#6b007b" });
    expect(notes(color(value))).toEqual([]);
  });

  it.each(["#ffffee", "#fff", "#eeeeee"])("are left to the theme where the background swallows them (%s)", (value) => {
    expect(color(value).view.gradeColors).toEqual({});
    expect(notes(color(value))).toEqual([
      `Poor: ${value} is too close to the background, the color of the theme is used.`,
    ]);
    expect(color(value, { ...LIGHT, dark: true, background: "#000000" }).view.gradeColors).toEqual({ poor: value });
  });

  it.each(["red", "url(https://example.com)", "#12", "#12345", "}; body{display:none", 7, {}, { solid: 3 }])(
    "are no way into the style sheet (%j)",
    (value) => {
      expect(color(value).view.gradeColors).toEqual({});
      expect(notes(color(value))).toHaveLength(1);
    },
  );

  it("rest in high contrast, without a word", () => {
    const settings = color("#ffffff", { ...LIGHT, highContrast: true });
    expect(settings.view.gradeColors).toEqual({});
    expect(notes(settings)).toEqual([]);
  });

  it("are measured as WCAG does", () => {
    expect(contrast("#000", "#ffffff")).toBeCloseTo(21, 5);
    expect(contrast("#767676", "#fff")).toBeCloseTo(4.54, 2);
    expect(contrast("#fff", "#767676")).toBe(contrast("#767676", "#fff"));
    expect(contrast("rgb(0,0,0)", "#fff")).toBe(1);
  });
});

describe("positions of columns", () => {
  /** Every wish in turn: its place, else the next free one, else the last free one; the rest fills up. */
  function naive(wishes: readonly Wish[]): string[] {
    const places = new Array<string | undefined>(wishes.length).fill(undefined);
    for (const { id, wanted } of wishes) {
      if (wanted === null) continue;
      const free = places.flatMap((taken, i) => (taken === undefined ? [i] : []));
      const place = free.find((i) => i >= wanted - 1) ?? free.at(-1) ?? 0;
      places[place] = id;
    }
    for (const { id, wanted } of wishes) if (wanted === null) places[places.indexOf(undefined)] = id;
    return places.map((id) => id ?? "");
  }

  it("are those of the simple reading, and every column has one of its own", () => {
    const wishes = fc
      .integer({ min: 1, max: 9 })
      .chain((n) =>
        fc
          .array(fc.option(fc.integer({ min: 1, max: n })), { minLength: n, maxLength: n })
          .map((list) => list.map((wanted, i): Wish => ({ id: String(i), wanted }))),
      );
    fc.assert(
      fc.property(wishes, (list) => {
        const positions = positionsOf(list);
        const order = [...positions].sort((a, b) => a[1] - b[1]);
        expect(order.map(([, position]) => position)).toEqual(list.map((_, i) => i + 1));
        expect(order.map(([id]) => id)).toEqual(naive(list));
      }),
    );
  });

  it("that two columns want are given in turn, and that is said", () => {
    const settings = parse({ columns: { statusPosition: 2, trendPosition: 2 } });
    const ids = settings.view.columns.map(({ id }) => id);
    expect(ids.slice(0, 4)).toEqual(["name", "trend", "status", "failures"]);
    expect(notes(settings)).toEqual(["Status, Position: 2 was set, 3 is used."]);
  });

  it("out of range are clamped, and unknown columns are nobody's", () => {
    const settings = parse({ columns: { failuresPosition: 99, nobodyPosition: 1, __proto__Show: false } });
    expect(settings.view.columns.at(-1)?.id).toBe("failures");
    expect(notes(settings)).toEqual([`Failures, Position: 99 was set, ${COLUMNS.length} is used.`]);
  });

  it("keep the name in the list whatever is switched off", () => {
    const off = Object.fromEntries(COLUMNS.map(({ id }) => [`${id}Show`, false]));
    expect(parse({ columns: off }).view.columns.map(({ id }) => id)).toEqual(["name"]);
  });

  it.each([
    [0, 0],
    [5, 40],
    [120, 120],
    [5000, 600],
  ])("come with a width: %p is %p", (width, used) => {
    const found = parse({ columns: { trendWidth: width } }).view.columns.find(({ id }) => id === "trend");
    expect(found?.width).toBe(used);
  });
});

describe("whatever a report holds", () => {
  const odd = fc.oneof(
    fc.anything(),
    fc.double(),
    fc.integer(),
    fc.boolean(),
    fc.string(),
    fc.constantFrom(null, undefined, "compact", "usgov", "#fff", { solid: { color: "#123456" } }, -0, 1e308, "‮evil"),
  );
  const card = fc.record(Object.fromEntries(PROPERTIES.map(([, { name }]) => [name, odd])), { requiredKeys: [] });
  const objects = fc.oneof(
    { weight: 1, arbitrary: fc.anything() },
    {
      weight: 9,
      arbitrary: fc.record(Object.fromEntries(CARDS.map(({ name }) => [name, fc.oneof(odd, card)])), {
        requiredKeys: [],
      }),
    },
  );

  it("settings stay within their limits and nothing throws", () => {
    fc.assert(
      fc.property(objects, fc.boolean(), (value, highContrast) => {
        const settings = parse(value, { ...LIGHT, highContrast });
        const { view, model } = settings;
        for (const [, property] of THRESHOLDS) {
          const days = settings.values.get(`thresholds.${property}`);
          expect(typeof days === "number" && Number.isInteger(days) && days >= 1 && days <= MOST_DAYS).toBe(true);
        }
        expect(["public", "usgov", "china"]).toContain(model.cloud);
        expect(["comfortable", "compact"]).toContain(view.density);
        expect([0, 1, 2, 3]).toContain(view.tile.worst);
        expect(view.columns.map(({ id }) => id)).toContain("name");
        expect(new Set(view.columns.map(({ id }) => id)).size).toBe(view.columns.length);
        for (const { width } of view.columns) expect(width === 0 || (width >= 40 && width <= 600)).toBe(true);
        for (const color of Object.values(view.gradeColors)) expect(color).toMatch(/^#([0-9a-f]{3}|[0-9a-f]{6})$/);
        expect(model.watchedCodes.length).toBeGreaterThan(0);
        // A note never carries what hides or reorders text.
        for (const words of notes(settings)) expect(words).not.toMatch(/[\u0000-\u001f\u202a-\u202e\u2066-\u2069]/);
      }),
    );
  });

  it("a value that fits is used as it is and not told", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: MOST_DAYS }), fc.integer({ min: 0, max: 3 }), (days, worst) => {
        const settings = parse({ thresholds: { unused: days }, tile: { worst } });
        expect(settings.model.thresholds["unused"]).toBe(days);
        expect(settings.view.tile.worst).toBe(worst);
        expect(notes(settings)).toEqual([]);
      }),
    );
  });
});

describe("settings over several updates", () => {
  const view = (objects: unknown): Parameters<Formatting["take"]>[0] =>
    ({ metadata: { columns: [], objects } }) as never;

  it("stay without a data view, and go back to the defaults when the report forgets them", () => {
    const formatting = new Formatting(LIGHT);
    formatting.take(view({ thresholds: { expiring: 7 } }), LIGHT);
    expect(formatting.settings.model.thresholds["expiring"]).toBe(7);
    formatting.take(undefined, LIGHT);
    expect(formatting.settings.model.thresholds["expiring"]).toBe(7);
    formatting.take(view(undefined), LIGHT);
    expect(formatting.settings).toEqual(parse(undefined));
  });

  it("are read again when the theme's background changes", () => {
    const formatting = new Formatting(LIGHT);
    const dataView = view({ gradeColors: { good: "#ffffee" } });
    formatting.take(dataView, LIGHT);
    expect(formatting.notes).toHaveLength(1);
    formatting.take(dataView, { dark: true, highContrast: false, background: "#000000" });
    expect(formatting.notes).toEqual([]);
    expect(formatting.settings.view.gradeColors).toEqual({ good: "#ffffee" });
  });
});
