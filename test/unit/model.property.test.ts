import fc from "fast-check";
import { exportDocument } from "../../src/export";
import type { Snapshot } from "../../src/model";
import { at, NOW, principalsOf, snapshotOf, type FactRow } from "../support/load";
import { naive } from "../support/naive";

const DAY = 86_400_000;
const PRINCIPALS = [
  "5b2f7a10-0000-4000-8000-0000000000A1",
  "5b2f7a10-0000-4000-8000-0000000000a1",
  "b",
  "",
  null,
  "__proto__",
  "constructor",
];

/** Few distinct values, so that rows meet, collide and repeat; odd ones among them. */
const times = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 0, max: 15 }).map((halfDays) => at(1) + halfDays * 43_200_000) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(null, "not a time", "2026-11-05T00:00:00Z", new Date(at(6)), "1900-01-01", "2026-11-04"),
  },
);
const codes = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom("0", "50171", 7000215) },
  { weight: 1, arbitrary: fc.constantFrom(0, 50171, "AADSTS50171: text", "500171", null, "nonsense", -1, Number.NaN) },
);

const signIn: fc.Arbitrary<FactRow> = fc.record({
  servicePrincipalId: fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(...PRINCIPALS.slice(0, 2)) },
    { weight: 1, arbitrary: fc.constantFrom(...PRINCIPALS) },
  ),
  servicePrincipalName: fc.constantFrom("one", "two", "<b>", "", null),
  appId: fc.constantFrom("app-1", "APP-1", "app-2", "", null),
  resultType: codes,
  resultDescription: fc.constantFrom(null, "AADSTS50171: The given audience", "no code here"),
  resource: fc.constantFrom("Ledger", "ledger", "", null),
  resourceId: fc.constantFrom("r1", "R1", "r2", null),
  time: times,
  signIns: fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(null, 1, 2) },
    { weight: 1, arbitrary: fc.constantFrom("3", 0, -5, Number.NaN, 1.5) },
  ),
  clientCredentialType: fc.constantFrom("clientSecret", "certificate", null),
  credentialKeyId: fc.constantFrom("k1", "k2", "k3", null),
  correlationId: fc.constantFrom("c1", "c2", null),
});

const held: fc.Arbitrary<FactRow> = fc.record({
  heldKind: fc.constantFrom("secret", "certificate", "federated", "nonsense", null),
  heldKeyId: fc.constantFrom("k1", "k2", null),
  heldName: fc.constantFrom("first", "second", null),
  heldStart: fc.constantFrom("2026-01-01", null),
  heldEnd: fc.constantFrom("2026-11-01", "2026-12-01", "2027-01-01", "bad", null),
  heldLastUsed: fc.constantFrom("2026-08-01", "2026-11-20", "1900-01-01", null),
});

const row: fc.Arbitrary<FactRow> = fc.oneof(
  { weight: 4, arbitrary: signIn },
  { weight: 2, arbitrary: fc.tuple(signIn, held).map(([a, b]) => ({ ...a, ...b })) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(held, fc.constantFrom(...PRINCIPALS), fc.constantFrom("app-1", "app-2", null))
      .map(([b, servicePrincipalId, appId]) => ({ ...b, servicePrincipalId, appId })),
  },
);
const rows = fc.array(row, { maxLength: 40 });
const chunks = fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 6 });

const document = (snapshot: Snapshot): unknown =>
  exportDocument(snapshot, { generatedAt: NOW, marks: () => null, scope: { kind: "all" } });

describe("the model", () => {
  it("agrees with a naive full pass over the rows", () => {
    fc.assert(
      fc.property(rows, chunks, (given, sizes) => {
        const snapshot = snapshotOf(given, sizes);
        const found = principalsOf(snapshot)
          .filter(({ signIns }) => signIns > 0)
          .map((principal) => {
            const trend = snapshot.trend(principal.index);
            const days = [...trend].flatMap((failures, i) =>
              failures === 0 ? [] : [[new Date(snapshot.days[i] ?? 0).toISOString().slice(0, 10), failures] as const],
            );
            return {
              id: principal.id,
              signIns: principal.signIns,
              failures: principal.failures,
              firstSeen: principal.firstSeen,
              lastSeen: principal.lastSeen,
              lastFailure: principal.lastFailure,
              byCode: Object.fromEntries(principal.byCode.map(({ code, failures }) => [code, failures])),
              days: Object.fromEntries(days),
              cases: principal.cases
                .map(({ id, verification }) => ({ id, verification: verification.state }))
                .sort((a, b) => (a.id < b.id ? -1 : 1)),
            };
          })
          .sort((a, b) => (a.id < b.id ? -1 : 1));
        expect(found).toEqual(naive(given));
      }),
      { numRuns: 1500 },
    );
  });

  it("gives the same result however the rows are chunked", () => {
    fc.assert(
      fc.property(rows, chunks, (given, sizes) => {
        expect(document(snapshotOf(given, sizes))).toEqual(document(snapshotOf(given)));
      }),
      { numRuns: 1000 },
    );
  });

  it("gives the same principals in whatever order the rows come", () => {
    const ordered = fc
      .uniqueArray(row, { maxLength: 40 })
      .chain((given) => fc.tuple(fc.constant(given), fc.shuffledSubarray(given, { minLength: given.length })));
    fc.assert(
      fc.property(ordered, ([given, shuffled]) => {
        const { principals } = document(snapshotOf(given)) as { principals: unknown };
        expect((document(snapshotOf(shuffled)) as { principals: unknown }).principals).toEqual(principals);
      }),
      { numRuns: 500 },
    );
  });

  it("keeps columns, totals and details of one snapshot in step", () => {
    fc.assert(
      fc.property(rows, (given) => {
        const snapshot = snapshotOf(given);
        const all = principalsOf(snapshot);
        expect([...snapshot.columns.failures]).toEqual(all.map(({ failures }) => failures));
        expect(snapshot.totals.failures).toBe(all.reduce((sum, { failures }) => sum + failures, 0));
        expect(snapshot.totals.failing).toBe(
          all.filter(({ cases }) =>
            cases.some(({ verification: { state } }) => ["failing", "regressed", "changed"].includes(state)),
          ).length,
        );
        const daily = snapshot.dailyTotals();
        daily.codes.forEach((code, i) => {
          const whole = snapshot.codes.find((entry) => entry.code === code)?.failures ?? 0;
          const timed = daily.failures[i]?.reduce((sum, value) => sum + value, 0) ?? 0;
          expect(timed).toBeLessThanOrEqual(whole);
        });
        expect(snapshot.days.every((day, i) => i === 0 || day - (snapshot.days[i - 1] ?? 0) === DAY)).toBe(true);
      }),
    );
  });

  it("never throws, whatever the cells are", () => {
    const anything = fc.array(
      fc.dictionary(
        fc.constantFrom("servicePrincipalId", "appId", "resultType", "time", "signIns", "heldKind", "heldEnd"),
        fc.anything(),
      ),
    );
    fc.assert(
      fc.property(anything, (given) => {
        const snapshot = snapshotOf(given);
        expect(snapshot.source.rowsRead).toBe(given.length);
        principalsOf(snapshot);
      }),
    );
  });
});
