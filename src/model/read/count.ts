/** A count of sign-ins; `problem` says what was wrong, in which case `value` is the stand-in that is used. */
export interface CountResult {
  readonly value: number;
  readonly problem: string | null;
}

const GROUPED = /^\d{1,3}(?:[,.\u00A0\u202F' ]\d{3})+$/;
const PLAIN = /^[+-]?\d+(?:\.\d+)?(?:e\d{1,2})?$/i;

/**
 * Reads the number of sign-ins that a row stands for. An empty cell counts one, as an absent column does. A value that
 * is no count (negative, NaN, text) also counts one, with a problem: the row proves that a sign-in took place.
 */
export function parseCount(cell: unknown): CountResult {
  if (cell === null || cell === undefined || cell === "") return { value: 1, problem: null };
  const value = typeof cell === "number" ? cell : typeof cell === "string" ? fromText(cell) : Number.NaN;
  if (Number.isNaN(value)) return { value: 1, problem: "not a number; the row counts as one sign-in" };
  if (value < 0) return { value: 1, problem: "a count cannot be negative; the row counts as one sign-in" };
  if (value > Number.MAX_SAFE_INTEGER)
    return { value: 1, problem: "too large for a count; the row counts as one sign-in" };
  if (!Number.isInteger(value)) {
    return { value: Math.max(1, Math.round(value)), problem: "a count is a whole number; it was rounded" };
  }
  return { value, problem: null };
}

function fromText(cell: string): number {
  const text = cell.slice(0, 64).trim();
  if (text === "") return 1;
  if (PLAIN.test(text)) return Number(text);
  // A count has no decimals, so a separator before three digits can only group them.
  return GROUPED.test(text) ? Number(text.replace(/\D/g, "")) : Number.NaN;
}
