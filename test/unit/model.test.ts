import { EXPECTED_CASES, EXPECTED_PRINCIPALS } from "../../src/build/sample/expectations";
import {
  ALL_COLUMNS,
  at,
  cellsOf,
  fixture,
  NOW,
  principal,
  principalsOf,
  snapshotOf,
  snapshotOfCsv,
  SOURCE,
  type FactRow,
} from "../support/load";
import { Model } from "../../src/model";

const A = "5b2f7a10-1111-4a01-9001-00000000000a";
const B = "5b2f7a10-1111-4a01-9001-00000000000b";

describe("the sample", () => {
  const snapshot = snapshotOfCsv([fixture("assets/sample.csv")]);

  it("gives every case the state that contract 3 asks for", () => {
    const found = principalsOf(snapshot).flatMap(({ cases }) =>
      cases.map(({ id, verification }) => [id, verification.state]),
    );
    expect(Object.fromEntries(found)).toEqual(
      Object.fromEntries(EXPECTED_CASES.map(({ id, verification }) => [id, verification])),
    );
  });

  it("gives every principal the grade and the rules that its credentials call for", () => {
    for (const expected of EXPECTED_PRINCIPALS) {
      const { posture } = principal(snapshot, expected.id);
      expect([expected.name, posture.grade]).toEqual([expected.name, expected.grade]);
      expect(posture.findings.map(({ rule }) => rule)).toEqual(expect.arrayContaining([...expected.rules]));
    }
  });

  it("is read with the one contradiction that it was given, and known as a sample", () => {
    expect(snapshot.problems.entries.map(({ row, field, reason }) => [row, field, reason])).toEqual([
      [0, "time", "the last failure and a success have this time: their order is unknown, so nothing is verified"],
    ]);
    expect(snapshot.source.isSample).toBe(true);
    expect(snapshot.missing).toEqual([]);
  });
});

describe("identity", () => {
  it("never groups by name and compares ids without case", () => {
    const snapshot = snapshotOf([
      { servicePrincipalId: A, servicePrincipalName: "same", resultType: 1 },
      { servicePrincipalId: B, servicePrincipalName: "same", resultType: 1 },
      { servicePrincipalId: A.toUpperCase(), servicePrincipalName: "same", resultType: 0 },
    ]);
    expect([...snapshot.columns.id].sort()).toEqual([A, B]);
    expect(principal(snapshot, A).signIns).toBe(2);
  });

  it("keys by app id where the object id is missing and says so; keeps the rest as one unidentified principal", () => {
    const snapshot = snapshotOf([
      { appId: "app", resultType: 1 },
      { resultType: 1 },
      { servicePrincipalName: "x", resultType: 1 },
    ]);
    expect(snapshot.keyedByAppId).toBe(true);
    expect(principal(snapshot, "app").keyedBy).toBe("appId");
    expect(principal(snapshot, "unidentified").failures).toBe(2);
  });

  it("takes names that are property names of objects for names", () => {
    const snapshot = snapshotOf([
      { servicePrincipalId: "__proto__", servicePrincipalName: "__proto__", resultType: 50171 },
    ]);
    expect(principal(snapshot, "__proto__").byCode).toEqual([{ code: 50171, failures: 1 }]);
  });

  it("shows the newest name", () => {
    const rows: FactRow[] = [
      { servicePrincipalId: A, servicePrincipalName: "new", resultType: 0, time: at(2) },
      { servicePrincipalId: A, servicePrincipalName: "old", resultType: 0, time: at(1) },
    ];
    expect(principal(snapshotOf(rows), A).name).toBe("new");
  });
});

describe("the two kinds of row", () => {
  const signIn: FactRow = { servicePrincipalId: A, resultType: 50171, time: at(10), signIns: 7, correlationId: "c" };

  it("counts a sign-in that is joined to several credentials once", () => {
    const snapshot = snapshotOf([
      { ...signIn, heldKind: "secret", heldKeyId: "k1" },
      { ...signIn, heldKind: "secret", heldKeyId: "k2" },
    ]);
    expect(principal(snapshot, A).failures).toBe(7);
    expect(principal(snapshot, A).credentials).toHaveLength(2);
  });

  it("tells joined rows apart that differ in any sign-in field, and never merges rows without held fields", () => {
    const snapshot = snapshotOf([
      { ...signIn, heldKind: "secret", heldKeyId: "k1" },
      { ...signIn, correlationId: "other", heldKind: "secret", heldKeyId: "k1" },
      signIn,
      signIn,
    ]);
    expect(principal(snapshot, A).failures).toBe(28);
  });

  it("gives a credential of an application to every principal of it, and to the application where there is none", () => {
    const credential: FactRow = { appId: "app", heldKind: "password", heldKeyId: "k", heldEnd: "2027-01-01" };
    const snapshot = snapshotOf([
      credential,
      { servicePrincipalId: A, appId: "app", resultType: 0 },
      { servicePrincipalId: B, appId: "APP", resultType: 0 },
      { ...credential, appId: "lonely" },
    ]);
    expect([...snapshot.columns.id].sort()).toEqual([A, B, "lonely"]);
    expect(principal(snapshot, A).credentials[0]?.kind).toBe("secret");
    expect(principal(snapshot, B).credentials).toHaveLength(1);
    expect(principal(snapshot, "lonely").signIns).toBe(0);
  });

  it("finds the code in the description where the result has none", () => {
    const snapshot = snapshotOf([{ servicePrincipalId: A, resultDescription: "AADSTS50171: The given audience" }]);
    expect(principal(snapshot, A).byCode).toEqual([{ code: 50171, failures: 1 }]);
  });
});

describe("bad input", () => {
  it("names row, field, value and reason, and keeps the rest of the row", () => {
    const snapshot = snapshotOf([
      { servicePrincipalId: A, resultType: 50171, time: "yesterday", signIns: -4 },
      { servicePrincipalId: A, resultType: "whatever" },
      {},
    ]);
    expect(snapshot.problems.entries.map(({ row, field, value }) => [row, field, value])).toEqual([
      [1, "signIns", "-4"],
      [1, "time", "yesterday"],
      [2, "resultType", "whatever"],
      [3, "row", ""],
    ]);
    expect(principal(snapshot, A).failures).toBe(1);
  });

  it("keeps 1,000 problems, counts the rest and cuts values at 200 characters", () => {
    const snapshot = snapshotOf(
      Array.from({ length: 30_000 }, () => ({ servicePrincipalId: A, resultType: "x".repeat(5_000) })),
    );
    expect(snapshot.problems.total).toBe(30_000);
    expect(snapshot.problems.entries).toHaveLength(1_000);
    expect(snapshot.problems.entries[0]?.value).toHaveLength(200);
    expect(snapshot.problems.more).toEqual([{ field: "resultType", reason: "contains no result code", count: 29_000 }]);
  });

  it("survives rows that are no rows", () => {
    const model = new Model(NOW);
    model.append([null, undefined, [], ["x"]], ALL_COLUMNS);
    expect(model.snapshot(SOURCE).problems.total).toBe(4);
  });

  it("is not stretched over centuries by one wrong date", () => {
    const snapshot = snapshotOf([
      { servicePrincipalId: A, resultType: 1, time: "1971-01-01" },
      { servicePrincipalId: A, resultType: 1, time: at(20) },
    ]);
    expect(snapshot.days).toHaveLength(366);
    expect(snapshot.trend(0)[365]).toBe(1);
  });

  it("says what missing fields would add", () => {
    const model = new Model(NOW);
    model.append([cellsOf({ resultType: 1 })], { ...ALL_COLUMNS, time: -1, servicePrincipalId: -1, appId: -1 });
    const missing = model.snapshot(SOURCE).missing;
    expect(missing.find(({ field }) => field === "servicePrincipalId")?.required).toBe(true);
    expect(missing.find(({ field }) => field === "time")?.adds).toContain("trend");
  });
});
