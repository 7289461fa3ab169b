import fc from "fast-check";
import { at, principal, snapshotOf, type FactRow } from "../support/load";

const failed = (id: string, day: number, more: FactRow = {}): FactRow => ({
  servicePrincipalId: id,
  servicePrincipalName: id,
  resultType: 50171,
  resource: "Ledger",
  resourceId: "r1",
  time: at(day),
  ...more,
});
const began: FactRow = { servicePrincipalId: "first", resultType: 0, resourceId: "other", time: at(1) };
const texts = (...rows: FactRow[]): string[] =>
  snapshotOf([began, ...rows])
    .insights()
    .map(({ text }) => text);

describe("insights across principals", () => {
  it("say that several fail on one resource, since when, and whether others succeed there", () => {
    const three = [failed("a", 12), failed("b", 13), ...["a", "b", "c"].map((id) => failed(id, 14))];
    expect(texts(...three)).toEqual([
      "3 principals fail on Ledger with AADSTS50171 since 2026-11-12; no other principal succeeds on it.",
    ]);
    expect(texts(...three, failed("d", 13, { resultType: 0 }))[0]).toMatch(/; 1 other succeeds on it\.$/);
    expect(texts(...three, failed("d", 11, { resultType: 0 }))[0]).toMatch(/no other principal succeeds on it\.$/);
  });

  it("keep silent about two, about another code, and about what is over", () => {
    expect(texts(failed("a", 12), failed("b", 13))).toEqual([]);
    expect(texts(failed("a", 12), failed("b", 13), failed("c", 14, { resultType: 7000215 }))).toEqual([]);
    const over = failed("c", 15, { resultType: 0 });
    expect(texts(failed("a", 14), failed("b", 14), failed("c", 14), over)).toEqual([]);
  });

  it("do not call news what may be older than the rows", () => {
    const rows = [failed("a", 1), failed("b", 2), failed("c", 2)];
    expect(texts(...rows)[0]).toContain("since 2026-11-01, when the rows begin, or before");
  });

  it("count principals, not cases, for the fullest hour", () => {
    const busy = [0, 1, 2, 3, 4].map((i) =>
      failed("big", 12, { resultType: 53003, resourceId: `b${String(i)}`, time: at(12, 1) }),
    );
    const four = ["a", "b", "c", "d"].map((id, i) =>
      failed(id, 12, { resultType: 53003, resourceId: `r${String(i)}`, time: at(12, 5, 30) }),
    );
    expect(texts(...busy, ...four)).toContain(
      "4 principals began to fail with AADSTS53003 within one hour from 2026-11-12 05:30 UTC on.",
    );
  });

  it("see that several began within one hour on different resources", () => {
    const rows = ["a", "b", "c"].map((id, i) =>
      failed(id, 12, {
        resultType: 53003,
        resourceId: `r${String(i)}`,
        resource: `R${String(i)}`,
        time: at(12, 4, i * 20),
      }),
    );
    expect(texts(...rows)).toEqual([
      "3 principals began to fail with AADSTS53003 within one hour from 2026-11-12 04:00 UTC on.",
    ]);
    const later = rows.map((row, i) => ({ ...row, time: at(12, 4 + 2 * i) }));
    expect(texts(...later)).toEqual([]);
  });

  const secret = (id: string, end: number): FactRow => ({
    servicePrincipalId: id,
    heldKind: "secret",
    heldKeyId: `key-${id}`,
    heldName: `secret-${id}`,
    heldStart: "2026-06-01",
    heldEnd: new Date(end).toISOString(),
  });

  it("tie failures to the end of a credential", () => {
    const rows = [failed("a", 12, { resultType: 7000222, time: at(12, 4) }), secret("a", at(12, 4, 30))];
    expect(texts(...rows)).toEqual(["All failures of a began within an hour of the end of its secret secret-a."]);
    expect(texts(...rows, failed("a", 15, { resourceId: "r2" }))).toEqual([]);
    expect(texts(rows[0] as FactRow, secret("a", at(12, 6)))).toEqual([]);
  });

  it("count the addresses that still use an expired credential, and only after its end", () => {
    const use = (ip: string | null, day: number): FactRow =>
      failed("a", day, { resultType: 7000222, credentialKeyId: "key-a", ipAddress: ip });
    const held = secret("a", at(10));
    expect(texts(held, use("192.0.2.1", 9), use("192.0.2.2", 12), use("192.0.2.3", 13))).toEqual([
      "2 addresses still use the expired secret secret-a of a.",
    ]);
    expect(texts(held, use("192.0.2.1", 12))).toEqual(["1 address still uses the expired secret secret-a of a."]);
    expect(texts(held, use(null, 12))).toEqual([
      "1 failure of a still names the secret secret-a after its end; not every row carries an address.",
    ]);
    expect(texts(held, use("192.0.2.1", 9))).toEqual([]);
  });

  it("name the principals that they are about, and no address", () => {
    const snapshot = snapshotOf([began, failed("a", 14), failed("b", 14), failed("c", 14, { ipAddress: "192.0.2.1" })]);
    const [insight] = snapshot.insights();
    expect(insight?.principals.map((index) => snapshot.columns.id[index])).toEqual(["a", "b", "c"]);
    expect(insight?.text).not.toContain("192.0.2.1");
  });

  it("are the same whatever the order of rows", () => {
    const some = fc.uniqueArray(
      fc.record({
        id: fc.constantFrom("a", "b", "c", "d"),
        day: fc.integer({ min: 2, max: 20 }),
        code: fc.constantFrom(0, 50171, 7000222),
        resource: fc.constantFrom("r1", "r2"),
      }),
      { maxLength: 30, selector: (one) => JSON.stringify(one) },
    );
    fc.assert(
      fc.property(
        some.chain((rows) => fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length }))),
        ([rows, shuffled]) => {
          const read = (list: typeof rows): unknown => {
            const snapshot = snapshotOf([
              began,
              ...list.map(({ id, day, code, resource }) =>
                failed(id, day, { servicePrincipalName: "same", resultType: code, resourceId: resource }),
              ),
              secret("a", at(9)),
              secret("b", at(9)),
            ]);
            const idsOf = (all: readonly number[]): string[] =>
              all.map((index) => snapshot.columns.id[index] ?? "").sort();
            return snapshot.insights().map(({ text, principals }) => [text, idsOf(principals)]);
          };
          expect(read(shuffled)).toEqual(read(rows));
        },
      ),
    );
  });
});

describe("contradictory facts across rows", () => {
  const part = (more: FactRow): FactRow => ({ servicePrincipalId: "a", heldKind: "secret", heldKeyId: "k", ...more });

  it("a start of one row that is not before the end of another is left out, in whatever order they come", () => {
    const rows = [part({ heldStart: "2027-06-01" }), part({ heldEnd: "2027-03-01" })];
    for (const list of [rows, [...rows].reverse()]) {
      const snapshot = snapshotOf(list);
      expect(principal(snapshot, "a").credentials[0]).toMatchObject({ start: null, status: "valid" });
      expect(snapshot.problems.entries.map(({ field }) => field)).toEqual(["heldStart"]);
    }
  });

  it("are told once a credential, however often a join repeats it, and across application and principal", () => {
    const joined = Array.from({ length: 50 }, (_, i) => ({
      ...part({ heldStart: "2026-12-01", heldEnd: "2026-11-01" }),
      resultType: 0,
      time: at(2, i % 24),
      correlationId: String(i),
    }));
    expect(snapshotOf(joined).problems.total).toBe(1);
    const own = part({ appId: "app", heldEnd: "2026-11-05" });
    const shared: FactRow = { appId: "app", heldKind: "secret", heldKeyId: "k", heldEnd: "2027-05-01" };
    const both = snapshotOf([own, shared]);
    expect(both.problems.entries.map(({ field }) => field)).toEqual(["heldEnd"]);
    expect(principal(both, "a").credentials[0]?.status).toBe("valid");
  });
});

describe("contradictory facts", () => {
  const problems = (...rows: FactRow[]): (string | number)[][] =>
    snapshotOf(rows).problems.entries.map(({ row, field, reason }) => [row, field, reason]);

  it("a credential that ends before it starts is judged by its end alone", () => {
    const row: FactRow = {
      servicePrincipalId: "a",
      heldKind: "secret",
      heldKeyId: "k",
      heldStart: "2026-12-01",
      heldEnd: "2026-11-01",
    };
    expect(problems(row)).toEqual([[1, "heldStart", "not before the credential's end: the start is left out"]]);
    expect(principal(snapshotOf([row]), "a").credentials[0]).toMatchObject({ start: null, status: "expired" });
  });

  it("of two ends of one credential the later one counts", () => {
    const row = (heldEnd: string): FactRow => ({
      servicePrincipalId: "a",
      heldKind: "secret",
      heldKeyId: "k",
      heldEnd,
    });
    const rows = [row("2026-11-01"), row("2027-03-01"), row("2027-03-01")];
    expect(problems(...rows)).toEqual([
      [1, "heldEnd", "another row gives this credential another end: the later one is taken"],
    ]);
    expect(principal(snapshotOf(rows), "a").credentials[0]?.status).toBe("valid");
  });

  it("a time in the future is taken as it is, and said to be one", () => {
    const row = (time: string): FactRow => ({ servicePrincipalId: "a", resultType: 50171, resourceId: "r", time });
    expect(problems(row("2026-11-23T12:00:00Z"))).toEqual([]);
    expect(problems(row("2026-11-23T12:05:00Z"))[0]?.[2]).toMatch(/^ahead of the clock/);
    expect(problems(row("2026-11-30T00:00:00Z"))[0]?.[2]).toMatch(/^in the future/);
    const old = { ...row("2026-11-20T00:00:00Z"), servicePrincipalId: "b" };
    const [quiet] = principal(snapshotOf([old, row("2099-01-01T00:00:00Z")]), "b").cases;
    expect([quiet?.verification.state, quiet?.verification.text]).toEqual([
      "quiet",
      expect.stringContaining("dated in the future"),
    ]);
  });

  it("a success at the instant of the last failure proves nothing, and is told once a case", () => {
    const both: FactRow[] = [0, 50171, 50171].map((resultType) => ({
      servicePrincipalId: "a",
      resultType,
      resourceId: "r",
      time: at(12),
    }));
    expect(principal(snapshotOf(both), "a").cases[0]?.verification.state).toBe("failing");
    expect(problems(...both)).toEqual([
      [0, "time", "the last failure and a success have this time: their order is unknown, so nothing is verified"],
    ]);
    expect(problems(...both, { servicePrincipalId: "a", resultType: 0, resourceId: "r", time: at(13) })).toEqual([]);
  });
});
