import { readFileSync } from "node:fs";
import path from "node:path";
import { TRANSLATED } from "../../src/panel/language";
import { say } from "../../src/panel/words";
import { LABELS } from "../../src/panel/words/labels";
import { LABELS as VIEW } from "../../src/view/labels";
import { speak } from "../../src/view/strings";

type Texts = Readonly<Record<string, string>>;

const ROOT = path.join(__dirname, "../..");
const json = (file: string): Texts => JSON.parse(readFileSync(path.join(ROOT, file), "utf8")) as Texts;
const textsOf = (language: string): Texts => json(`src/panel/words/languages/${language}.json`);
const viewTextsOf = (language: string): Texts => json(`stringResources/${language}/resources.resjson`);
const ENGLISH: Texts = LABELS;
const parametersOf = (words: string): string[] => (words.match(/\{\d\}/g) ?? []).sort();

/** Names, units and signs that are the same in every language. */
const NAMES = [
  "source_graph",
  "source_logs",
  "troubleIn",
  "shellSeconds",
  "shellMinutes",
  "keysEscape",
  "keysUndoKeys",
];
/** Words that a language shares with English. */
const SHARED: Readonly<Record<(typeof TRANSLATED)[number], readonly string[]>> = {
  "de-DE": [
    "evidenceCode",
    "reportCodeLabel",
    "reportDetails",
    "reportStatusLabel",
    "sessionCode",
    "stateCause",
    "stateDetails",
    "troubleCode",
    "troubleStatus",
  ],
  "fr-FR": [
    "evidenceCode",
    "evidenceReason",
    "paste_appId",
    "reportCodeLabel",
    "reportMessageLabel",
    "sessionCode",
    "shellSource",
    "shellTabs",
    "stateCause",
    "troubleCode",
    "troubleDetail",
  ],
  "es-ES": ["stateCause"],
  "ja-JP": ["keysEnter"],
  "ar-SA": ["keysEnter", "stateCause"],
};
/** One English word for two things: where data are from is not what backs a rule, and a menu is not more about a step. */
const TWO_THINGS = new Set(["shellSource/factSource", "shellMore/stepMore"]);
/** Keys that say the same in English, and so in every language; one of them is the panel's. */
const TWINS = Object.entries(ENGLISH).flatMap(([key, words]) =>
  Object.entries({ ...VIEW, ...LABELS })
    .filter(([twin, other]) => other === words && twin !== key && !TWO_THINGS.has(`${key}/${twin}`))
    .map(([twin]) => [key, twin] as const),
);

afterEach(() => speak(undefined));

describe("the panel's own texts", () => {
  it("have keys that the view's texts have not: one file holds both", () => {
    const view = new Set([
      ...Object.keys(VIEW),
      ...Object.keys(viewTextsOf("en-US")),
      ...Object.keys(viewTextsOf("ar-SA")),
    ]);
    expect(Object.keys(LABELS).filter((key) => view.has(key))).toEqual([]);
  });

  it("are said in the language that is spoken, else in English", () => {
    expect(say("pasteTitle")).toBe("Paste an error");
    const texts = textsOf("de-DE");
    speak((key) => (key === "language" ? "de-DE" : texts[key]));
    expect([say("pasteTitle"), say("shellParts", "1", "3")]).toEqual(["Fehler einfügen", "1 von 3 Teilen"]);
    speak((key) => ({ language: "de-DE", pasteTitle: "" })[key]);
    expect(say("pasteTitle")).toBe("Paste an error");
  });
});

describe.each(TRANSLATED)("the panel's texts in %s", (language) => {
  const texts = textsOf(language);
  const entries = Object.entries(texts);

  it("have every key of the panel and no other", () => {
    expect(Object.keys(texts).sort()).toEqual(Object.keys(ENGLISH).sort());
  });

  it("have the same parameters, each as often", () => {
    const wrong = entries.filter(
      ([key, words]) => parametersOf(words).join() !== parametersOf(ENGLISH[key] ?? "").join(),
    );
    expect(wrong).toEqual([]);
  });

  it("say something of their own, without anything invisible", () => {
    const same = entries.filter(([key, words]) => words === ENGLISH[key]).map(([key]) => key);
    expect(same.filter((key) => !NAMES.includes(key)).sort()).toEqual([...SHARED[language]].sort());
    const invisible = /[\u200b-\u200f\u202a-\u202e\u2066-\u2069]/;
    expect(entries.filter(([, words]) => words.trim() !== words || words === "" || invisible.test(words))).toEqual([]);
  });

  it("keep names of settings, products, scopes and codes as they are", () => {
    const names =
      /\b(?:config\.json|config\.schema\.json|docs\/[\w.-]+|AADSTS|Microsoft (?:Graph|Entra ID)|Log Analytics|Power BI|logAnalyticsWorkspaceId|resultType|heldKind|tenantId|Cloud Application Administrator|Viewer|Markdown|NDJSON|gzip)\b/g;
    const wrong = entries.flatMap(([key, words]) =>
      (key === "reportLoadingViewer" ? [] : (ENGLISH[key]?.match(names) ?? []))
        .filter((name) => !words.includes(name))
        .map((name) => `${key}: ${name}`),
    );
    expect(wrong).toEqual([]);
  });

  it("use the quotation marks and signs of the language, never straight ones", () => {
    const own: Readonly<Record<string, RegExp>> = {
      "de-DE": /[“”«»‚‘’"']|„[^“]*$/,
      "fr-FR": /[“”„"']|«(?!\u00a0)| [:;?!»]/,
      "es-ES": /[“”„"'‘’]/,
      "ja-JP": /[“”„«»"'‘’]|[?!,;]/,
      "ar-SA": /[“”„"'‘’]|[?;,]/,
    };
    // A German closing mark is an English opening one.
    const bare = (words: string): string => words.replaceAll(/„[^„“]*“/g, "");
    const wrong = entries.filter(([, words]) => own[language]?.test(language === "de-DE" ? bare(words) : words));
    expect(wrong).toEqual([]);
  });

  it("say the same for the same English words, in the view and in the panel", () => {
    const all = { ...viewTextsOf(language), ...texts };
    const plain = (key: string): string => all[key]?.replaceAll("\u00a0", " ") ?? "";
    const wrong = TWINS.filter(([key, twin]) => plain(key) !== plain(twin));
    expect(wrong.map(([key, twin]) => `${key}: ${plain(key)} / ${twin}: ${plain(twin)}`)).toEqual([]);
  });
});
