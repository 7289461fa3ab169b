import { appId, keyId, objectId, thumbprint } from "./ids";
import { NOW, SAMPLE_TENANT, YEAR } from "./palette";
import { hex, random } from "./random";
import { SCENARIOS } from "./scenarios";
import { FIELDS } from "./types";
import type { Held, Row, Run, Scenario } from "./types";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** On failures the log seldom names the credential: one row in this many does. */
const KEY_ON_EVERY = 12;
/** One failing row in this many writes its code as "AADSTS…" where the scenario's code is listed here. */
const PREFIX_ON_EVERY = 3;
const PREFIXED_CODES = [700027];
/** Its credential rows write ids in upper case, because ids compare without case. */
const UPPER_CASE = "f5";

const CREDENTIAL_TYPE = {
  secret: "clientSecret",
  certificate: "certificate",
  federated: "federatedIdentityCredential",
  managedIdentity: "managedIdentity",
} as const;

const instant = (ms: number): string => new Date(ms).toISOString().replace(".000Z", "Z");
const hour = (text: string): number => Date.parse(`${text}:00:00Z`);

/** All rows: what is held first, then the sign-ins in the order of time. */
export function rows(): Row[] {
  const held = SCENARIOS.flatMap((scenario) => scenario.held.map((h, place) => heldRow(scenario, h, place)));
  const signIns = SCENARIOS.flatMap(signInRows);
  const key = (row: Row): string => row.time ?? "";
  signIns.sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
  return [...held, ...signIns];
}

/** assets/sample.csv */
export function csv(): string {
  const lines = rows().map((row) => FIELDS.map((field) => cell(row[field] ?? "")).join(","));
  return [FIELDS.join(","), ...lines, ""].join("\n");
}

/** assets/sample.json */
export function about(): string {
  const note = "Invented data: no tenant, person, principal or credential in it exists.";
  return `${JSON.stringify({ now: NOW, isSample: true, tenantId: SAMPLE_TENANT, title: "Sample data", note }, null, 2)}\n`;
}

function heldRow(scenario: Scenario, held: Held, place: number): Row {
  const spell = (id: string): string => (scenario.no === UPPER_CASE ? id.toUpperCase() : id);
  return {
    servicePrincipalId: held.byAppIdOnly ? "" : spell(objectId(scenario.no)),
    servicePrincipalName: held.byAppIdOnly ? "" : scenario.name,
    appId: spell(appId(scenario)),
    tenantId: SAMPLE_TENANT,
    heldKind: held.kind,
    heldKeyId: keyId(scenario, place),
    heldName: held.name,
    heldStart: held.end && held.days ? instant(hour(held.end) - held.days * DAY) : "",
    heldEnd: held.end ? instant(hour(held.end)) : "",
    heldLastUsed: instant(hour(held.lastUsed)),
    heldOrigin: held.origin ?? "application",
    heldUsage: held.usage ?? (held.kind === "certificate" ? "Verify" : ""),
    heldThumbprint: thumbprint(scenario, place, held),
    heldIssuer: held.issuer ?? "",
    heldSubject: held.subject ?? "",
  };
}

function signInRows(scenario: Scenario): Row[] {
  const next = random(`runs${scenario.no}`);
  return scenario.runs.flatMap((run) => {
    const times = bins(run);
    const counts = spread(run, times.length, next);
    return times.map((time, i) => signInRow(scenario, run, time, counts[i] ?? 1, i, next));
  });
}

function signInRow(s: Scenario, run: Run, time: number, signIns: number, i: number, next: () => number): Row {
  const used = run.used === undefined ? undefined : s.held[run.used];
  const key = run.used === undefined ? "" : keyId(s, run.used);
  const row: Row = {
    servicePrincipalId: objectId(s.no),
    servicePrincipalName: s.name,
    appId: appId(s),
    servicePrincipalType: s.type ?? "Application",
    resultType: "0",
    resource: run.on.name,
    resourceId: run.on.id,
    time: instant(time),
    clientCredentialType: run.type ?? (used ? CREDENTIAL_TYPE[used.kind] : ""),
    credentialKeyId: key,
    tenantId: SAMPLE_TENANT,
    appOwnerTenantId: s.appOwnerTenantId ?? "",
    signIns: String(signIns),
  };
  if (!run.failure) return row;
  const { code, text } = run.failure;
  const prefix = PREFIXED_CODES.includes(code) && i % PREFIX_ON_EVERY === 0 ? "AADSTS" : "";
  return {
    ...row,
    resultType: `${prefix}${code}`,
    resultDescription: text,
    credentialKeyId: i % KEY_ON_EVERY === KEY_ON_EVERY - 1 ? key : "",
    ipAddress: s.ipAddress ?? "",
    location: s.location ?? "",
    userAgent: s.userAgent ?? "",
    appOwnerTenantId: s.appOwnerTenantId ?? SAMPLE_TENANT,
    resourceOwnerTenantId: run.on.ownerTenantId,
    correlationId: `${hex(next, 8)}-6d1c-4f0e-8b11-${hex(next, 12)}`,
  };
}

/** The run's bins. Its end must be one of them: expectations rest on the exact first and last time. */
function bins(run: Run): number[] {
  const from = hour(`${YEAR}-${run.from}`);
  const to = hour(`${YEAR}-${run.to}`);
  const step = run.every * HOUR;
  if (to < from || (to - from) % step !== 0) throw new Error(`No bin at the end of ${run.from} to ${run.to}`);
  return Array.from({ length: (to - from) / step + 1 }, (_, i) => from + i * step);
}

/** Divides the total over the bins: at least one each, the sum exact. */
function spread(run: Run, count: number, next: () => number): number[] {
  const extra = run.total - count;
  if (extra < 0) throw new Error(`${run.total} sign-ins do not fill ${count} bins from ${run.from}`);
  const weights = Array.from({ length: count }, (_, i) => {
    const place = count > 1 ? i / (count - 1) : 1;
    const slope = run.trend === "up" ? place : run.trend === "down" ? 1 - place : 0.5;
    return (0.2 + 1.6 * slope) * (0.5 + next());
  });
  const sum = weights.reduce((a, b) => a + b, 0);
  let reached = 0;
  let given = 0;
  return weights.map((weight) => {
    reached += weight;
    const until = Math.round((extra * reached) / sum);
    const share = until - given;
    given = until;
    return 1 + share;
  });
}

function cell(value: string): string {
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
