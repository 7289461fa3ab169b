import type { Severity } from "../../knowledge/types";
import type { Thresholds } from "../settings";
import type { Grade, MtlsReadiness, PostureLabel } from "../types";
import type { JudgedCredential } from "./credentials";
import { severityOf, type Draft } from "./postureDraft";
import {
  bestValid,
  goodOrUnknown,
  isLive,
  judgeEach,
  judgeMix,
  judgeValidity,
  latest,
  noData,
  ownedElsewhere,
} from "./postureFindings";

/** The judgement that the list needs; `wordPosture` turns it into sentences for one principal. */
export interface JudgedPosture {
  readonly grade: Grade;
  readonly label: PostureLabel;
  readonly drafts: readonly Draft[];
  readonly mtlsReadiness: MtlsReadiness;
  readonly expired: boolean;
  readonly expiring: boolean;
  /** End of the best valid credential; where all have expired, of the one that ended last; NaN where neither is known. */
  readonly nextEnd: number;
  /** Credentials whose rows contradict each other; nearly always none. */
  readonly contradicted: readonly JudgedCredential[];
}

/** Worst first; what is unknown outranks what is good, because nothing good is claimed without data. */
const RANK: readonly Severity[] = ["critical", "poor", "attention", "unknown", "good", "note"];

/** What posture is judged from, beside the credentials. */
export interface PostureFacts {
  /** True when sign-ins took place. */
  readonly attempted: boolean;
  /** True when another tenant owns the application. */
  readonly ownedElsewhere: boolean;
}

/**
 * Grades a principal's credentials at `now` by the rules of `knowledge/posture.json`. Without any credential row the
 * grade is `unknown`, never good.
 */
export function judgePosture(
  all: readonly JudgedCredential[],
  facts: PostureFacts,
  now: number,
  thresholds: Thresholds,
): JudgedPosture {
  const credentials = all.filter((credential) => !credential.isSigningKey);
  const drafts: Draft[] = [];
  if (credentials.length === 0) {
    drafts.push(noData("no-data"));
  } else {
    judgeValidity(credentials, facts.attempted, now, thresholds, drafts);
    judgeEach(credentials, now, thresholds, drafts);
    judgeMix(credentials, now, drafts);
    if (drafts.every((draft) => severityOf(draft) === "note")) drafts.push(goodOrUnknown(credentials, now));
  }
  // First among equals: it says why there is no data.
  if (facts.ownedElsewhere) drafts.unshift(ownedElsewhere(credentials));
  drafts.sort((a, b) => RANK.indexOf(severityOf(a)) - RANK.indexOf(severityOf(b)));
  const worst = drafts[0] as Draft;
  const severity = severityOf(worst);
  const grade: Grade = severity === "note" ? "attention" : severity;
  return {
    grade,
    label: worst.label,
    drafts,
    mtlsReadiness: readiness(credentials),
    expired: worst.rule === "no-valid-credential",
    expiring: drafts.some((draft) => draft.rule === "expiring"),
    nextEnd: nextEnd(credentials),
    contradicted: all.filter(({ contradiction }) => contradiction !== "none"),
  };
}

function nextEnd(credentials: readonly JudgedCredential[]): number {
  const allExpired = credentials.every(({ status }) => status === "expired");
  const decides = allExpired ? latest(credentials) : bestValid(credentials);
  return decides?.end ?? Number.NaN;
}

function readiness(credentials: readonly JudgedCredential[]): MtlsReadiness {
  const live = credentials.filter(isLive);
  if (live.some((credential) => credential.kind === "certificate")) return "possible";
  const held = live.length > 0 ? live : credentials;
  // The data does not show binding certificates or the metadata service's version, so the rest stays open.
  return held.length > 0 && held.every((credential) => credential.kind === "secret") ? "impossible" : "unknown";
}
