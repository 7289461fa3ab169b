import { LABELS } from "./labels";

export type StringKey = keyof typeof LABELS;

type Counted = StringKey extends infer K ? (K extends `${infer Base}_other` ? Base : never) : never;

/** A host's texts by key; undefined where it has none. */
export type Lookup = (key: string) => string | undefined;

/** The language in which the interface speaks. */
export interface Language {
  readonly tag: string;
  readonly dir: "ltr" | "rtl";
  readonly isEnglish: boolean;
}

/** Languages that are written from right to left. */
const RIGHT_TO_LEFT: ReadonlySet<string> = new Set(["ar", "fa", "he", "ur"]);

const NOTHING: Lookup = () => undefined;

let lookup: Lookup = NOTHING;
let plurals = new Intl.PluralRules("en");
let language: Language = languageOf(LABELS.language);
/** Texts that were asked for; a host's lookup may be slow, and rows ask for each of theirs. */
let known = new Map<string, string | undefined>();

function languageOf(tag: string): Language {
  const base = tag.toLowerCase().split("-")[0] ?? "";
  return { tag, dir: RIGHT_TO_LEFT.has(base) ? "rtl" : "ltr", isEnglish: base === "en" };
}

/**
 * Gives the interface its texts, before anything is drawn; without them, and for every key that they lack, it speaks
 * en-US. They name their own language under `language`: hosts may have chosen another than they were asked for, and
 * direction and plurals belong to the words, not to the wish.
 */
export function speak(texts: Lookup | undefined): void {
  lookup = texts ?? NOTHING;
  known = new Map();
  const tag = found("language") ?? LABELS.language;
  try {
    plurals = new Intl.PluralRules(tag);
    language = languageOf(tag);
  } catch {
    lookup = NOTHING;
    known = new Map();
    plurals = new Intl.PluralRules("en");
    language = languageOf(LABELS.language);
  }
}

export const speaks = (): Language => language;

/** What the host has under a key of any kind, for example the name of a field well. */
export function found(key: string): string | undefined {
  if (known.has(key)) return known.get(key);
  const answer = lookup(key);
  // A host without the text answers with nothing or with the key.
  const value = answer === undefined || answer === "" || answer === key ? undefined : answer;
  known.set(key, value);
  return value;
}

const fill = (words: string, args: readonly string[]): string =>
  words.replaceAll(/\{(\d)\}/g, (_, i: string) => args[Number(i)] ?? "");

/** A text with its parameters filled in. */
export function text(key: StringKey, ...args: readonly string[]): string {
  return fill(found(key) ?? LABELS[key], args);
}

/** The form of a text that a number takes in the interface's language; the arguments are those of `text`. */
export function count(value: number, key: Counted, ...args: readonly string[]): string {
  const form = plurals.select(value);
  const words = found(`${key}_${form}`) ?? (form === "other" ? undefined : found(`${key}_other`));
  return fill(words ?? LABELS[`${key}_${value === 1 ? "one" : "other"}`], args);
}
