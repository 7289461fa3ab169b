import { sourceLine } from "../../knowledge";
import type { CauseEntry } from "../../knowledge/types";
import type { Cause, Likelihood } from "../types";
import type { Signal } from "./signals";

/** Points from which a cause counts as likely, and down from which as unlikely. */
const LIKELY = 2;
const UNLIKELY = -2;
const ORDER: readonly Likelihood[] = ["likely", "possible", "unlikely"];

/**
 * Causes of a case, likeliest first. A cause's rules add up the points of those signals that the rows show; points above
 * zero are evidence for it, below zero against it, zero is a remark. Equal causes keep the catalogue's order.
 */
export function diagnose(causes: readonly CauseEntry[], signals: ReadonlyMap<string, Signal>): readonly Cause[] {
  const judged = causes.map((entry, order) => ({ ...judge(entry, signals), order }));
  judged.sort(
    (a, b) =>
      ORDER.indexOf(a.cause.likelihood) - ORDER.indexOf(b.cause.likelihood) || b.points - a.points || a.order - b.order,
  );
  return judged.map(({ cause }) => cause);
}

function judge(entry: CauseEntry, signals: ReadonlyMap<string, Signal>): { cause: Cause; points: number } {
  const found = entry.evidence.flatMap((rule) => {
    const signal = signals.get(rule.signal);
    return signal === undefined ? [] : [{ points: rule.points, text: signal.text }];
  });
  const points = found.reduce((sum, item) => sum + item.points, 0);
  const remarks = [...found.filter((item) => item.points === 0).map(({ text }) => text), entry.remark];
  return {
    points,
    cause: {
      id: entry.id,
      title: entry.title,
      likelihood: points >= LIKELY ? "likely" : points <= UNLIKELY ? "unlikely" : "possible",
      evidence: found.filter((item) => item.points !== 0).map(({ points: p, text }) => ({ for: p > 0, text })),
      remark: remarks.filter((remark) => remark !== "").join(" "),
      original: entry.original,
      verdict: entry.verdict,
      correction: entry.correction,
      source: sourceLine(entry),
    },
  };
}
