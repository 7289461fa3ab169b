import fc from "fast-check";
import { MarkBook, STEP_STATES, type Mark, type MarkEntry } from "../../src/model";
import { readMarks, writeMarks } from "../../src/model/kept/marksText";
import { readView, readViews, writeView, writeViews } from "../../src/powerbi/keeping/viewsText";
import { INITIAL_VIEW, readViewState, type ViewState, writeViewState } from "../../src/view/viewState";

const NOW = Date.UTC(2026, 10, 23);
const PLENTY = 1_000_000;
const bytes = (text: string): number => new TextEncoder().encode(text).length;

const words = fc.option(fc.string({ unit: "binary", maxLength: 20 }), { nil: undefined });
const mark: fc.Arbitrary<Mark> = fc
  .record({
    state: fc.constantFrom(...STEP_STATES.filter((state) => state !== "completedBySystem")),
    changedAt: fc.nat(5),
    note: words,
    reason: words,
    assignee: words,
    due: fc.constantFrom(undefined, "2026-12-01"),
  })
  .map(({ state, changedAt, ...rest }) => {
    const written = Object.entries(rest).filter(([, value]) => value !== undefined && value !== "");
    return { state, changedAt, ...Object.fromEntries(written) };
  });
const name = fc.oneof(
  fc.constantFrom("p|r|50171", "q|r|50171", "__proto__", "constructor", "toString"),
  fc.string({ unit: "binary", minLength: 1, maxLength: 6 }),
);
const entries: fc.Arbitrary<MarkEntry[]> = fc.array(fc.record({ caseId: name, step: name, mark }), { maxLength: 25 });

const bookOf = (...all: readonly (readonly MarkEntry[])[]): MarkBook => {
  const book = new MarkBook();
  for (const one of all) book.merge(one);
  return book;
};
const contentOf = (marks: Iterable<MarkEntry>): string[] => [...marks].map((one) => JSON.stringify(one)).sort();

describe("marks of several books", () => {
  it("come out the same in whatever order they are merged, and once more changes nothing", () => {
    fc.assert(
      fc.property(entries, entries, entries, (a, b, c) => {
        const book = bookOf(a, b, c);
        const wanted = contentOf(book.entries());
        expect(contentOf(bookOf(c, a, b).entries())).toEqual(wanted);
        expect(contentOf(bookOf([...bookOf(b, c).entries()], a).entries())).toEqual(wanted);
        expect(book.merge([...b, ...a])).toBe(0);
      }),
    );
  });

  it("hold the last act on each step, whoever did it and however often they exchanged their marks in between", () => {
    const act = fc.record({
      tab: fc.nat(1),
      step: fc.constantFrom("x", "y"),
      done: fc.boolean(),
      exchange: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(act, { maxLength: 30 }), (acts) => {
        const tabs = [new MarkBook(), new MarkBook()] as const;
        const last = new Map<string, boolean>();
        const meet = (): void => {
          tabs[0].merge([...tabs[1].entries()]);
          tabs[1].merge([...tabs[0].entries()]);
        };
        // The clock moves on between acts.
        acts.forEach(({ tab, step, done, exchange }, now) => {
          tabs[tab === 0 ? 0 : 1].tick("c", step, done, now);
          last.set(step, done);
          if (exchange) meet();
        });
        meet();
        for (const [step, done] of last) {
          for (const tab of tabs) expect(tab.lookup("c", step)?.state).toBe(done ? "completedByUser" : "active");
        }
      }),
    );
  });

  it("count a tick that is taken back as newer, even where the clock stands still or goes back", () => {
    const [here, there] = [new MarkBook(), new MarkBook()];
    here.tick("c", "x", true, 1000);
    there.merge(here.entries());
    here.tick("c", "x", false, 1000);
    there.merge(here.entries());
    expect(there.lookup("c", "x")?.state).toBe("active");
    there.tick("c", "x", true, 5);
    here.merge(there.entries());
    expect(here.lookup("c", "x")?.state).toBe("completedByUser");
  });
});

describe("the text of marks", () => {
  it("gives back what was written", () => {
    fc.assert(
      fc.property(entries, (given) => {
        const book = bookOf(given);
        const { text, left } = writeMarks(book.entries(), PLENTY);
        const { entries: read, dropped } = readMarks(text, NOW);
        expect({ left, dropped }).toEqual({ left: 0, dropped: 0 });
        expect(contentOf(read)).toEqual(contentOf(book.entries()));
        expect(writeMarks(bookOf(read).entries(), PLENTY).text).toBe(text);
      }),
    );
  });

  it("never grows beyond its bound and leaves out the oldest marks, with their number", () => {
    fc.assert(
      fc.property(entries, fc.integer({ min: 30, max: 900 }), (given, most) => {
        const all = [...bookOf(given).entries()];
        const { text, left } = writeMarks(all, most);
        expect(bytes(text)).toBeLessThanOrEqual(most);
        const { entries: read } = readMarks(text, NOW);
        expect(read.length + left).toBe(all.length);
        const kept = new Set(contentOf(read));
        const oldest = Math.min(...read.map((one) => one.mark.changedAt));
        for (const one of all) {
          if (!kept.has(JSON.stringify(one))) expect(one.mark.changedAt).toBeLessThanOrEqual(oldest);
        }
      }),
    );
  });

  it("has room for more than a thousand ticks in what local storage gets", () => {
    const many = Array.from({ length: 1100 }, (_, i) => ({
      caseId: `00000000-0000-4000-8000-${String(Math.floor(i / 5)).padStart(12, "0")}|00000003-0000-0000-c000-000000000000|50171`,
      step: `verify-endpoint-${String(i % 5)}`,
      mark: { state: "completedByUser", changedAt: NOW - i } as const,
    }));
    expect(writeMarks(many, 64_000).left).toBe(0);
  });

  it.each<readonly [string, unknown]>([
    ["nothing", undefined],
    ["no text", 7],
    ["no JSON", "{"],
    ["another thing", "[]"],
    ["null", "null"],
    ["no version", '{"marks":[]}'],
    ["another version", '{"v":2,"marks":[]}'],
    ["a version that is a word", '{"v":"1","marks":[]}'],
    ["no list", '{"v":1,"marks":{"__proto__":{"x":["c",1]}}}'],
    ["a huge text", `{"v":1,"marks":[${'["c"],'.repeat(100_000)}["c"]]}`],
  ])("that is %s is dropped as one", (_, text) => {
    expect(readMarks(text, NOW)).toEqual({ entries: [], dropped: 1 });
  });

  it.each<readonly [string, unknown]>([
    ["is done by the system", ["s", "completedBySystem", 1]],
    ["has the system's letter", ["s", "s", 1]],
    ["has an inherited state", ["s", "constructor", 1]],
    ["comes from the future", ["s", "c", NOW + 3 * 86_400_000]],
    ["has no time", ["s", "c"]],
    ["has half a millisecond", ["s", "c", 1.5]],
    ["has a time that is a word", ["s", "c", "1"]],
    ["comes from before 1970", ["s", "c", -1]],
    ["has no step", ["", "c", 1]],
    ["has a number for a step", [3, "c", 1]],
    ["has a note that is no text", ["s", "c", 1, { note: {} }]],
    ["has an endless note", ["s", "c", 1, { note: "x".repeat(2001) }]],
    ["is due on no day", ["s", "c", 1, { due: "soon" }]],
    ["has words that are a list", ["s", "c", 1, []]],
    ["is no list", { step: "s" }],
    ["is null", null],
  ])("drops a mark that %s, and no other", (_, bad) => {
    const text = JSON.stringify({ v: 1, marks: [["p|r|1", bad, ["t", "c", 2, { unknown: 1 }]], [null], "x"] });
    const { entries: read, dropped } = readMarks(text, NOW);
    expect(read).toEqual([{ caseId: "p|r|1", step: "t", mark: { state: "completedByUser", changedAt: 2 } }]);
    expect(dropped).toBe(3);
  });

  it("keeps names that every object has to themselves", () => {
    const [entry] = readMarks(
      '{"v":1,"marks":[["__proto__",["__proto__","c",1,{"__proto__":{"note":"x"}}]]]}',
      NOW,
    ).entries;
    expect(entry?.mark.note).toBeUndefined();
    const book = bookOf([entry].filter((one) => one !== undefined));
    expect(book.lookup("__proto__", "__proto__")?.state).toBe("completedByUser");
    expect(book.lookup("constructor", "name")).toBeNull();
    expect(({} as Record<string, unknown>)["note"]).toBeUndefined();
  });

  it("never makes the readers throw, whatever it says", () => {
    const hostile = fc.oneof(
      fc.string(),
      fc.json(),
      fc.jsonValue().map((value) => JSON.stringify({ v: 1, marks: value, views: value, view: value })),
      fc
        .array(fc.array(fc.jsonValue()))
        .map((value) => JSON.stringify({ v: 1, marks: value, views: value, view: value })),
    );
    fc.assert(
      fc.property(hostile, (text) => {
        for (const { mark: read } of readMarks(text, NOW).entries) {
          expect(read.state).not.toBe("completedBySystem");
          expect(read.changedAt).toBeLessThan(NOW + 2 * 86_400_000);
        }
        readViews(text, "a", NOW);
        readView(text, NOW);
      }),
    );
  });
});

const state: fc.Arbitrary<ViewState> = fc.record({
  query: fc.string({ unit: "binary", maxLength: 40 }),
  code: fc.option(fc.nat()),
  grade: fc.option(fc.nat(4)),
  status: fc.option(fc.constantFrom(0, 5, 300, 301, 302)),
  among: fc.option(fc.array(fc.uuid(), { minLength: 1, maxLength: 4 })),
  resource: fc.option(fc.string({ minLength: 1, maxLength: 40 })),
  days: fc.option(fc.constantFrom(1, 7, 30, 0, -7, -90)),
  group: fc.constantFrom("none", "resource", "code"),
  sort: fc.record({ key: fc.constantFrom("name", "failures", "expiry", "status"), descending: fc.boolean() }),
  openId: fc.option(fc.uuid()),
});

describe("a view's state", () => {
  it("comes back as it was written", () => {
    fc.assert(
      fc.property(state, (given) => {
        const text = JSON.stringify(writeViewState(given));
        expect(readViewState(JSON.parse(text))).toEqual({ state: given, dropped: 0 });
      }),
    );
    expect(writeViewState(INITIAL_VIEW)).toEqual({});
  });

  it.each<readonly [keyof ViewState, unknown]>([
    ["query", 3],
    ["query", "x".repeat(201)],
    ["code", "50171"],
    ["code", -1],
    ["code", 1.5],
    ["grade", 99],
    ["status", 299],
    ["among", []],
    ["among", [""]],
    ["among", Array.from({ length: 201 }, () => "id")],
    ["sort", null],
    ["sort", { key: "constructor", descending: true }],
    ["sort", { key: "name", descending: "yes" }],
    ["openId", ""],
    ["openId", {}],
  ])("whose %s cannot be meant (case %#) loses that and nothing else", (key, value) => {
    const read = readViewState({ code: 50171, query: "etl", [key]: value, unknown: 1 });
    const rest = { ...INITIAL_VIEW, code: 50171, query: "etl" };
    expect(read).toEqual({ state: { ...rest, [key]: INITIAL_VIEW[key] }, dropped: 1 });
  });

  it.each([undefined, null, 3, "x", [[]]])("that is %j is the initial one", (given) => {
    expect(readViewState(given)).toEqual({ state: INITIAL_VIEW, dropped: 1 });
  });

  it("is kept by instance, the newest 20 of them within the bound", () => {
    let text = "";
    for (let i = 0; i < 30; i++) {
      const { views } = readViews(text, String(i), NOW);
      text = writeViews(views, String(i), { at: i, state: { ...INITIAL_VIEW, query: `q${String(i)}` } }, 16_000);
    }
    const { views, dropped } = readViews(text, "29", NOW);
    expect(dropped).toBe(0);
    expect([...views.keys()]).toEqual(Array.from({ length: 20 }, (_, i) => String(29 - i)));
    const long = { at: 31, state: { ...INITIAL_VIEW, query: "ß".repeat(200) } };
    const small = writeViews(views, "31", long, 1_000);
    expect(bytes(small)).toBeLessThanOrEqual(1_000);
    expect(readViews(small, "31", NOW).views.get("31")).toEqual(long);
  });

  it("of another instance does not concern this one, however broken", () => {
    const text = '{"v":1,"views":[["other","x",{}],["other2",1,{"code":"x"}],["mine",2,{"code":1}]]}';
    expect(readViews(text, "mine", NOW).dropped).toBe(0);
    expect(readViews(text, "mine", NOW).views.get("mine")?.state.code).toBe(1);
    expect(readViews(text, "other", NOW).dropped).toBe(1);
  });

  it("in the report says nothing of what its author had open", () => {
    const kept = { at: 5, state: { ...INITIAL_VIEW, query: "etl", openId: "somebody" } };
    expect(writeView(kept)).not.toContain("somebody");
    expect(readView(writeView(kept), NOW).view).toEqual({ at: 5, state: { ...kept.state, openId: null } });
    expect(readView('{"v":1,"view":[9e99,{}]}', NOW)).toEqual({ view: null, dropped: 1 });
  });
});
