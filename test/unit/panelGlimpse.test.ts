import { readFileSync } from "node:fs";
import { Model, type CaseQuestion, type Snapshot } from "../../src/model";
import { readCsv } from "../../src/model/read/csv";
import { glimpseOf } from "../../src/panel/glimpse/make";
import { snapshotOf } from "../../src/panel/glimpse/read";
import type { Glimpse } from "../../src/panel/glimpse/types";
import { createOrders, INITIAL_STATE } from "../../src/view/state";

function sample(): Snapshot {
  const { now } = JSON.parse(readFileSync("assets/sample.json", "utf8")) as { now: string };
  const model = new Model(Date.parse(now));
  readCsv(readFileSync("assets/sample.csv", "utf8"), (rows, columns) => {
    model.append(rows, columns);
  });
  return model.snapshot({ kind: "sample", rowsTotalKnown: 1, truncated: false, loading: false, stopReason: "" });
}

describe("the first picture of the sample", () => {
  const whole = sample();
  const glimpse = snapshotOf(JSON.parse(JSON.stringify(glimpseOf(whole))) as Glimpse);
  const all = Array.from({ length: whole.columns.count }, (_, index) => index);

  it("holds every figure of the whole, in the same types", () => {
    const plain = (snapshot: Snapshot): unknown =>
      Object.fromEntries(Object.entries(snapshot).filter(([, value]) => typeof value !== "function"));
    expect(plain(glimpse)).toEqual(plain(whole));
    expect(glimpse.dailyTotals()).toEqual(whole.dailyTotals());
    expect(glimpse.insights()).toEqual(whole.insights());
    expect(all.map((index) => glimpse.trend(index))).toEqual(all.map((index) => whole.trend(index)));
    expect([...createOrders().of(glimpse, INITIAL_STATE)]).toEqual([...createOrders().of(whole, INITIAL_STATE)]);
  });

  it("holds what a row shows of a principal, and little more", () => {
    expect(all.map((index) => whole.principal(index))).toMatchObject(all.map((index) => glimpse.principal(index)));
    expect(JSON.stringify(glimpseOf(whole)).length).toBeLessThan(120_000);
  });

  it("answers every filter and every grouping as the whole does", () => {
    const nothing = { code: null, resource: null, days: null };
    const questions = [
      nothing,
      ...whole.codes.map(({ code }) => ({ ...nothing, code })),
      ...whole.resources.map(({ key }) => ({ ...nothing, resource: key })),
      ...[1, 7, 30].map((days) => ({ ...nothing, days })),
      { code: 50171, resource: whole.resources[0]?.key ?? "", days: 7 },
      { ...nothing, resource: "none" },
    ];
    /** Members in one order: the view sorts them anyway. */
    const members = (snapshot: Snapshot, by: "code" | "resource", question: CaseQuestion): unknown[] => {
      const groups = snapshot.caseGroups(by, question);
      const { principal, group, failures, firstFailure, lastFailure, status, topCode } = groups;
      return [...principal]
        .map((index, member) => {
          const days = new Float64Array(snapshot.days.length);
          groups.addTrend(member, days);
          const at = group[member] ?? -1;
          const figures = [failures, firstFailure, lastFailure, status, topCode].map((column) => column[member]);
          return [groups.keys[at], index, groups.names[at], ...figures, ...days];
        })
        .sort((a, b) => (String(a.slice(0, 2)) < String(b.slice(0, 2)) ? -1 : 1));
    };
    for (const question of questions) {
      // The model's answer may be longer than the list.
      expect([...glimpse.withCases(question)]).toEqual([...whole.withCases(question)].slice(0, all.length));
      for (const by of ["code", "resource"] as const) {
        expect(members(glimpse, by, question)).toEqual(members(whole, by, question));
      }
    }
  });
});
