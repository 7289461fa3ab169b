import { judge, type Result } from "./result";

/**
 * Plain http addresses that are names of XML vocabularies, never places to go: those of SVG, and those that an Excel
 * workbook must contain letter by letter.
 */
const NAMESPACES: readonly string[] = [
  "http://www.w3.org/",
  "http://schemas.openxmlformats.org/",
  "http://schemas.microsoft.com/office/",
  "http://purl.org/dc/",
  "http://www.wps.cn/officeDocument/",
];

/** The plain http addresses of a text that name no XML vocabulary. */
export function plainAddresses(text: string): string[] {
  const all = text.match(/\bhttp:\/\/[^\s"'`<>\\)]*/gi) ?? [];
  return [...new Set(all)].filter((address) => !NAMESPACES.some((prefix) => address.startsWith(prefix)));
}

/** What a style sheet would load from elsewhere. */
export function styleLoads(css: string): string[] {
  const urls = [...css.matchAll(/url\(\s*["']?([^"')]*)/gi)].map(([, url = ""]) => url.trim());
  const imports = css.match(/@import\b[^;]*/gi) ?? [];
  return [...urls.filter((url) => !/^(data:|#)/i.test(url)), ...imports];
}

/** No http address in the script, nothing loaded by the style sheet. */
export function checkAddresses(script: string, css: string): Result {
  const faults = [
    ...plainAddresses(script).map((address) => `${address} in the script`),
    ...styleLoads(css).map((url) => `${url} in the style sheet`),
  ];
  return judge("addresses", faults, "no http address but XML namespaces, nothing loaded by the style sheet");
}
