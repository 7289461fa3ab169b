import { LABELS } from "./labels";

export type StringKey = keyof typeof LABELS;

type Counted = StringKey extends infer K ? (K extends `${infer Base}_other` ? Base : never) : never;

/** A string with its parameters filled in. The one place where a localiser would be asked. */
export function text(key: StringKey, ...args: readonly string[]): string {
  return LABELS[key].replaceAll(/\{(\d)\}/g, (_, i: string) => args[Number(i)] ?? "");
}

/** The singular or plural of a string, by a number; the arguments are those of `text`. */
export function count(value: number, key: Counted, ...args: readonly string[]): string {
  return text(`${key}_${value === 1 ? "one" : "other"}`, ...args);
}
