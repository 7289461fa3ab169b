/**
 * The forms in which nearly all cells come, read without an object or a regular expression a row. Anything else answers
 * "not simple" and goes to the full readers, which also know why something cannot be read.
 */
const NOT_SIMPLE = -1;

const digit = (text: string, at: number): number => {
  const value = text.charCodeAt(at) - 48;
  return value >= 0 && value <= 9 ? value : -100_000;
};

/** A result code given as a small whole number or its digits; -1 for every other form. */
export function simpleCode(cell: unknown): number {
  if (typeof cell === "number") return Number.isInteger(cell) && cell >= 0 && cell < 1e8 ? cell + 0 : NOT_SIMPLE;
  if (typeof cell !== "string" || cell.length === 0 || cell.length > 8) return NOT_SIMPLE;
  let value = 0;
  for (let i = 0; i < cell.length; i++) value = value * 10 + digit(cell, i);
  return value >= 0 ? value : NOT_SIMPLE;
}

/** A count given as a whole number of at least 0; -1 for every other form. */
export function simpleCount(cell: unknown): number {
  if (cell === undefined || cell === null) return 1;
  return typeof cell === "number" && Number.isSafeInteger(cell) && cell >= 0 ? cell : NOT_SIMPLE;
}

const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** An instant given as `YYYY-MM-DDThh:mm:ss[.fff]Z` from 1970 on, in epoch ms; -1 for every other form. */
export function simpleTime(cell: unknown): number {
  if (typeof cell !== "string") return NOT_SIMPLE;
  const { length } = cell;
  if ((length !== 20 && length !== 24) || cell.charCodeAt(length - 1) !== 90 || cell.charCodeAt(10) !== 84) {
    return NOT_SIMPLE;
  }
  const year = number(cell, 0, 4);
  const month = number(cell, 5, 2);
  const day = number(cell, 8, 2);
  const hour = number(cell, 11, 2);
  const minute = number(cell, 14, 2);
  const second = number(cell, 17, 2);
  const ms = length === 24 ? number(cell, 20, 3) : 0;
  if (!(year >= 1970 && month >= 1 && day >= 1 && hour >= 0 && minute >= 0 && second >= 0 && ms >= 0))
    return NOT_SIMPLE;
  // 29 February and other rare days go the long way round.
  if (month > 12 || day > (DAYS_IN_MONTH[month - 1] as number) || hour > 23 || minute > 59 || second > 59)
    return NOT_SIMPLE;
  if (
    cell.charCodeAt(4) !== 45 ||
    cell.charCodeAt(7) !== 45 ||
    cell.charCodeAt(13) !== 58 ||
    cell.charCodeAt(16) !== 58
  ) {
    return NOT_SIMPLE;
  }
  if (length === 24 && cell.charCodeAt(19) !== 46) return NOT_SIMPLE;
  return Date.UTC(year, month - 1, day, hour, minute, second, ms);
}

function number(text: string, from: number, digits: number): number {
  let value = 0;
  for (let i = from; i < from + digits; i++) value = value * 10 + digit(text, i);
  return value;
}
