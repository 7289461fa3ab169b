import { readFileSync } from "node:fs";
import { Model, type Snapshot } from "../../src/model";
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
    expect(JSON.stringify(glimpseOf(whole)).length).toBeLessThan(80_000);
  });

  it("lets everything through that it cannot answer", () => {
    expect([...glimpse.withCases({ code: 1, resource: null, days: null })]).toEqual(all.map(() => 1));
    expect(glimpse.caseGroups("code", { code: null, resource: null, days: null }).group).toHaveLength(0);
    expect(glimpse.daily(0)).toEqual({ codes: [], failures: [] });
  });
});
