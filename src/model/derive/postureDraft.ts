import { findRule } from "../../knowledge";
import type { Severity } from "../../knowledge/types";
import type { Thresholds } from "../settings";
import type { PostureLabel } from "../types";
import type { JudgedCredential } from "./credentials";

/** A finding before it is worded. */
export interface Draft {
  readonly rule: string;
  readonly credential: JudgedCredential | null;
  readonly days: number | null;
  readonly label: PostureLabel;
  readonly count?: number;
  /** Where it differs from the rule's own. */
  readonly severity?: Severity;
}

/** A rule's limit in days: the setting where it is a number of days, else the sourced default. */
export function thresholdOf(rule: string, thresholds: Thresholds): number {
  const set = thresholds[rule];
  return set !== undefined && set >= 0 ? set : (findRule(rule).threshold ?? Infinity);
}

export function severityOf(draft: Draft): Severity {
  return draft.severity ?? findRule(draft.rule).severity;
}
