import { Model } from "../../src/model";
import { readCsv } from "../../src/model/read/csv";

const NOW = Date.UTC(2026, 10, 24, 23);

describe("names of principals", () => {
  it("are those of their application where their own rows have none", () => {
    const model = new Model(NOW);
    const csv = [
      "servicePrincipalId,servicePrincipalName,appId,resultType,time,heldKind,heldEnd",
      "p1,,a1,50171,2026-11-24T00:00:00Z,,",
      "p2,own,a2,50171,2026-11-24T00:00:00Z,,",
      "p3,,a3,50171,2026-11-24T00:00:00Z,,",
      ",Ledger export,a1,,,secret,2027-01-01T00:00:00Z",
      ",another,a2,,,secret,2027-01-01T00:00:00Z",
    ].join("\n");
    readCsv(`${csv}\n`, (cells, columns) => model.append(cells, columns));
    const given = { kind: "graph", rowsTotalKnown: null, truncated: false, loading: false, stopReason: "" };
    const snapshot = model.snapshot(given);
    expect(snapshot.columns.name).toEqual(["Ledger export", "own", "p3"]);
    expect(snapshot.principal(0)).toMatchObject({ name: "Ledger export", hasName: true });
    expect(snapshot.principal(2)).toMatchObject({ name: "p3", hasName: false });
  });
});
