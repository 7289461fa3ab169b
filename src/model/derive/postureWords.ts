import { findRule, sourceLine } from "../../knowledge";
import type { Thresholds } from "../settings";
import type { Finding, Posture } from "../types";
import { filled } from "../words";
import { KIND_WORDS } from "./credentials";
import type { JudgedPosture } from "./posture";
import { severityOf, thresholdOf, type Draft } from "./postureDraft";

/** The posture in words: findings worst first, and what to do about the worst. */
export function wordPosture(judged: JudgedPosture, thresholds: Thresholds, appOwner: string): Posture {
  const worst = judged.drafts[0];
  return {
    grade: judged.grade,
    label: judged.label,
    findings: judged.drafts.map((draft) => toFinding(draft, thresholds, appOwner)),
    advice: worst === undefined ? "" : findRule(worst.rule).advice,
  };
}

function toFinding(draft: Draft, thresholds: Thresholds, appOwner: string): Finding {
  const { credential } = draft;
  const values: Readonly<Record<string, string>> = {
    name: credential?.name || credential?.keyId || "without a name",
    kind: KIND_WORDS[credential?.kind ?? "secret"],
    days: draft.days === null ? "an unknown number of" : String(draft.days),
    end: isoDay(credential?.end ?? null),
    lastUsed:
      credential?.lastUsed === undefined || credential.lastUsed === null ? "never" : isoDay(credential.lastUsed),
    count: String(draft.count ?? 1),
    owner: appOwner,
    threshold: String(thresholdOf(draft.rule, thresholds)),
  };
  return {
    rule: draft.rule,
    severity: severityOf(draft),
    text: filled(findRule(draft.rule).text, values),
    credential: credential === null ? null : credential.keyId || credential.name,
    source: sourceLine(findRule(draft.rule)),
  };
}

function isoDay(time: number | null): string {
  return time === null ? "unknown" : new Date(time).toISOString().slice(0, 10);
}
