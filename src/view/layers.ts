import { sum } from "d3";
import type { DailySeries } from "../model/types";
import { text } from "./strings";

/** Colour classes: watched codes have their own, then two for the largest others, one for the rest. */
export type Tone = "watched" | "second" | "third" | "rest";

export interface Layer {
  readonly tone: Tone;
  readonly label: string;
  readonly values: Float64Array;
  readonly total: number;
}

/** Watched codes at the bottom; the two largest others get colours of their own, the rest share a layer. */
export function layersOf(series: DailySeries, watched: readonly number[]): Layer[] {
  const tones = new Map<number, Tone>(watched.map((code) => [code, "watched"]));
  const others = series.codes.filter((code) => !watched.includes(code));
  for (const [i, code] of others.slice(0, 2).entries()) tones.set(code, i === 0 ? "second" : "third");
  const layers: Layer[] = [];
  const rest = new Float64Array(series.failures[0]?.length ?? 0);
  series.codes.forEach((code, i) => {
    const values = series.failures[i];
    if (!values) return;
    const tone = tones.get(code);
    if (tone) layers.push({ tone, label: String(code), values, total: sum(values) });
    else values.forEach((value, day) => (rest[day] = (rest[day] ?? 0) + value));
  });
  const remaining = sum(rest);
  if (remaining > 0) layers.push({ tone: "rest", label: text("otherCodes"), values: rest, total: remaining });
  const at: readonly Tone[] = ["watched", "second", "third", "rest"];
  return layers.sort((a, b) => at.indexOf(a.tone) - at.indexOf(b.tone));
}
