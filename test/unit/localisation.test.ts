import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import capabilities from "../../capabilities.json";
import { choose, TRANSLATED } from "../../src/panel/language";
import { LABELS } from "../../src/view/labels";
import { count, found, speak, speaks, text } from "../../src/view/strings";

type Texts = Readonly<Record<string, string>>;

const ROOT = path.join(__dirname, "../..");
const FOLDER = path.join(ROOT, "stringResources");
const textsOf = (language: string): Texts =>
  JSON.parse(readFileSync(path.join(FOLDER, language, "resources.resjson"), "utf8")) as Texts;
const ENGLISH = textsOf("en-US");
const LANGUAGES = readdirSync(FOLDER).filter((one) => one !== "en-US");
const COUNTED = Object.keys(ENGLISH)
  .filter((key) => key.endsWith("_other") && key.replace(/_other$/, "_one") in ENGLISH)
  .map((key) => key.replace(/_other$/, ""));

const isCounted = (key: string): boolean => COUNTED.some((base) => key === `${base}_one` || key === `${base}_other`);
const parametersOf = (words: string): string[] => [...new Set(words.match(/\{\d\}/g) ?? [])].sort();
const lookupIn = (texts: Texts) => (key: string) => texts[key];

afterEach(() => speak(undefined));

describe("the texts of the interface", () => {
  it("are in en-US what the code and the field wells say (npx tsx src/build/resources.ts writes them)", () => {
    const wells = capabilities.dataRoles.flatMap((one) => [
      [one.displayNameKey, one.displayName],
      [one.descriptionKey, one.description],
    ]);
    expect(ENGLISH).toEqual({ ...LABELS, ...(Object.fromEntries(wells) as Texts) });
  });

  it("keep the names that tests and other programs rely on", () => {
    expect(LABELS).toMatchObject({
      gridName: "Service principals",
      columnName: "Service principal",
      columnFailures: "Failures",
      columnTrend: "Trend",
      columnTopError: "Top error",
      columnPosture: "Posture",
      columnLastFailure: "Last failure",
      columnStatus: "Status",
      columnChecklist: "Checklist",
      search: "Search service principals",
      detailsFor: "Details for {0}",
      checklist: "Fix checklist",
      exportAll: "Export checklist",
      exportThis: "Export this checklist",
      exportXlsx: "Excel workbook",
      exportCsv: "CSV",
      exportJson: "JSON",
      exportMarkdown: "Markdown",
    });
  });

  it("are offered by the panel in every language of the package", () => {
    expect([...TRANSLATED].sort()).toEqual([...LANGUAGES].sort());
  });

  it("change in a host's pane of fields only where they are words, not names of Log Analytics columns", () => {
    const words = /^(signIns|held)/;
    for (const language of LANGUAGES) {
      const texts = textsOf(language);
      for (const { name, displayName, displayNameKey } of capabilities.dataRoles) {
        if (!words.test(name)) expect(texts[displayNameKey]).toBe(displayName);
        else expect(texts[displayNameKey]).not.toBe(displayName);
      }
    }
  });
});

describe.each(LANGUAGES)("the texts in %s", (language) => {
  const texts = textsOf(language);
  const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;

  it("have every key, and every plural form of the language", () => {
    const single = Object.keys(ENGLISH).filter((key) => !isCounted(key));
    const counted = COUNTED.flatMap((base) => forms.map((form) => `${base}_${form}`));
    expect(Object.keys(texts).sort()).toEqual([...single, ...counted].sort());
    expect(texts["language"]).toBe(language);
  });

  it("have the same parameters; forms for one and two may say their number in words", () => {
    const wrong: string[] = [];
    for (const [key, words] of Object.entries(texts)) {
      const base = COUNTED.find((one) => key.startsWith(`${one}_`));
      const model = parametersOf(ENGLISH[base === undefined ? key : `${base}_other`] ?? "");
      const own = parametersOf(words);
      const spelled = base !== undefined && /_(zero|one|two)$/.test(key) ? 1 : 0;
      const strange = own.some((one) => !model.includes(one));
      if (strange || model.length - own.length > spelled) wrong.push(`${key}: ${words}`);
    }
    expect(wrong).toEqual([]);
  });

  it("say something, never their own key, and nothing invisible", () => {
    const wrong = Object.entries(texts).filter(
      ([key, words]) => words.trim() === "" || words === key || /[\u200b-\u200f\u202a-\u202e\u2066-\u2069]/.test(words),
    );
    expect(wrong).toEqual([]);
  });

  it("use the word for a service principal that Microsoft Entra uses", () => {
    const term: Texts = {
      "de-DE": "Dienstprinzipal",
      "fr-FR": "Principal de service",
      "es-ES": "Entidad de servicio",
      "ja-JP": "サービス プリンシパル",
      "ar-SA": "كيان الخدمة",
    };
    expect(texts["columnName"]).toBe(term[language]);
  });
});

describe("speaking", () => {
  it("falls back to en-US for each key that a host does not know, whether it answers with nothing or the key", () => {
    speak((key) => ({ language: "de-DE", search: "Suchen", days: "" })[key] ?? (key === "hours" ? key : undefined));
    expect([text("search"), text("days", "3"), text("hours", "4"), text("sample")]).toEqual([
      "Suchen",
      "3 d",
      "4 h",
      "Sample data",
    ]);
    expect(count(1, "casesTitle", "1")).toBe("1 case");
    expect(found("well_heldKind")).toBeUndefined();
  });

  it("chooses plurals by the language of the words", () => {
    speak(lookupIn(textsOf("ar-SA")));
    const said = [0, 1, 2, 3, 11, 100].map((value) => count(value, "casesTitle", String(value)));
    expect(said).toEqual(["لا حالات", "حالة واحدة", "حالتان", "3 حالات", "11 حالة", "100 حالة"]);
    speak(lookupIn(textsOf("ja-JP")));
    expect([0, 1, 2].map((value) => count(value, "casesTitle", String(value)))).toEqual([
      "0 ケース",
      "1 ケース",
      "2 ケース",
    ]);
  });

  it("runs from right to left in the languages that do", () => {
    for (const tag of ["ar-SA", "he-IL", "fa-IR", "ur-PK"]) {
      speak((key) => (key === "language" ? tag : undefined));
      expect(speaks()).toEqual({ tag, dir: "rtl", isEnglish: false });
    }
    speak(lookupIn(textsOf("de-DE")));
    expect(speaks().dir).toBe("ltr");
  });

  it("speaks English where a host names no language, or none that there is", () => {
    speak((key) => (key === "language" ? "not a language" : "x"));
    expect([text("search"), speaks().tag]).toEqual(["Search service principals", "en-US"]);
    speak(undefined);
    expect(speaks()).toEqual({ tag: "en-US", dir: "ltr", isEnglish: true });
  });
});

describe("the panel's language", () => {
  it.each([
    [["de"], "de-DE"],
    [["de-AT", "en"], "de-DE"],
    [["ar"], "ar-SA"],
    [["pl-PL", "fr-CA", "en"], "fr-FR"],
    [["en-GB", "de"], "en-US"],
    [["pl"], "en-US"],
    [[], "en-US"],
  ])("is for %j: %s", (wanted, language) => {
    expect(choose(wanted)).toBe(language);
  });
});
