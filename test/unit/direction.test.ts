import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

const ROOT = path.join(__dirname, "../..");

function filesBelow(folder: string, ending: string): string[] {
  return readdirSync(path.join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(ending))
    .map((name) => path.join(folder, name));
}

/** Physical properties and values; each has a logical one that follows the direction of the language. */
const PHYSICAL = [
  /^(min-|max-)?(width|height)\s*:/,
  /^(left|right|top|bottom)\s*:/,
  /^(margin|padding|scroll-margin|scroll-padding|border)-(left|right|top|bottom)\b/,
  /^border-(top|bottom)-(left|right)-radius\s*:/,
  /^(text-align|float|clear|caption-side|justify-content|justify-self)\s*:\s*(left|right)\b/,
  /^(transform)\s*:.*translate(X|3d)?\(/,
  /^background-position\s*:.*(left|right)/,
  /gradient\(\s*to (left|right)/,
];

/** Shorthands with four values that treat left and right differently. */
const UNEVEN = /^(margin|padding|inset|border-width)\s*:\s*(\S+)\s+(\S+)\s+(\S+)\s+(\S+?)\s*(!important)?;?$/;
/** Corner by corner: two values are diagonal, four are physical. */
const CORNERS = /^border-radius\s*:\s*\S+\s+\S+/;

function physicalIn(line: string): boolean {
  const [, , , right, , left] = UNEVEN.exec(line) ?? [];
  return PHYSICAL.some((one) => one.test(line)) || right !== left || CORNERS.test(line);
}

describe("style sheets", () => {
  it("follow the direction of the language: logical properties only", () => {
    const found = [...filesBelow("style", ".less"), ...filesBelow("src/panel", ".less")].flatMap((file) =>
      readFileSync(path.join(ROOT, file), "utf8")
        .split("\n")
        .map((line, i) => ({ line: line.trim(), at: `${file}:${String(i + 1)}` }))
        .filter(({ line }) => physicalIn(line))
        .map(({ line, at }) => `${at} ${line}`),
    );
    expect(found).toEqual([]);
  });

  it("are followed by the code: no physical style is set by hand", () => {
    const physical = /\.style\.(left|right|top|bottom|width|height|margin\w*|padding\w*|textAlign|float|border\w*)\b/;
    const found = [...filesBelow("src/view", ".ts"), ...filesBelow("src/panel", ".ts")].filter((file) =>
      physical.test(readFileSync(path.join(ROOT, file), "utf8")),
    );
    expect(found).toEqual([]);
  });

  it("would notice a physical property", () => {
    for (const line of ["margin-left: 4px;", "padding: 1px 2px 3px 4px;", "text-align: right;", "width: 3px;"]) {
      expect(physicalIn(line)).toBe(true);
    }
    for (const line of [
      "margin-inline-start: 4px;",
      "padding: 1px 2px 3px 2px;",
      "text-align: end;",
      "border-width: 2px;",
    ]) {
      expect(physicalIn(line)).toBe(false);
    }
  });
});
