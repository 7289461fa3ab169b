import { Model, type Snapshot } from "../../src/model";
import { readCsv } from "../../src/model/read/csv";
import { formatFor } from "../../src/view/format";
import { factTimes } from "../../src/view/grain";

const NOW = Date.UTC(2026, 10, 24, 23);
const DAY = Date.UTC(2026, 10, 24);
const FORMAT = formatFor("en-US", "Europe/Berlin");

function snapshotOf(...times: readonly string[]): Snapshot {
  const model = new Model(NOW);
  const rows = times.map((time, i) => `p${String(i)},50171,${time}`).join("\n");
  readCsv(`servicePrincipalId,resultType,time\n${rows}\n`, (cells, columns) => model.append(cells, columns));
  return model.snapshot({ kind: "graph", rowsTotalKnown: null, truncated: false, loading: false, stopReason: "" });
}

describe("times of sign-ins", () => {
  it("are days where the table counts by the day: nobody knows the hour", () => {
    const times = factTimes(snapshotOf("2026-11-24T00:00:00Z", "2026-11-23T00:00:00Z"), FORMAT);
    expect([times.instant(DAY), times.shortInstant(DAY), times.ago(DAY, NOW)]).toEqual([
      "Nov 24, 2026",
      "Nov 24",
      "Nov 24",
    ]);
  });

  it.each([
    ["2026-11-24T00:00:00Z", "2026-11-23T10:00:00Z"],
    ["2026-11-23T00:00:00Z", "2026-11-24T00:00:01Z"],
  ])("are instants where any of them is one (%s, %s)", (...given) => {
    const times = factTimes(snapshotOf(...given), FORMAT);
    expect(times.ago(DAY, NOW)).toBe("23 h");
    expect(times.shortInstant(DAY)).toBe("Nov 24, 01:00 GMT+1");
  });

  it("are instants where there are none", () => {
    expect(factTimes(snapshotOf(), FORMAT).ago(DAY, NOW)).toBe("23 h");
  });
});
