import fc from "fast-check";
import { MarkBook } from "../../src/model";
import { MarkShelf, type Shelves } from "../../src/panel/marks/shelf";
import { Undo } from "../../src/panel/marks/undo";

const NOW = Date.UTC(2026, 10, 24);
const KEY = "service-principal-posture.marks.1.tenant-a";

function storage(held: Record<string, string> = {}, most = Infinity): Shelves & { held: Record<string, string> } {
  return {
    held,
    getItem: (key) => held[key] ?? null,
    setItem(key, text) {
      if (text.length > most) throw new DOMException("", "QuotaExceededError");
      held[key] = text;
    },
  };
}

function tab(shelves: Shelves, owner = "Tenant-A") {
  const book = new MarkBook();
  const told: string[] = [];
  const events = {
    changed: () => told.push("changed"),
    dropped: () => told.push("dropped"),
    left: (marks: number) => told.push(`left ${String(marks)}`),
    refused: () => told.push("refused"),
  };
  return {
    book,
    told,
    shelf: new MarkShelf(
      owner,
      book,
      () => shelves,
      () => NOW,
      events,
    ),
  };
}

describe("marks in the browser", () => {
  it("are there again, for their tenant alone", () => {
    const shelves = storage();
    const { book, shelf } = tab(shelves);
    book.change("p|r|50171", "a", { state: "planned", note: "later" }, NOW);
    shelf.write();
    expect(tab(shelves).book.lookup("p|r|50171", "a")).toEqual({ state: "planned", note: "later", changedAt: NOW });
    expect(tab(shelves, "tenant-b").book.lookup("p|r|50171", "a")).toBeNull();
  });

  it("of several tabs end up the same, the newest of each step, whatever is heard when", () => {
    const act = fc.record({ tab: fc.nat(1), step: fc.constantFrom("a", "b"), at: fc.nat(50), hears: fc.boolean() });
    fc.assert(
      fc.property(fc.array(act, { maxLength: 20 }), (acts) => {
        const shelves = storage();
        const tabs = [tab(shelves), tab(shelves)] as const;
        for (const { tab: which, step, at, hears } of acts) {
          const [mine, other] = which === 0 ? tabs : [tabs[1], tabs[0]];
          mine.book.change("c", step, { state: "planned", note: `${String(which)} ${String(at)}` }, NOW - 1_000 + at);
          mine.shelf.write();
          if (hears) other.shelf.heard({ key: KEY, newValue: shelves.getItem(KEY) });
        }
        for (const { shelf } of tabs) shelf.heard({ key: KEY, newValue: shelves.getItem(KEY) });
        for (const step of ["a", "b"]) expect(tabs[0].book.lookup("c", step)).toEqual(tabs[1].book.lookup("c", step));
        expect(tab(shelves).book.lookup("c", "a")).toEqual(tabs[0].book.lookup("c", "a"));
      }),
    );
  });

  it("that cannot be read are dropped with a word, and the page goes on", () => {
    for (const text of ["", "{", '{"v":1,"marks":7}', '{"v":1,"marks":[["c",["a","?",1]]]}']) {
      const shelves = storage({ [KEY]: text });
      const { book, told, shelf } = tab(shelves);
      expect([told, [...book.entries()]]).toEqual([["dropped"], []]);
      book.tick("c", "a", true, NOW);
      shelf.write();
      expect(tab(shelves).told).toEqual([]);
    }
  });

  it("stay in memory where the browser keeps nothing, which is said once", () => {
    const full = tab(storage({}, 10));
    full.book.tick("c", "a", true, NOW);
    full.shelf.write();
    full.shelf.write();
    expect(full.told).toEqual(["refused"]);
    const none = new MarkShelf(
      "t",
      full.book,
      () => {
        throw new DOMException("", "SecurityError");
      },
      () => NOW,
      {
        changed: () => undefined,
        dropped: () => undefined,
        left: () => undefined,
        refused: () => full.told.push("again"),
      },
    );
    none.write();
    expect([full.told, full.book.lookup("c", "a")?.state]).toEqual([["refused", "again"], "completedByUser"]);
  });

  it("are bounded: the oldest are left out", () => {
    const shelves = storage();
    const { book, told, shelf } = tab(shelves);
    for (let i = 0; i < 400; i++) book.change(`c${String(i)}`, "a", { note: "x".repeat(1_500) }, NOW - 400 + i);
    shelf.write();
    expect(told[0]).toMatch(/^left \d+$/);
    expect(shelves.getItem(KEY)?.length).toBeLessThanOrEqual(400_000);
    const again = tab(shelves).book;
    expect([again.lookup("c399", "a")?.note?.length, again.lookup("c0", "a")]).toEqual([1_500, null]);
  });
});

describe("undo", () => {
  it("takes back one mark after the other, each as a newer mark that other tabs take up", () => {
    const book = new MarkBook();
    const undo = new Undo(book);
    undo.remember("c", "a");
    book.tick("c", "a", true, NOW);
    undo.remember("c", "a");
    book.change("c", "a", { state: "postponed", reason: "freeze", due: "2027-01-01" }, NOW + 1);
    expect(undo.last(NOW)?.mark).toMatchObject({ state: "completedByUser", changedAt: NOW + 2 });
    expect(book.lookup("c", "a")).toEqual({ state: "completedByUser", changedAt: NOW + 2 });
    const elsewhere = new MarkBook();
    elsewhere.tick("c", "a", true, NOW);
    undo.last(NOW);
    elsewhere.merge(book.entries());
    expect(elsewhere.lookup("c", "a")?.state).toBe("active");
    expect(undo.last(NOW)).toBeNull();
  });
});
