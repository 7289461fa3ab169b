import fc from "fast-check";
import { NOW, principal, snapshotOf, type FactRow } from "../support/load";

const DAY = 86_400_000;

const ID = "5b2f7a10-1111-4a01-9001-00000000000a";
const USE: FactRow = { servicePrincipalId: ID, resultType: 0, time: "2026-11-23T10:00:00Z" };

/** A credential that starts at noon of a day and lasts whole days; `now` is noon of 23 November 2026. */
function held(kind: string, start: string, days: number, more: FactRow = {}): FactRow {
  const from = Date.parse(`${start}T12:00:00Z`);
  const heldEnd = new Date(from + days * 86_400_000).toISOString();
  return {
    servicePrincipalId: ID,
    heldKind: kind,
    heldKeyId: `${kind}-${start}-${String(days)}`,
    heldStart: new Date(from).toISOString(),
    heldEnd,
    ...more,
  };
}

function grade(...rows: FactRow[]): [string, ...string[]] {
  const { posture } = principal(snapshotOf([USE, ...rows]), ID);
  return [posture.grade, ...posture.findings.map(({ rule }) => rule)];
}

describe("posture", () => {
  it.each<[string, FactRow[], string, string]>([
    ["no credential data is unknown, never good", [], "unknown", "no-data"],
    ["nothing valid while signing in", [held("secret", "2026-01-01", 100)], "critical", "no-valid-credential"],
    ["a secret of 731 days", [held("secret", "2026-11-01", 731)], "critical", "secret-lifetime-extreme"],
    ["a secret of 730 days is poor only", [held("secret", "2026-11-01", 730)], "poor", "secret-lifetime"],
    ["a secret of 181 days", [held("secret", "2026-11-01", 181)], "poor", "secret-lifetime"],
    ["a secret of 180 days passes", [held("secret", "2026-11-01", 180)], "attention", "secret-only"],
    ["30 days left", [held("certificate", "2026-01-01", 356)], "poor", "expiring"],
    ["31 days left", [held("certificate", "2026-01-01", 357)], "good", "certificate-ok"],
    ["a certificate of 366 days", [held("certificate", "2026-11-01", 366)], "attention", "certificate-lifetime"],
    ["a certificate of 365 days passes", [held("certificate", "2026-11-01", 365)], "good", "certificate-ok"],
    [
      "a federated credential",
      [{ servicePrincipalId: ID, heldKind: "federated", heldName: "f" }],
      "good",
      "federated-only",
    ],
    ["a managed identity", [{ servicePrincipalId: ID, heldKind: "managedIdentity" }], "good", "managed-identity"],
    [
      "two valid certificates",
      [held("certificate", "2026-11-01", 200), held("certificate", "2026-11-02", 200)],
      "attention",
      "several-valid",
    ],
    [
      "unused for 30 days",
      [held("certificate", "2026-06-01", 365, { heldLastUsed: "2026-10-24T11:00:00Z" })],
      "attention",
      "unused",
    ],
    [
      "used 29 days ago",
      [held("certificate", "2026-06-01", 365, { heldLastUsed: "2026-10-25T13:00:00Z" })],
      "good",
      "certificate-ok",
    ],
    [
      "never used since long",
      [held("certificate", "2026-06-01", 365, { heldLastUsed: "1900-01-01" })],
      "attention",
      "unused",
    ],
  ])("%s", (_, rows, expected, rule) => {
    const [found, worst] = grade(...rows);
    expect([found, worst]).toEqual([expected, rule]);
  });

  it("takes an expired credential beside a valid one for a clean-up item, not an outage", () => {
    expect(grade(held("certificate", "2026-06-01", 300), held("certificate", "2025-01-01", 300))).toEqual([
      "good",
      "certificate-ok",
      "expired-leftover",
    ]);
  });

  it("judges expiry by the credential in use and the best valid one, not by the earliest end", () => {
    const old = held("secret", "2026-06-01", 178);
    const fresh = held("certificate", "2026-11-20", 365);
    const uses = (key: unknown): FactRow => ({ ...USE, credentialKeyId: key, time: "2026-11-23T11:00:00Z" });
    expect(grade(old, fresh, uses(fresh.heldKeyId))).not.toContain("expiring");
    expect(grade(old, fresh, uses(old.heldKeyId))).toContain("expiring");
  });

  it("sees two credentials in use at once, and one that was replaced", () => {
    const [ending, other] = [held("secret", "2026-06-01", 176), held("certificate", "2026-11-01", 300)];
    const use = (credential: FactRow, time: string): FactRow => ({
      ...USE,
      credentialKeyId: credential.heldKeyId,
      time,
    });
    const both = [
      use(other, "2026-11-22T10:00:00Z"),
      use(ending, "2026-11-23T09:00:00Z"),
      use(other, "2026-11-23T11:00:00Z"),
    ];
    expect(grade(ending, other, ...both)).toContain("expiring");
    const replaced = [use(ending, "2026-11-20T09:00:00Z"), use(other, "2026-11-21T11:00:00Z")];
    expect(grade(ending, other, ...replaced)).not.toContain("expiring");
  });

  it("takes only a success for a use", () => {
    const idle = held("certificate", "2026-06-01", 365, { heldLastUsed: "2026-08-01" });
    expect(grade(idle, { ...USE, resultType: 7000112, credentialKeyId: idle.heldKeyId })).toContain("unused");
    expect(grade(idle, { ...USE, credentialKeyId: idle.heldKeyId })).not.toContain("unused");
  });

  it("tells credentials that lapsed unused from an outage", () => {
    const snapshot = snapshotOf([held("secret", "2026-01-01", 100)]);
    expect(principal(snapshot, ID).posture.findings[0]?.rule).toBe("nothing-valid");
    expect(snapshot.totals.expired).toBe(0);
  });

  it("counts one certificate that is listed for signing and verifying once, and keeps single sign-on keys out", () => {
    const twin: FactRow = { heldThumbprint: "AB", heldOrigin: "application" };
    expect(
      grade(held("certificate", "2026-11-01", 200, { ...twin, heldUsage: "Verify" }), {
        ...held("certificate", "2026-11-01", 200, { ...twin, heldUsage: "Sign" }),
        heldKeyId: "other",
      }),
    ).toEqual(["good", "certificate-ok"]);
    expect(
      grade(held("certificate", "2026-11-01", 2000, { heldUsage: "Sign", heldOrigin: "servicePrincipal" })),
    ).toEqual(["unknown", "no-data"]);
  });

  it("never takes back what time has done: as now moves on, what expired stays so and days left only fall", () => {
    const day = fc.integer({ min: -800, max: 800 });
    const credential = fc.record({ kind: fc.constantFrom("secret", "certificate"), start: day, days: fc.nat(900) });
    const rank = { notYetValid: 0, valid: 1, unknown: 1, expired: 2 } as const;
    fc.assert(
      fc.property(fc.array(credential, { maxLength: 4 }), day, fc.nat(400), (all, now, later) => {
        const rows = all.map(({ kind, start, days }, i) => ({
          ...held(kind, "2026-11-23", days),
          heldKeyId: `key-${String(i)}`,
          heldStart: new Date(NOW + start * DAY).toISOString(),
          heldEnd: new Date(NOW + (start + days + 1) * DAY).toISOString(),
        }));
        const at = (moved: number) => principal(snapshotOf([USE, ...rows], [], NOW + moved * DAY), ID);
        const [before, after] = [at(now), at(now + later)];
        const ranks = (found: typeof before): Record<string, number> =>
          Object.fromEntries(found.credentials.map(({ keyId, status }) => [keyId, rank[status]]));
        const [first, second] = [ranks(before), ranks(after)];
        for (const [key, was] of Object.entries(first)) expect(second[key]).toBeGreaterThanOrEqual(was);
        const lost = ({ posture }: typeof before): boolean => posture.findings[0]?.rule === "no-valid-credential";
        const waits = Object.values(first).includes(0);
        if (lost(before) && !waits) expect(lost(after)).toBe(true);
      }),
    );
  });

  it("keeps the password of a signing key out as well, by its thumbprint or its key id", () => {
    const sp: FactRow = { heldOrigin: "servicePrincipal" };
    const signing = held("certificate", "2026-11-01", 1000, { ...sp, heldUsage: "Sign", heldThumbprint: "AB" });
    const password = held("secret", "2026-11-01", 1095, { ...sp, heldThumbprint: "ab" });
    expect(grade(signing, password)).toEqual(["unknown", "no-data"]);
    expect(grade(signing, { ...password, heldThumbprint: null, heldKeyId: signing.heldKeyId })).toEqual([
      "unknown",
      "no-data",
    ]);
    expect(grade(signing, { ...password, heldThumbprint: "cd" })[0]).toBe("critical");
  });

  it("keeps mTLS readiness apart from the grade", () => {
    const readiness = (...rows: FactRow[]): string => principal(snapshotOf([USE, ...rows]), ID).mtlsReadiness;
    expect(readiness(held("certificate", "2020-01-01", 3000))).toBe("possible");
    expect(readiness(held("secret", "2026-11-01", 100))).toBe("impossible");
    expect(readiness(held("secret", "2026-01-01", 100))).toBe("impossible");
    expect(readiness({ servicePrincipalId: ID, heldKind: "managedIdentity" })).toBe("unknown");
    expect(readiness()).toBe("unknown");
  });
});
