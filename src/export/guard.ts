/** Spreadsheets run a cell that starts with one of these, also after blanks and in its full-width form. */
const STARTS_FORMULA = /^[\s\uFEFF\u200B\u00AD]*[=+\-@|\uFF1D\uFF0B\uFF0D\uFF20]/u;
const STARTS_CONTROL = /^[\t\r\n]/;

/** Text that a spreadsheet shows instead of running it: an apostrophe goes in front where needed. */
export function guardFormula(text: string): string {
  return STARTS_FORMULA.test(text) || STARTS_CONTROL.test(text) ? `'${text}` : text;
}

/** Makes invisible direction marks and control characters visible, so that a name cannot reorder what is read. */
export function visible(text: string): string {
  return text.replace(
    /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g,
    (mark) => {
      const code = mark.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
      return `<U+${code}>`;
    },
  );
}
