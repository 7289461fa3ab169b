import { speak, speaks } from "../view/strings";
import { readIn } from "./words/reader";

/** Languages with texts beside the page; en-US is in the page itself. One language stands for its regions. */
export const TRANSLATED = ["de-DE", "fr-FR", "es-ES", "ja-JP", "ar-SA"] as const;

const base = (tag: string): string => tag.toLowerCase().split("-")[0] ?? "";

/** The first wanted language that the interface can speak; en-US when none is. */
export function choose(wanted: readonly string[]): string {
  for (const tag of wanted) {
    if (base(tag) === "en") break;
    const known = TRANSLATED.find((one) => base(one) === base(tag));
    if (known !== undefined) return known;
  }
  return "en-US";
}

/**
 * Lets the page speak the reader's language, `?locale=` before the browser's own ones. Returns the locale for numbers
 * and dates. Where the texts do not come, the page speaks English.
 */
export async function speakAsReader(search: string, browser: readonly string[]): Promise<string> {
  const asked = new URLSearchParams(search).get("locale");
  const wanted = asked === null || asked === "" ? browser : [asked];
  const language = choose(wanted);
  if (language !== "en-US") {
    try {
      const response = await fetch(`strings/${language}.json`);
      const texts = response.ok ? ((await response.json()) as Readonly<Record<string, string>>) : {};
      speak((key) => (Object.hasOwn(texts, key) ? texts[key] : undefined));
    } catch {
      speak(undefined);
    }
  }
  const { tag, dir } = speaks();
  document.documentElement.lang = tag;
  document.documentElement.dir = dir;
  const locale = wanted[0] ?? "en-US";
  readIn(locale);
  return locale;
}
