import { findRule } from "../../knowledge";
import type { Severity } from "../../knowledge/types";
import type { Thresholds } from "../settings";
import { DAY } from "../store/signInStore";
import type { Grade, MtlsReadiness, PostureLabel } from "../types";
import type { JudgedCredential } from "./credentials";

/** The judgement that the list needs; `wordPosture` turns it into sentences for one principal. */
export interface JudgedPosture {
  readonly grade: Grade;
  readonly label: PostureLabel;
  readonly drafts: readonly Draft[];
  readonly mtlsReadiness: MtlsReadiness;
  readonly expired: boolean;
  readonly expiring: boolean;
  /** End of the best valid credential, NaN without one. */
  readonly bestEnd: number;
}

const RANK: readonly Severity[] = ["critical", "poor", "attention", "good", "unknown", "note"];

export interface Draft {
  readonly rule: string;
  readonly credential: JudgedCredential | null;
  readonly days: number | null;
  readonly label: PostureLabel;
  readonly count?: number;
}

/** Dates such as 2099 mean "does not end" to the people who set them: fifty years. */
const PRACTICALLY_ENDLESS = 18_250;

/** Whole days in a span, as Entra compares them: 180.9 days are not more than 180. */
const wholeDays = (ms: number): number => Math.floor(ms / DAY);

/**
 * Grades a principal's credentials at `now` by the rules of `knowledge/posture.json`. `attempted` says that sign-ins
 * took place. Without any credential row the grade is `unknown`, never good.
 */
export function judgePosture(
  all: readonly JudgedCredential[],
  attempted: boolean,
  now: number,
  thresholds: Thresholds,
): JudgedPosture {
  const credentials = all.filter((credential) => !credential.isSigningKey);
  const drafts: Draft[] = [];
  if (credentials.length === 0) {
    drafts.push({
      rule: "no-data",
      credential: null,
      days: null,
      label: { subject: "noData", fact: "ok", days: null },
    });
  } else {
    judgeValidity(credentials, attempted, now, thresholds, drafts);
    judgeEach(credentials, now, thresholds, drafts);
    judgeMix(credentials, now, drafts);
    if (drafts.every((draft) => severityOf(draft) === "note")) drafts.push(goodOrUnknown(credentials, now));
  }
  drafts.sort((a, b) => RANK.indexOf(severityOf(a)) - RANK.indexOf(severityOf(b)));
  const worst = drafts[0] as Draft;
  const severity = severityOf(worst);
  const grade: Grade = severity === "note" ? "attention" : severity;
  const best = bestValid(credentials);
  return {
    grade,
    label: worst.label,
    drafts,
    mtlsReadiness: readiness(credentials),
    expired: worst.rule === "no-valid-credential",
    expiring: drafts.some((draft) => draft.rule === "expiring"),
    bestEnd: best?.end ?? Number.NaN,
  };
}

const isLive = (credential: JudgedCredential): boolean =>
  credential.status === "valid" || credential.status === "unknown";

function judgeValidity(
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

function judgeEach(
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

function judgeMix(credentials: readonly JudgedCredential[], now: number, drafts: Draft[]): void {
  const live = credentials.filter(isLive);
  const secrets = live.filter((credential) => credential.kind === "secret");
  const firstSecret = latest(secrets);
  if (firstSecret !== null) {
    const days = firstSecret.end === null ? null : wholeDays(firstSecret.end - now);
    const onlySecrets = secrets.length === live.length;
    const fact = onlySecrets ? "only" : "mixed";
    drafts.push({
      rule: onlySecrets ? "secret-only" : "mixed-kinds",
      credential: firstSecret,
      days,
      label: { subject: "secret", fact, days },
    });
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

function goodOrUnknown(credentials: readonly JudgedCredential[], now: number): Draft {
  const valid = credentials.filter((credential) => credential.status === "valid");
  const best = bestValid(credentials);
  if (best === null) {
    return { rule: "no-data", credential: null, days: null, label: { subject: "noData", fact: "ok", days: null } };
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
function bestValid(credentials: readonly JudgedCredential[]): JudgedCredential | null {
  return latest(credentials.filter((credential) => credential.status === "valid"));
}

function latest(credentials: readonly JudgedCredential[]): JudgedCredential | null {
  let best: JudgedCredential | null = null;
  for (const credential of credentials) {
    if (best === null || (credential.end ?? Infinity) > (best.end ?? Infinity)) best = credential;
  }
  return best;
}

function readiness(credentials: readonly JudgedCredential[]): MtlsReadiness {
  const live = credentials.filter(isLive);
  if (live.some((credential) => credential.kind === "certificate")) return "possible";
  const held = live.length > 0 ? live : credentials;
  // The data does not show binding certificates or the metadata service's version, so the rest stays open.
  return held.length > 0 && held.every((credential) => credential.kind === "secret") ? "impossible" : "unknown";
}

/** A rule's limit in days: the setting, else the sourced default. */
export function thresholdOf(rule: string, thresholds: Thresholds): number {
  return thresholds[rule] ?? findRule(rule).threshold ?? Infinity;
}

export function severityOf(draft: Draft): Severity {
  return findRule(draft.rule).severity;
}
