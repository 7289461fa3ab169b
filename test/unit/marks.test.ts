import { MarkBook, type Mark } from "../../src/model";

const mark = (changedAt: number, more: Partial<Mark> = {}): Mark => ({ state: "planned", changedAt, ...more });

describe("a book of marks", () => {
  it("keeps what else was noted when a step is ticked and when the tick is taken back", () => {
    const book = new MarkBook();
    book.set("a|b|1", "look", mark(1, { note: "asked the owner", assignee: "Kim", due: "2026-12-01" }));
    book.tick("a|b|1", "look", true, 2);
    expect(book.lookup("a|b|1", "look")).toEqual({
      state: "completedByUser",
      changedAt: 2,
      note: "asked the owner",
      assignee: "Kim",
      due: "2026-12-01",
    });
    book.tick("a|b|1", "look", false, 3);
    expect(book.lookup("a|b|1", "look")).toMatchObject({ state: "active", changedAt: 3, note: "asked the owner" });
  });

  it("takes up the newer mark of each step and says how many", () => {
    const book = new MarkBook();
    book.set("a|b|1", "old", mark(1));
    book.set("a|b|1", "new", mark(9));
    const changed = book.merge([
      { caseId: "a|b|1", step: "old", mark: mark(5, { state: "dismissed" }) },
      { caseId: "a|b|1", step: "new", mark: mark(5, { state: "dismissed" }) },
      { caseId: "c|d|2", step: "other", mark: mark(5) },
    ]);
    expect(changed).toBe(2);
    expect([...book.entries()].map(({ step, mark: kept }) => [step, kept.state])).toEqual([
      ["old", "dismissed"],
      ["new", "planned"],
      ["other", "planned"],
    ]);
  });

  it("changes only what it is told, drops emptied texts and is always newer than what it changes", () => {
    const book = new MarkBook();
    book.set("a|b|1", "look", mark(9, { note: "asked", reason: "vacation", due: "2026-12-01" }));
    book.change("a|b|1", "look", { state: "dismissed", note: "", assignee: "Kim" }, 5);
    expect(book.lookup("a|b|1", "look")).toEqual({
      state: "dismissed",
      changedAt: 10,
      reason: "vacation",
      assignee: "Kim",
      due: "2026-12-01",
    });
    book.change("a|b|1", "new", { note: "first" }, 5);
    expect(book.lookup("a|b|1", "new")).toEqual({ state: "active", changedAt: 5, note: "first" });
  });

  it("forgets a mark that is taken away", () => {
    const book = new MarkBook();
    book.set("a|b|1", "look", mark(1));
    book.set("a|b|1", "look", null);
    expect(book.lookup("a|b|1", "look")).toBeNull();
    expect([...book.entries()]).toEqual([]);
  });
});
