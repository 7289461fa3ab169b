/** A result code, 0 for success; `none` where the cell holds no code. */
export type CodeResult =
  | { readonly kind: "code"; readonly value: number }
  | { readonly kind: "none" }
  | { readonly kind: "unreadable"; readonly reason: string };

const NONE: CodeResult = { kind: "none" };
const MAX_CODE = 99_999_999;
/** A labelled code; bounded gaps, so that no text makes the search slow. */
export const LABEL = String.raw`AADSTS\s{0,8}(?:[:#-]\s{0,8})?(\d{1,8})(?!\d)`;
const LABELLED = new RegExp(LABEL, "i");
const NAMED = /\b(?:error[ _-]?codes?|result[ _-]?(?:type|code)|errno)\b["'\s:=[(]*(\d{1,8})(?!\d)/i;
const PLAIN = /^\d{1,8}(?:\.0+)?$/;
// A code stands near the start of a message; megabytes of text are not searched to the end.
const SEARCHED = 2_000;

/**
 * Reads a result code from a number, a numeric string, `AADSTS50171`, or a message that contains it. The whole number
 * counts: 500171 is never 50171.
 */
export function parseCode(cell: unknown): CodeResult {
  if (cell === null || cell === undefined || cell === "") return NONE;
  if (typeof cell === "number") return fromNumber(cell);
  if (typeof cell !== "string") return { kind: "unreadable", reason: "not a result code" };
  const text = (cell.length > SEARCHED ? cell.slice(0, SEARCHED) : cell).trim();
  if (text === "") return NONE;
  if (PLAIN.test(text)) return fromNumber(Number(text));
  const found = codeInText(text);
  return found === null ? { kind: "unreadable", reason: "contains no result code" } : fromNumber(found);
}

/** The first AADSTS code that a text names, or null. */
export function codeInText(text: string): number | null {
  const searched = text.length > SEARCHED ? text.slice(0, SEARCHED) : text;
  const match = LABELLED.exec(searched) ?? NAMED.exec(searched);
  return match === null ? null : Number(match[1]);
}

function fromNumber(value: number): CodeResult {
  if (!Number.isInteger(value) || value < 0 || value > MAX_CODE) {
    return { kind: "unreadable", reason: "not a whole number that can be a result code" };
  }
  return { kind: "code", value: value === 0 ? 0 : value };
}
