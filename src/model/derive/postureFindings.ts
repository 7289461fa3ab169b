import type { Thresholds } from "../settings";
import { DAY } from "../units";
import type { PostureLabel } from "../types";
import type { JudgedCredential } from "./credentials";
import { thresholdOf, type Draft } from "./postureDraft";

/** Dates such as 2099 mean "does not end" to the people who set them: fifty years. */
const PRACTICALLY_ENDLESS = 18_250;

/** Whole days in a span, as Entra compares them: 180.9 days are not more than 180. */
const wholeDays = (ms: number): number => Math.floor(ms / DAY);

export const noData = (rule: string): Draft => ({
  rule,
  credential: null,
  days: null,
  label: { subject: "noData", fact: "ok", days: null },
});

/** Without a row about the application's own credentials, those of the service principal alone prove nothing good. */
export function ownedElsewhere(credentials: readonly JudgedCredential[]): Draft {
  const seen = credentials.some(({ origin }) => origin.toLowerCase() === "application");
  const draft: Draft = { ...noData("owned-elsewhere"), label: { subject: "elsewhere", fact: "ok", days: null } };
  return seen ? { ...draft, severity: "note" } : draft;
}

export const isLive = (credential: JudgedCredential): boolean =>
  credential.status === "valid" || credential.status === "unknown";

export function judgeValidity(
  credentials: readonly JudgedCredential[],
  attempted: boolean,
  now: number,
  thresholds: Thresholds,
  drafts: Draft[],
): void {
  const expired = credentials.filter((credential) => credential.status === "expired");
  if (!credentials.some(isLive)) {
    const last = latest(expired.length > 0 ? expired : credentials) as JudgedCredential;
    const label: PostureLabel = {
      subject: last.kind,
      fact: expired.length > 0 ? "expired" : "notYetValid",
      days: null,
    };
    const rule = attempted ? "no-valid-credential" : "nothing-valid";
    drafts.push({ rule, credential: last, days: null, label });
    return;
  }
  for (const leftover of expired) {
    const label: PostureLabel = { subject: leftover.kind, fact: "expired", days: null };
    drafts.push({ rule: "expired-leftover", credential: leftover, days: null, label });
  }
  const limit = thresholdOf("expiring", thresholds) * DAY;
  const judged = new Set<JudgedCredential>();
  const best = bestValid(credentials);
  if (best !== null) judged.add(best);
  for (const credential of inUseNow(credentials)) if (credential.status === "valid") judged.add(credential);
  for (const credential of judged) {
    if (credential.end === null || credential.end - now > limit) continue;
    const days = wholeDays(credential.end - now);
    drafts.push({ rule: "expiring", credential, days, label: { subject: credential.kind, fact: "daysLeft", days } });
  }
}

/**
 * The credential in use, and every other one that has still been used since that one came into use: two clients of one
 * principal may use two. One that was last used before is taken for replaced.
 */
function inUseNow(credentials: readonly JudgedCredential[]): readonly JudgedCredential[] {
  const current = credentials.find(({ inUse }) => inUse);
  const since = current?.firstUsed ?? current?.start ?? null;
  return credentials.filter(
    (credential) =>
      credential === current || (since !== null && credential.lastUsed !== null && credential.lastUsed >= since),
  );
}

export function judgeEach(
  credentials: readonly JudgedCredential[],
  now: number,
  thresholds: Thresholds,
  drafts: Draft[],
): void {
  for (const credential of credentials) {
    if (credential.status === "expired") continue;
    const { start, end, kind } = credential;
    if (start !== null && end !== null && (kind === "secret" || kind === "certificate")) {
      const days = wholeDays(end - start);
      const rule = lifetimeRule(kind, days, thresholds);
      const fact = days > PRACTICALLY_ENDLESS ? "never" : "lifetime";
      if (rule !== null) drafts.push({ rule, credential, days, label: { subject: kind, fact, days } });
    }
    const idle = idleDays(credential, now);
    if (idle !== null && idle >= thresholdOf("unused", thresholds)) {
      drafts.push({ rule: "unused", credential, days: idle, label: { subject: kind, fact: "unused", days: idle } });
    }
  }
}

function lifetimeRule(kind: "secret" | "certificate", days: number, thresholds: Thresholds): string | null {
  if (kind === "certificate") {
    return days > thresholdOf("certificate-lifetime", thresholds) ? "certificate-lifetime" : null;
  }
  if (days > thresholdOf("secret-lifetime-extreme", thresholds)) return "secret-lifetime-extreme";
  return days > thresholdOf("secret-lifetime", thresholds) ? "secret-lifetime" : null;
}

/** Days since the last use, or since the start of one that was never used; null where the data does not say. */
function idleDays(credential: JudgedCredential, now: number): number | null {
  const since = credential.lastUsed ?? (credential.neverUsed ? credential.start : null);
  return since === null ? null : wholeDays(now - since);
}

export function judgeMix(credentials: readonly JudgedCredential[], now: number, drafts: Draft[]): void {
  const live = credentials.filter(isLive);
  const secrets = live.filter((credential) => credential.kind === "secret");
  const firstSecret = latest(secrets);
  if (firstSecret !== null) {
    const days = firstSecret.end === null ? null : wholeDays(firstSecret.end - now);
    const onlySecrets = secrets.length === live.length;
    const label: PostureLabel = { subject: "secret", fact: onlySecrets ? "only" : "mixed", days };
    // A secret beyond the limits has been told already: "only secrets" is for those within them.
    const beyond = drafts.some(({ rule }) => rule === "secret-lifetime" || rule === "secret-lifetime-extreme");
    if (!onlySecrets) drafts.push({ rule: "mixed-kinds", credential: firstSecret, days, label });
    else if (!beyond) drafts.push({ rule: "secret-only", credential: firstSecret, days, label });
  }
  for (const secret of secrets) {
    if (secret.origin.toLowerCase() !== "serviceprincipal") continue;
    const label: PostureLabel = { subject: "secret", fact: "only", days: null };
    drafts.push({ rule: "secret-on-service-principal", credential: secret, days: null, label });
  }
  // Several federated credentials are the normal way to trust several callers; keys are what piles up.
  for (const kind of ["secret", "certificate"] as const) {
    const valid = live.filter((credential) => credential.kind === kind && credential.status === "valid");
    if (valid.length < 2) continue;
    const label: PostureLabel = { subject: kind, fact: "several", days: null };
    drafts.push({
      rule: "several-valid",
      credential: valid[0] as JudgedCredential,
      days: null,
      label,
      count: valid.length,
    });
  }
}

export function goodOrUnknown(credentials: readonly JudgedCredential[], now: number): Draft {
  const valid = credentials.filter((credential) => credential.status === "valid");
  const best = bestValid(credentials);
  if (best === null) {
    const [undated] = credentials;
    return { ...noData("end-unknown"), credential: undated ?? null };
  }
  const kind = (["certificate", "federated", "managedIdentity"] as const).find((candidate) =>
    valid.some((credential) => credential.kind === candidate),
  );
  const rule = kind === "certificate" ? "certificate-ok" : kind === "federated" ? "federated-only" : "managed-identity";
  const credential = latest(valid.filter((candidate) => candidate.kind === kind)) ?? best;
  const days = credential.end === null ? null : wholeDays(credential.end - now);
  return { rule, credential, days, label: { subject: credential.kind, fact: "ok", days } };
}

/** The valid credential that ends last; one without an end counts as last of all. */
export function bestValid(credentials: readonly JudgedCredential[]): JudgedCredential | null {
  return latest(credentials.filter((credential) => credential.status === "valid"));
}

/** The one that ends last, null of none. */
export function latest(credentials: readonly JudgedCredential[]): JudgedCredential | null {
  let best: JudgedCredential | null = null;
  for (const credential of credentials) {
    if (best === null || (credential.end ?? Infinity) > (best.end ?? Infinity)) best = credential;
  }
  return best;
}
