/**
 * What a spreadsheet takes for the start of a formula: the plain signs, their full-width and small forms, the minus
 * sign, and the bar of old data links.
 */
const SIGN = "[=+\\-@|\\uFF1D\\uFF0B\\uFF0D\\uFF20\\uFF5C\\uFE62\\uFE63\\uFE66\\uFE6B\\u2212]";
/** The same without the bar, which only starts a cell, and stands in the middle of every query. */
const INNER_SIGN = SIGN.replace("|", "");
/** What may stand before the sign without disarming it: blanks, invisible marks and quotes. */
const SKIPPED = "[^\\S\\t\\r\\n]|\\p{Cf}|[\"'`\\u2018\\u2019\\u201C\\u201D]";
const STARTS = new RegExp(`^(?:${SKIPPED}|[\\t\\r\\n])*${SIGN}|^'*[\\t\\r\\n]`, "u");
/** A separator of any locale after which a formula would start, if a program cuts the line there. */
const INNER = new RegExp(`([;,\\t\\r\\n])(?=(?:${SKIPPED})*${INNER_SIGN})`, "gu");
const INNER_GUARDED = new RegExp(`([;,\\t\\r\\n])'(?=(?:${SKIPPED})*${INNER_SIGN})`, "gu");
const ENCODED = new RegExp(`([;,\\t\\r\\n](?:${SKIPPED})*)(${INNER_SIGN})`, "gu");
const IN_LINE = new RegExp(`[;,\\t](?:[^\\S\\t\\r\\n]|\\p{Cf})*${INNER_SIGN}`, "u");

/** Text that a spreadsheet shows instead of running it: an apostrophe goes in front where needed. */
export function guardFormula(text: string): string {
  return STARTS.test(text) ? `'${text}` : text;
}

/**
 * A text for a CSV file: guarded in front, and after every separator within, since a program that expects another
 * separator cuts the line there and pays no attention to the quotes.
 */
export function guardCell(text: string): string {
  return guardFormula(text.replace(INNER, "$1'"));
}

/** Undoes `guardCell` and `guardFormula` exactly; text without a guard (a spreadsheet took it away) stays as it is. */
export function unguardCell(text: string): string {
  return unguardFormula(text).replace(INNER_GUARDED, "$1");
}

/** Undoes `guardFormula` exactly. */
export function unguardFormula(text: string): string {
  return text.startsWith("'") && STARTS.test(text.slice(1)) ? text.slice(1) : text;
}

/** True for a line of text in which a formula would start behind a separator; a command cannot be guarded within. */
export function cutsIntoFormula(text: string): boolean {
  return IN_LINE.test(text);
}

/** HTML in which no formula starts behind a separator: the sign becomes an entity, so nothing changes for its reader. */
export function encodeSigns(html: string): string {
  let text = html;
  // The semicolon of an entity is a separator itself, so what follows it is looked at again.
  for (let former = ""; former !== text;) {
    former = text;
    text = text.replace(ENCODED, (_, before: string, sign: string) => `${before}&#${String(sign.charCodeAt(0))};`);
  }
  return text;
}

// Controls (but tab and line ends), marks that reorder text, invisible marks and tags. Joiners are letters' business.
const INVISIBLE =
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u00AD\u061C\u180E\u200B\u200E\u200F\u2028-\u202E\u2060-\u2064\u2066-\u206F\uFEFF\uFFF9-\uFFFB]|[\u{E0000}-\u{E007F}]|[\uD800-\uDFFF]/gu;

/** Makes invisible direction marks and control characters visible, so that a name cannot reorder what is read. */
export function visible(text: string): string {
  return text.replace(INVISIBLE, (mark) => {
    const code = (mark.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
    return `<U+${code}>`;
  });
}

/** A visible text on one line. */
export function oneLine(text: string): string {
  return visible(text).replace(/\s+/g, " ").trim();
}

/** At most `longest` UTF-16 units, an ellipsis included; a pair of surrogates is never cut in two. */
export function cut(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const last = text.charCodeAt(longest - 2);
  return `${text.slice(0, last >= 0xd800 && last <= 0xdbff ? longest - 2 : longest - 1)}…`;
}
