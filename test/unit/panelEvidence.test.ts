import fc from "fast-check";
import type { Case } from "../../src/model/types";
import { keyUses } from "../../src/panel/evidence/keys";
import { ticketLines } from "../../src/panel/evidence/signIn";
import { sinceLastFailure } from "../../src/panel/evidence/since";
import type { SingleSignIn } from "../../src/panel/sources/singles";

const HOUR = 3_600_000;
const NOTHING: SingleSignIn = {
  id: "",
  time: null,
  code: null,
  reason: "",
  correlationId: "",
  credentialType: "",
  credentialKeyId: "",
  credentialThumbprint: "",
  federatedCredentialId: "",
  resource: "",
  resourceId: "",
  ipAddress: "",
};
const signIn = (given: Partial<SingleSignIn>): SingleSignIn => ({ ...NOTHING, ...given });
const oneCase = (given: Partial<Case>): Case => ({ code: 50171, resource: "", resourceId: "", ...given }) as Case;

const anySignIn = fc.record({
  time: fc.option(fc.integer({ min: 0, max: 20 }).map((hours) => hours * HOUR)),
  code: fc.constantFrom(0, 50171, 7000222, null),
  resourceId: fc.constantFrom("", "r1", "R1", "r2"),
  resource: fc.constantFrom("Ledger", "ledger", ""),
  credentialKeyId: fc.constantFrom("K1", "k1", "k2", ""),
  credentialType: fc.constantFrom("certificate", "clientSecret"),
});
const anySignIns = fc.array(anySignIn.map(signIn), { maxLength: 30 });

describe("what single sign-ins say", () => {
  it("of a case is what became of its resource after its newest failure", () => {
    fc.assert(
      fc.property(anySignIns, (all) => {
        const [found] = sinceLastFailure([oneCase({ resourceId: "r1", resource: "Ledger" })], all);
        const own = all.filter(({ resourceId, resource }) =>
          resourceId === "" ? resource.toLowerCase() === "ledger" : resourceId.toLowerCase() === "r1",
        );
        const timed = own.filter(({ time }) => time !== null).sort((a, b) => (a.time ?? 0) - (b.time ?? 0));
        const last = timed.filter(({ code }) => code === 50171).at(-1)?.time ?? null;
        if (last === null) {
          expect(found).toBeUndefined();
          return;
        }
        const later = timed.filter(({ code, time }) => code === 0 && (time ?? 0) > last);
        expect(found).toEqual({
          code: 50171,
          resource: "Ledger",
          lastFailure: last,
          firstSuccess: later[0]?.time ?? null,
          successes: later.length,
        });
      }),
    );
  });

  it("of a failure and a success at the same time proves nothing", () => {
    const at = { time: 5 * HOUR, resourceId: "r1" };
    const all = [signIn({ ...at, code: 50171 }), signIn({ ...at, code: 0 })];
    expect(sinceLastFailure([oneCase({ resourceId: "r1" })], all)).toMatchObject([
      { firstSuccess: null, successes: 0 },
    ]);
  });

  it("of keys counts every sign-in once, most failures first", () => {
    fc.assert(
      fc.property(anySignIns, (all) => {
        const uses = keyUses(all);
        expect(
          uses.reduce((sum, { failures, successes, unreadable }) => sum + failures + successes + unreadable, 0),
        ).toBe(all.length);
        const names = uses.map(({ key, type }) => `${key}|${type}`);
        expect(new Set(names).size).toBe(names.length);
        expect(uses.map(({ failures }) => failures)).toEqual(
          uses.map(({ failures }) => failures).sort((a, b) => b - a),
        );
        for (const { key, type, failures } of uses) {
          const own = all.filter((one) => one.credentialKeyId.toLowerCase() === key && one.credentialType === type);
          expect(own.filter(({ code }) => code !== 0 && code !== null)).toHaveLength(failures);
        }
      }),
    );
  });

  it("to a ticket are the ids, on a line each, without the address and without invisible characters", () => {
    const lines = ticketLines(
      signIn({ time: 0, code: 50171, reason: "line\nTrace: \u202Eabc", correlationId: "c-1", ipAddress: "192.0.2.1" }),
      "sp-1",
    );
    expect(lines).toBe(
      [
        "Time: 1970-01-01T00:00:00.000Z",
        "Code: AADSTS50171",
        "Message: line␊Trace: ‹U+202E›abc",
        "Correlation id: c-1",
        "Service principal: sp-1",
      ].join("\n"),
    );
  });
});
