import type { DailySeries } from "../model/types";
import { text } from "./strings";
import { codesInBrief } from "./words";

/** Colour classes: watched codes have one together, then two for the largest others, one for the rest. */
export type Tone = "watched" | "second" | "third" | "rest";

export interface Layer {
  readonly tone: Tone;
  readonly label: string;
  readonly values: Float64Array;
  readonly total: number;
}

/** Codes that a layer names before it counts them. */
const NAMED = 3;

/**
 * Watched codes at the bottom, in one layer: they are watched together, and one colour cannot tell them apart. The two
 * largest others get colours of their own, the rest share a layer.
 */
export function layersOf(series: DailySeries, watched: readonly number[]): Layer[] {
  const tones = new Map<number, Tone>();
  const others = series.codes.filter((code) => !watched.includes(code));
  for (const [i, code] of others.slice(0, 2).entries()) tones.set(code, i === 0 ? "second" : "third");
  const layers: Layer[] = [];
  const nothing = (): Float64Array => new Float64Array(series.failures[0]?.length ?? 0);
  const rest = nothing();
  const together = nothing();
  series.codes.forEach((code, i) => {
    const values = series.failures[i];
    if (!values) return;
    const tone = tones.get(code);
    if (tone) layers.push({ tone, label: String(code), values, total: sum(values) });
    else {
      const into = watched.includes(code) ? together : rest;
      values.forEach((value, day) => (into[day] = (into[day] ?? 0) + value));
    }
  });
  const seen = series.codes.filter((code) => watched.includes(code));
  if (seen.length > 0) {
    layers.push({ tone: "watched", label: codesInBrief(seen, NAMED), values: together, total: sum(together) });
  }
  const remaining = sum(rest);
  if (remaining > 0) layers.push({ tone: "rest", label: text("otherCodes"), values: rest, total: remaining });
  const at: readonly Tone[] = ["watched", "second", "third", "rest"];
  return layers.sort((a, b) => at.indexOf(a.tone) - at.indexOf(b.tone));
}

const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);
