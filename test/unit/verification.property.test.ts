import fc from "fast-check";
import { Model, type Case, type Snapshot } from "../../src/model";
import { ALL_COLUMNS, at, cellsOf, NOW, principalsOf, snapshotOf, SOURCE, type FactRow } from "../support/load";

const HOURS_12 = 43_200_000;

/** One principal in front, few resources and codes, twelve-hour bins: successes and failures meet all the time. */
const signIn = (times: fc.Arbitrary<number | null>): fc.Arbitrary<FactRow> =>
  fc.record({
    servicePrincipalId: fc.oneof(
      { weight: 5, arbitrary: fc.constant("p") },
      { weight: 1, arbitrary: fc.constantFrom("P", "q") },
    ),
    resultType: fc.oneof(
      { weight: 3, arbitrary: fc.constant("0") },
      { weight: 3, arbitrary: fc.constant("50171") },
      { weight: 1, arbitrary: fc.constantFrom("7000215", "392200") },
    ),
    resourceId: fc.oneof(
      { weight: 4, arbitrary: fc.constant("a") },
      { weight: 1, arbitrary: fc.constantFrom("A", "b", null) },
    ),
    time: times,
  });
const bin = fc.integer({ min: 0, max: 24 }).map((half) => at(1) + half * HOURS_12);
const timed = fc.array(signIn(bin), { maxLength: 14 });
const mostlyTimed = fc.array(
  signIn(fc.oneof({ weight: 12, arbitrary: bin }, { weight: 1, arbitrary: fc.constant(null) })),
  { maxLength: 14 },
);

const casesOf = (snapshot: Snapshot): Case[] => principalsOf(snapshot).flatMap(({ cases }) => cases);

/** What verification says about every principal and case, without the order of the list. */
function states(snapshot: Snapshot): unknown {
  const all = principalsOf(snapshot).map(({ id, status, failures, cases }): [string, unknown] => [
    id,
    {
      status,
      failures,
      cases: Object.fromEntries(
        cases.map((one) => [
          one.id,
          [one.verification.state, one.verification.at, one.failures, one.firstFailure, one.lastFailure],
        ]),
      ),
    },
  ]);
  return Object.fromEntries(all);
}

const textOf = (cell: unknown): string => (typeof cell === "string" ? cell.toLowerCase() : "");

/** The id of the case that a row belongs to, or would belong to with this code. */
function caseId(row: FactRow, code = textOf(row.resultType)): string {
  return `${textOf(row.servicePrincipalId)}|${textOf(row.resourceId) || "-"}|${code}`;
}

describe("verification", () => {
  it("is not undone by one more success, unless the case fails after that success", () => {
    const success = signIn(bin).map((row): FactRow => ({ ...row, resultType: "0" }));
    fc.assert(
      fc.property(mostlyTimed, success, (rows, added) => {
        const verified = casesOf(snapshotOf(rows)).filter(({ verification }) => verification.state === "verified");
        const kept = verified.filter(
          ({ id, code }) =>
            caseId(added, String(code)) !== id ||
            !rows.some((row) => caseId(row) === id && row.time !== null && Number(row.time) > Number(added.time)),
        );
        const after = new Map(casesOf(snapshotOf([...rows, added])).map((one) => [one.id, one.verification.state]));
        expect(kept.map(({ id }) => [id, after.get(id)])).toEqual(kept.map(({ id }) => [id, "verified"]));
      }),
      { numRuns: 1000 },
    );
  });

  it("does not depend on the order or the chunks in which rows come", () => {
    const shuffled = mostlyTimed.chain((rows) =>
      fc.tuple(
        fc.constant(rows),
        fc.shuffledSubarray(rows, { minLength: rows.length }),
        fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 5 }),
      ),
    );
    fc.assert(
      fc.property(shuffled, ([rows, others, chunks]) => {
        expect(states(snapshotOf(others, chunks))).toEqual(states(snapshotOf(rows)));
      }),
      { numRuns: 1000 },
    );
  });

  it("does not change when each sign-in is repeated for every credential held", () => {
    // Rows without held fields are never merged, so each has to differ from the others.
    const distinct = mostlyTimed.map((rows) => rows.map((row, i) => ({ ...row, correlationId: `c${i}` })));
    const keys = fc.uniqueArray(fc.constantFrom("k1", "k2", "k3", "k4"), { minLength: 1 });
    fc.assert(
      fc.property(distinct, keys, (rows, held) => {
        const joined = rows.flatMap((row) =>
          held.map((key): FactRow => ({ ...row, heldKind: "secret", heldKeyId: key, heldEnd: "2026-11-09" })),
        );
        expect(states(snapshotOf(joined))).toEqual(states(snapshotOf(rows)));
        const byCredential = held.flatMap((key) => joined.filter(({ heldKeyId }) => heldKeyId === key));
        expect(states(snapshotOf(byCredential))).toEqual(states(snapshotOf(rows)));
      }),
      { numRuns: 500 },
    );
  });

  it("does not depend on the clock", () => {
    const clocks = fc.constantFrom(0, at(1), at(6, 12), at(30), Date.parse("2036-01-01"));
    fc.assert(
      fc.property(mostlyTimed, clocks, (rows, now) => {
        expect(states(snapshotOf(rows, [], now))).toEqual(states(snapshotOf(rows)));
      }),
      { numRuns: 500 },
    );
  });

  it("stays verified while rows arrive in time order, until that very case fails again", () => {
    fc.assert(
      fc.property(timed, (rows) => {
        const model = new Model(NOW);
        let verified: string[] = [];
        for (const row of [...rows].sort((a, b) => Number(a.time) - Number(b.time))) {
          model.append([cellsOf(row)], ALL_COLUMNS);
          const cases = casesOf(model.snapshot(SOURCE));
          const now = cases.filter(({ verification }) => verification.state === "verified").map(({ id }) => id);
          const kept = verified.filter((id) => id !== caseId(row));
          expect(now).toEqual(expect.arrayContaining(kept));
          verified = now;
        }
      }),
      { numRuns: 500 },
    );
  });

  it("gives the principal the worst of its cases' states, and verified only by a success on the case's resource", () => {
    const order = ["regressed", "failing", "changed", "quiet", "moved", "verified"];
    fc.assert(
      fc.property(mostlyTimed, (rows) => {
        for (const { status, cases } of principalsOf(snapshotOf(rows))) {
          const ranks = cases.map(({ verification }) => order.indexOf(verification.state));
          expect(status).toBe(ranks.length === 0 ? null : order[Math.min(...ranks)]);
          for (const { id, code, lastFailure, verification } of cases) {
            if (verification.state !== "verified") continue;
            const proof = rows.some(
              (row) =>
                row.resultType === "0" &&
                caseId(row, String(code)) === id &&
                row.time !== null &&
                Number(row.time) > (lastFailure ?? Number.POSITIVE_INFINITY),
            );
            expect([id, proof]).toEqual([id, true]);
          }
        }
      }),
      { numRuns: 500 },
    );
  });
});
