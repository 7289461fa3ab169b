import { readFileSync } from "node:fs";
import { join } from "node:path";
import Papa from "papaparse";
import type { Grade, VerificationState } from "../../src/model/types";
import { GRADES, STATES } from "../../src/model/types";
import { EXPECTED_CASES, EXPECTED_FAILING_PRINCIPALS, EXPECTED_PRINCIPALS } from "../../src/build/sample/expectations";
import { about, csv } from "../../src/build/sample/generate";
import { FIELDS, type Field } from "../../src/build/sample/types";

/* Everything below reads the CSV as a stranger would, with row objects and contracts 1 to 3 in their plainest form:
   it shares no code with the generator's logic or with the model. */

type Cells = Record<Field, string>;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const asset = (name: string): string => readFileSync(join(process.cwd(), "assets", name), "utf8");
const text = asset("sample.csv");
const meta = JSON.parse(asset("sample.json")) as Record<string, unknown>;
const now = Date.parse(String(meta.now));
const table = Papa.parse<Cells>(text, { header: true, skipEmptyLines: true });
const all = table.data;
const held = all.filter((row) => row.heldKind !== "");
const signIns = all.filter((row) => row.resultType !== "");

const time = (row: Cells): number => Date.parse(row.time);
const code = (row: Cells): number => Number(row.resultType.replace("AADSTS", ""));
const count = (row: Cells): number => Number(row.signIns);
const principal = (row: Cells): string => row.servicePrincipalId.toLowerCase();
const resource = (row: Cells): string => row.resourceId || row.resource.toLowerCase() || "-";
const failures = signIns.filter((row) => code(row) !== 0);
const sum = (rows: readonly Cells[]): number => rows.reduce((total, row) => total + count(row), 0);
const asOf = Math.max(...signIns.map(time));

const byCase = new Map<string, Cells[]>();
for (const row of failures) {
  const id = `${principal(row)}|${resource(row)}|${code(row)}`;
  byCase.set(id, [...(byCase.get(id) ?? []), row]);
}

function stateOf(failed: readonly Cells[], clock: number): VerificationState {
  const one = failed[0] as Cells;
  const times = failed.map(time);
  const first = Math.min(...times);
  const last = Math.max(...times);
  const days = new Set(failed.map((row) => row.time.slice(0, 10))).size;
  const usual = days > 1 ? Math.max(DAY, (last - first) / (days - 1)) : DAY;
  const own = signIns.filter((row) => principal(row) === principal(one));
  const here = own.filter((row) => resource(row) === resource(one));
  const successes = here.filter((row) => code(row) === 0).map(time);
  const regressed = successes.some((t) => t < last && times.some((f) => f < t));
  const since = here.filter((row) => time(row) > last);
  if (successes.some((t) => t > last)) return !regressed || clock - last > usual ? "verified" : "regressed";
  if (since.length > 0) return "changed";
  const known = new Set(own.filter((row) => time(row) < last).map(resource));
  if (own.some((row) => code(row) === 0 && time(row) > last && !known.has(resource(row)))) return "moved";
  if (regressed) return "regressed";
  return clock - last > usual ? "quiet" : "failing";
}

/** Section 7 of the facts, with its default thresholds. */
function rulesOf(id: string): string[] {
  const own = signIns.filter((row) => principal(row) === id);
  const appIds = new Set(all.filter((row) => principal(row) === id).map((row) => row.appId.toLowerCase()));
  const mine = held.filter((row) =>
    row.servicePrincipalId === "" ? appIds.has(row.appId.toLowerCase()) : principal(row) === id,
  );
  // SAML signing certificates are no client credentials, and one thumbprint is one certificate.
  const client = mine
    .filter((row) => !(row.heldUsage === "Sign" && row.heldOrigin === "servicePrincipal"))
    .filter((row, i, rows) => {
      const twin = rows.findIndex((other) => other.heldThumbprint === row.heldThumbprint);
      return row.heldThumbprint === "" || twin === i;
    });
  if (client.length === 0) return ["no-data"];
  const end = (row: Cells): number => (row.heldEnd === "" ? Infinity : Date.parse(row.heldEnd));
  const lifetime = (row: Cells): number => (row.heldEnd === "" ? 0 : (end(row) - Date.parse(row.heldStart)) / DAY);
  const valid = client.filter((row) => end(row) > now);
  const of = (kind: string): Cells[] => valid.filter((row) => row.heldKind === kind);
  const kinds = new Set(valid.map((row) => row.heldKind));
  const latest = own.filter((row) => row.credentialKeyId !== "").sort((a, b) => time(b) - time(a))[0];
  const used = valid.find((row) => row.heldKeyId !== "" && row.heldKeyId === latest?.credentialKeyId);
  const best = [...valid].sort((a, b) => end(b) - end(a))[0];
  const rules: string[] = [];
  const add = (rule: string, when: boolean): void => {
    if (when) rules.push(rule);
  };
  add("no-valid-credential", valid.length === 0 && own.length > 0);
  add(
    "secret-lifetime-extreme",
    of("secret").some((row) => lifetime(row) > 730),
  );
  add(
    "secret-lifetime",
    of("secret").some((row) => lifetime(row) > 180 && lifetime(row) <= 730),
  );
  add(
    "expiring",
    [used, best].some((row) => row !== undefined && end(row) - now <= 30 * DAY),
  );
  add("secret-only", kinds.size === 1 && kinds.has("secret"));
  add("mixed-kinds", kinds.size > 1 && kinds.has("secret"));
  add(
    "certificate-lifetime",
    of("certificate").some((row) => lifetime(row) > 365),
  );
  add(
    "unused",
    valid.some((row) => now - Date.parse(row.heldLastUsed) >= 30 * DAY),
  );
  add(
    "several-valid",
    [...kinds].some((kind) => of(kind).length > 1),
  );
  const bad = rules.length > 0;
  add("expired-leftover", valid.length > 0 && valid.length < client.length);
  add("certificate-ok", !bad && kinds.has("certificate"));
  add("federated-only", !bad && kinds.size === 1 && kinds.has("federated"));
  add("managed-identity", !bad && kinds.has("managedIdentity"));
  return rules;
}

const GRADE_OF: Record<string, Grade> = {
  "no-valid-credential": "critical",
  "secret-lifetime-extreme": "critical",
  "secret-lifetime": "poor",
  expiring: "poor",
  "secret-only": "attention",
  "mixed-kinds": "attention",
  "certificate-lifetime": "attention",
  unused: "attention",
  "several-valid": "attention",
  "expired-leftover": "good",
  "certificate-ok": "good",
  "federated-only": "good",
  "managed-identity": "good",
  "no-data": "unknown",
};

const gradeOf = (rules: readonly string[]): Grade =>
  GRADES[Math.min(...rules.map((rule) => GRADES.indexOf(GRADE_OF[rule] as Grade)))] as Grade;

describe("the committed sample", () => {
  it("is what the generator writes, byte for byte, each time", () => {
    expect(csv()).toBe(text);
    expect(csv()).toBe(csv());
    expect(about()).toBe(asset("sample.json"));
  });

  it("is a lean table of contract 1 with line feeds, sign-ins in the order of time", () => {
    expect(text.split("\n")[0]).toBe(FIELDS.join(","));
    expect(table.errors).toEqual([]);
    expect(text).not.toContain("\r");
    expect(Buffer.byteLength(text)).toBeLessThan(900_000);
    expect(all.length).toBeGreaterThan(2_000);
    expect(all.length).toBeLessThan(6_000);
    expect(all.length).toBe(held.length + signIns.length);
    const times = signIns.map((row) => row.time);
    expect(times).toEqual([...times].sort());
    expect(times[0]).toBe("2026-10-25T00:00:00Z");
    expect(times.at(-1)).toBe("2026-11-23T11:00:00Z");
  });

  it("says that it is a sample and pins its clock", () => {
    expect(meta).toEqual({
      now: "2026-11-23T12:00:00Z",
      isSample: true,
      tenantId: "9f1c2d3e-5a6b-4c7d-8e9f-0a1b2c3d4e5f",
      title: expect.any(String),
      note: expect.any(String),
    });
    expect(new Set(all.map((row) => row.tenantId))).toEqual(new Set([meta.tenantId]));
  });

  it("uses ids in GUID form and addresses reserved for documentation", () => {
    const idFields = ["servicePrincipalId", "appId", "credentialKeyId", "heldKeyId", "correlationId"] as const;
    const ids = new Set(all.flatMap((row) => idFields.map((field) => row[field])));
    const guid = /^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})?$/i;
    expect([...ids].filter((id) => !guid.test(id))).toEqual([]);
    const reserved = /^(|192\.0\.2\.\d+|198\.51\.100\.\d+|203\.0\.113\.\d+|2001:db8:.*)$/;
    expect([...new Set(all.map((row) => row.ipAddress))].filter((ip) => !reserved.test(ip))).toEqual([]);
  });

  it("has a plausible size: 43 principals, 15 failing, 50171 first, the newer half worse", () => {
    const ids = new Set([...signIns, ...held.filter((row) => row.servicePrincipalId !== "")].map(principal));
    expect(ids).toEqual(new Set(EXPECTED_PRINCIPALS.map((p) => p.id)));
    expect(ids.size).toBe(43);
    expect(EXPECTED_FAILING_PRINCIPALS).toHaveLength(15);
    expect(sum(failures)).toBeGreaterThan(900);
    expect(sum(failures)).toBeLessThan(1_500);
    const codes = [...new Set(failures.map(code))];
    const totals = codes.map((c) => sum(failures.filter((row) => code(row) === c)));
    expect(codes[totals.indexOf(Math.max(...totals))]).toBe(50171);
    const half = Date.parse("2026-11-09T00:00:00Z");
    const newer = sum(failures.filter((row) => time(row) >= half));
    expect(newer).toBeGreaterThan(sum(failures) - newer);
  });
});

describe("expected verification", () => {
  const expected = Object.fromEntries(EXPECTED_CASES.map((c) => [c.id, c.verification]));

  // No case may hang on whether "as of" is read as the newest row or as the sample's now.
  it.each([
    ["the newest row", asOf],
    ["now", now],
  ])("agrees with contract 3 read naively, for every case, as of %s", (_, clock) => {
    expect(Object.fromEntries([...byCase].map(([id, rows]) => [id, stateOf(rows, clock)]))).toEqual(expected);
  });

  it("covers every state, and every state with 50171", () => {
    expect(new Set(Object.values(expected))).toEqual(new Set(STATES));
    const mtls = EXPECTED_CASES.filter((c) => c.code === 50171).map((c) => c.verification);
    expect(new Set(mtls)).toEqual(new Set(STATES));
  });

  it("names the codes that follow a change of endpoint", () => {
    const after = EXPECTED_CASES.filter((c) => c.code === 50171 && c.verification === "changed").map((c) =>
      EXPECTED_CASES.filter((d) => d.principal === c.principal && d.code !== 50171).map((d) => d.code),
    );
    expect(after).toEqual([[392200], [51000]]);
    const featureOff = failures.filter((row) => code(row) === 51000);
    expect(featureOff.every((row) => row.resultDescription.includes("MtlsClientAuth"))).toBe(true);
  });

  it("has a success beside a last failure, and one after a relapse that is too fresh to count", () => {
    const rowsOf = (name: string): Cells[] => signIns.filter((row) => row.servicePrincipalName === name);
    const last = (rows: Cells[]): string =>
      rows
        .map((row) => row.time)
        .sort()
        .at(-1) ?? "";
    const split = (name: string): [string, string] => [
      last(rowsOf(name).filter((row) => code(row) === 0)),
      last(rowsOf(name).filter((row) => code(row) !== 0)),
    ];
    const [knotSuccess, knotFailure] = split("sp-knot-mirror");
    expect(knotSuccess).toBe(knotFailure);
    const [pipitSuccess, pipitFailure] = split("sp-pipit-report");
    expect(pipitSuccess > pipitFailure).toBe(true);
  });
});

describe("expected posture", () => {
  // Titles carry ids: some of the names would garble a terminal.
  it.each(EXPECTED_PRINCIPALS.map((p) => [p.id, p] as const))("agrees with the rules: %s", (_, p) => {
    const rules = rulesOf(p.id);
    expect({ grade: gradeOf(rules), rules }).toEqual({ grade: p.grade, rules: expect.arrayContaining([...p.rules]) });
  });

  it("covers every grade and every rule", () => {
    expect(new Set(EXPECTED_PRINCIPALS.map((p) => p.grade))).toEqual(new Set(GRADES));
    expect(new Set(EXPECTED_PRINCIPALS.flatMap((p) => p.rules))).toEqual(new Set(Object.keys(GRADE_OF)));
  });
});

describe("what the sample must not lose", () => {
  const names = new Set(signIns.map((row) => row.servicePrincipalName));
  const idsOf = (field: Field, value: string): number =>
    new Set(signIns.filter((row) => row[field] === value).map(principal)).size;

  it("every code of the brief", () => {
    const wanted = [
      50171, 392200, 51000, 7000222, 7000215, 7000218, 700027, 700024, 700213, 53003, 500011, 392196, 90033, 7000112,
      700016, 50173, 9999999, 500171,
    ];
    expect(new Set(failures.map(code))).toEqual(new Set(wanted));
    expect(new Set(failures.filter((row) => code(row) === 700027).map((row) => row.resultType)).size).toBe(2);
  });

  it("50171 with its exact text, on invented resources only", () => {
    const rows = failures.filter((row) => code(row) === 50171);
    const official = "AADSTS50171: The given audience can only be used in Mutual-TLS token calls.";
    expect(new Set(rows.map((row) => row.resultDescription))).toEqual(new Set([official]));
    expect(new Set(rows.map((row) => row.resource))).toEqual(
      new Set(["Contoso Ledger API", "Fabrikam Platform Metering"]),
    );
    expect(rows.some((row) => row.clientCredentialType === "clientAssertion")).toBe(true);
    const connector = rows.filter((row) => row.userAgent.includes("connector"));
    expect(connector.every((row) => row.resourceOwnerTenantId !== row.tenantId)).toBe(true);
    expect(connector.length).toBeGreaterThan(0);
  });

  it("failures that seldom name their credential", () => {
    const named = failures.filter((row) => row.credentialKeyId !== "").length;
    expect(named).toBeGreaterThan(0);
    expect(named / failures.length).toBeLessThan(0.1);
  });

  it("names that attack or stretch the reader", () => {
    for (const name of ["<img src=x onerror=alert(1)>", "__proto__"]) expect(names.has(name)).toBe(true);
    const some = (test: (name: string) => boolean): boolean => [...names].some(test);
    expect(some((name) => name.startsWith("=HYPERLINK("))).toBe(true);
    expect(some((name) => name.includes("\u202E"))).toBe(true);
    expect(some((name) => /\p{Script=Arabic}/u.test(name))).toBe(true);
    expect(some((name) => name.length === 300)).toBe(true);
  });

  it("shared names and shared appIds, an owner elsewhere, a resource without id, ids in both cases", () => {
    expect(idsOf("servicePrincipalName", "sp-siskin-etl")).toBe(2);
    const appIds = [...new Set(signIns.map((row) => row.appId))];
    expect(appIds.filter((appId) => idsOf("appId", appId) === 2)).toHaveLength(1);
    expect(signIns.some((row) => row.appOwnerTenantId !== "" && row.appOwnerTenantId !== row.tenantId)).toBe(true);
    expect(failures.some((row) => row.resource === "" && row.resourceId === "")).toBe(true);
    expect(failures.some((row) => row.resource !== "" && row.resourceId === "")).toBe(true);
    expect(held.some((row) => /[A-F]/.test(row.servicePrincipalId))).toBe(true);
    expect(new Set(signIns.map((row) => row.servicePrincipalType))).toEqual(
      new Set(["Application", "ManagedIdentity", "Legacy"]),
    );
  });

  it("credentials of every kind and origin, a shared thumbprint, one never used", () => {
    expect(new Set(held.map((row) => row.heldKind))).toEqual(
      new Set(["secret", "certificate", "federated", "managedIdentity"]),
    );
    expect(new Set(held.map((row) => row.heldOrigin))).toEqual(new Set(["application", "servicePrincipal"]));
    expect(held.some((row) => row.servicePrincipalId === "" && row.appId !== "")).toBe(true);
    expect(held.some((row) => row.heldLastUsed === "1900-01-01T00:00:00Z")).toBe(true);
    expect(held.filter((row) => row.heldKind === "federated").every((row) => row.heldIssuer && row.heldSubject)).toBe(
      true,
    );
    const prints = held.map((row) => row.heldThumbprint).filter((print) => print !== "");
    expect(prints.length - new Set(prints).size).toBe(1);
  });

  it("principals that just work", () => {
    const failed = new Set(failures.map(principal));
    const healthy = EXPECTED_PRINCIPALS.filter(
      (p) => !failed.has(p.id) && sum(signIns.filter((row) => principal(row) === p.id)) > 50,
    );
    expect(healthy.length).toBeGreaterThanOrEqual(12);
  });
});
