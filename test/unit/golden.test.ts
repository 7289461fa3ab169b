import type { Principal, Snapshot } from "../../src/model";
import { cell, goldenRows, listOf, type GoldenRow } from "../support/goldenTable";
import { NOW, principal, principalsOf, snapshotOf, type FactRow } from "../support/load";

const MINUTE = 60_000;
const APP = "0c9d1f20-0000-4b01-8001-000000000001";
const TENANT = "7e0a0000-0000-4000-8000-0000000000Aa";
const ELSEWHERE = "7e0b0000-0000-4000-8000-0000000000bb";

const iso = (time: number): string => new Date(time).toISOString();
const named = (file: string): [string, GoldenRow][] =>
  goldenRows(file).map((row) => [`${cell(row, "#")} ${cell(row, "what it shows")}`, row]);

/** The parts of a text that a pattern names; text that does not fit fails the test. */
function parse(text: string, pattern: RegExp): Readonly<Record<string, string | undefined>> {
  const found = pattern.exec(text)?.groups;
  if (found === undefined) throw new Error(`cannot read "${text}"`);
  return found;
}

describe("golden/posture.md", () => {
  const P = "5b2f7a10-3333-4a01-9001-00000000000a";
  const TWIN = "5b2f7a10-3333-4a01-9001-00000000000b";
  const SEVERITIES = ["critical", "poor", "attention"];

  /** `-10`, `+170d23h`, `-1m` against the clock; `?` is missing. */
  function instant(text: string): string | null {
    if (text === "?") return null;
    const { sign, d, h, m } = parse(text, /^(?<sign>[+-])(?:(?<d>\d+)(?:d|$))?(?:(?<h>\d+)h)?(?:(?<m>\d+)m)?$/);
    const minutes = (Number(d ?? 0) * 24 + Number(h ?? 0)) * 60 + Number(m ?? 0);
    return iso(NOW + (sign === "-" ? -1 : 1) * minutes * MINUTE);
  }

  function heldRow(text: string): FactRow {
    const { kind, key, start, end, flags } = parse(
      text,
      /^(?<kind>\w+) (?<key>\S+) (?<start>\S+?)\.\.(?<end>\S+)(?<flags>.*)$/,
    );
    const value = (pattern: RegExp): string | null => pattern.exec(flags ?? "")?.[1] ?? null;
    const unknown = (flags ?? "").replace(/ (used \S+|thumb \S+|name \S+|by appId|sp|Sign|Verify)(?= |$)/g, "");
    if (unknown !== "") throw new Error(`cannot read "${unknown}" of "${text}"`);
    const used = value(/ used (\S+)/);
    return {
      servicePrincipalId: / by appId/.test(flags ?? "") ? null : P,
      appId: APP,
      heldKind: kind,
      heldKeyId: key === "-" ? null : key,
      heldName: value(/ name (\S+)/) ?? (key === "-" ? null : `name-${String(kind)}-${String(key)}`),
      heldStart: instant(start ?? "?"),
      heldEnd: instant(end ?? "?"),
      heldLastUsed: used === null ? null : used === "never" ? "1900-01-01T00:00:00Z" : instant(used),
      heldOrigin: / sp(?= |$)/.test(flags ?? "") ? "servicePrincipal" : "application",
      heldUsage: value(/ (Sign|Verify)(?= |$)/),
      heldThumbprint: value(/ thumb (\S+)/),
    };
  }

  function factsOf(row: GoldenRow): { facts: FactRow[]; ids: string[] } {
    const tokens = listOf(cell(row, "sign-ins"), ",");
    const ids = tokens.includes("twin") ? [P, TWIN] : [P];
    const common: FactRow = { appId: APP, tenantId: TENANT, resourceId: "r1", resource: "Ledger" };
    const signIns: FactRow[] = [];
    for (const token of tokens) {
      if (token === "twin") continue;
      else if (token === "owner elsewhere") common.appOwnerTenantId = ELSEWHERE;
      else if (token === "owner here") common.appOwnerTenantId = TENANT.toUpperCase();
      else if (token.startsWith("type ")) common.servicePrincipalType = token.slice(5);
      else {
        const { result, key, ago } = parse(token, /^(?<result>S|F)(?: (?<key>\w+))?(?: (?<ago>-\d+))?$/);
        const time = ago === undefined ? instant("-1h") : instant(ago);
        signIns.push({ resultType: result === "S" ? "0" : "7000222", credentialKeyId: key ?? null, time });
      }
    }
    return {
      facts: [
        ...ids.flatMap((id) => signIns.map((signIn) => ({ ...common, ...signIn, servicePrincipalId: id }))),
        ...listOf(cell(row, "credentials"), ";").map(heldRow),
      ],
      ids,
    };
  }

  /** What of the expected rules the findings do not show, in words; empty when all is well. */
  function faults(expected: string, { posture: { findings } }: Principal): string[] {
    const rules = [...new Set(findings.map(({ rule }) => rule))];
    const ranks = findings.map(({ severity }) => SEVERITIES.indexOf(severity)).filter((rank) => rank >= 0);
    const found = ranks.every((rank, i) => i === 0 || rank >= (ranks[i - 1] ?? 0)) ? [] : ["not worst first"];
    if (!/\b(includes|excludes) /.test(expected)) {
      const groups = expected.split(">").map((group) => listOf(group.trim(), ","));
      const wanted = groups.flat();
      found.push(...wanted.filter((rule) => !rules.includes(rule)).map((rule) => `lacks ${rule}`));
      found.push(...rules.filter((rule) => !wanted.includes(rule)).map((rule) => `has ${rule}`));
      const order = rules
        .map((rule) => groups.findIndex((group) => group.includes(rule)))
        .filter((group) => group >= 0);
      if (order.some((group, i) => i > 0 && group < (order[i - 1] ?? 0))) found.push("other order");
      return found;
    }
    for (const part of listOf(expected, ";")) {
      const { word, list } = parse(part, /^(?<word>includes|excludes) (?<list>.+)$/);
      for (const rule of listOf(list ?? "", ","))
        if (rules.includes(rule) !== (word === "includes"))
          found.push(word === "includes" ? `lacks ${rule}` : `has ${rule}`);
    }
    return found;
  }

  function problemsOf(snapshot: Snapshot): string {
    const fields = snapshot.problems.entries.map(({ field }) => field);
    return fields.every((field) => field === "heldStart" || field === "heldEnd")
      ? fields.length > 0
        ? "dates"
        : ""
      : fields.join(" ");
  }

  it.each(named("posture.md"))("%s", (_, row) => {
    const { facts, ids } = factsOf(row);
    const snapshot = snapshotOf(facts);
    const [grade, mtls] = [cell(row, "grade"), cell(row, "mTLS")];
    for (const id of ids) {
      const found = principal(snapshot, id);
      const isOther = grade.startsWith("not ") && found.posture.grade !== grade.slice(4);
      const rules = found.posture.findings.map(({ rule }) => rule).join(" ");
      expect({
        grade: isOther ? grade : found.posture.grade,
        faults: faults(cell(row, "rules"), found),
        rules,
        mtls: mtls === "–" ? mtls : found.mtlsReadiness,
        problem: problemsOf(snapshot),
      }).toEqual({ grade, faults: [], rules, mtls, problem: cell(row, "problem") });
    }
  });
});

describe("golden/verification.md", () => {
  const P = "5b2f7a10-4444-4a01-9001-00000000000";
  const EVENT =
    /^(?:(?<count>\d+)x)?(?:(?<who>[A-Za-z])\.)?(?<result>S|F)(?<code>\d+)?(?<mtls>m)?(?::(?<resource>[^@]+))?@(?<time>[^{]+)(?:\{(?<held>[\w,]+)\})?$/;
  const OWN_NAMES: Readonly<Record<string, string>> = { P: `${P}AB`, p: `${P}ab`, Q: `${P}0C` };

  function instant(text: string): number | null {
    if (text === "?") return null;
    const { d, h, m } = parse(text, /^(?<d>\d+)(?:T(?<h>\d\d)(?::(?<m>\d\d))?)?$/);
    return Date.UTC(2026, 10, Number(d), Number(h ?? 0), Number(m ?? 0));
  }

  function resourceOf(text: string): FactRow {
    if (/^[A-Z]$/.test(text)) return { resourceId: `id-${text}`, resource: `Resource ${text}` };
    const parts = Object.fromEntries(text.split(",").map((part) => part.split("=")));
    return { resourceId: parts.id ?? null, resource: parts.name ?? null };
  }

  function rowsOf(event: string): FactRow[] {
    const { count, who, result, code, mtls, resource, time, held } = parse(event, EVENT);
    const at = instant(time ?? "?");
    const failed = code ?? "50171";
    const row: FactRow = {
      servicePrincipalId: OWN_NAMES[who ?? "P"],
      servicePrincipalName: "same name",
      appId: APP,
      resultType: result === "S" ? "0" : failed,
      resultDescription:
        result === "S"
          ? null
          : `AADSTS${failed}: ${mtls === "m" ? "MtlsClientAuth is/are disabled." : "Another text."}`,
      ...resourceOf(resource ?? "A"),
      time: at === null ? null : iso(at),
      signIns: count === undefined ? null : Number(count),
    };
    if (held === undefined) return [row];
    return held
      .split(",")
      .map((key) => ({ ...row, heldKind: "secret", heldKeyId: key, heldStart: "2026-10-01", heldEnd: "2026-11-02" }));
  }

  function read(events: string): Snapshot {
    const facts: FactRow[] = [];
    let now = NOW;
    for (const event of events.split(" ")) {
      if (event.startsWith("now@")) now = instant(event.slice(4)) ?? now;
      else if (event.startsWith("asOf@")) {
        const time = iso(instant(event.slice(5)) ?? 0);
        facts.push({ servicePrincipalId: "bystander", resultType: "0", resourceId: "id-Z", time });
      } else facts.push(...rowsOf(event));
    }
    return snapshotOf(facts, [], now);
  }

  it.each(named("verification.md"))("%s", (_, row) => {
    const snapshot = read(cell(row, "events"));
    const found = principal(snapshot, (OWN_NAMES.p ?? "").toLowerCase());
    if (cell(row, "case") === "Status") {
      expect(found.status ?? "–").toBe(cell(row, "state"));
      return;
    }
    const [code, resource] = cell(row, "case").split(" ");
    const cases = found.cases.filter(
      (candidate) =>
        candidate.code === Number(code) &&
        (resource === undefined || candidate.resourceId.toLowerCase() === `id-${resource.toLowerCase()}`),
    );
    expect(cases).toHaveLength(1);
    const [one] = cases;
    if (one === undefined) return;
    const text = one.verification.text.toLowerCase();
    const faults = listOf(cell(row, "sentence"), ",").filter((word) =>
      word.startsWith("no ") ? text.includes(word.slice(3)) : !text.includes(word),
    );
    const failures = cell(row, "failures");
    expect({
      state: one.verification.state,
      text,
      faults,
      failures: failures === "" ? "" : String(one.failures),
    }).toEqual({ state: cell(row, "state"), text, faults: [], failures });
  });

  it("covers every state with at least three rows", () => {
    const states = goldenRows("verification.md").map((row) => cell(row, "state"));
    for (const state of ["verified", "changed", "moved", "regressed", "quiet", "failing"])
      expect(states.filter((candidate) => candidate === state).length).toBeGreaterThanOrEqual(3);
    expect(principalsOf(read("F@1 Q.F@1 asOf@2"))).toHaveLength(3);
  });
});
