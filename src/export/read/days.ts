/** A day as a file may have it after a spreadsheet has been at work on it. */
export interface DayRead {
  /** YYYY-MM-DD, or empty. */
  readonly day: string;
  /** Why it was not read; empty where it was, or where the cell is empty. */
  readonly problem: string;
}

export interface DayReader {
  read(value: unknown): DayRead;
}

const ISO = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?$/;
/** With points the day comes first in every locale that writes so. */
const POINTS = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?:\s.*)?$/;
const SLASHES = /^(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?:\s.*)?$/;
const SERIAL = /^\d{5}$/;
const NOTHING: DayRead = { day: "", problem: "" };
const NO_DAY: DayRead = { day: "", problem: "not a day; write it as YYYY-MM-DD" };

/**
 * Reads the days of one column. Day and month of `3/4/2026` are told by the column's other cells; where none tells,
 * the cell is not guessed.
 */
export function dayReader(column: readonly unknown[]): DayReader {
  let dayFirst = false;
  let monthFirst = false;
  for (const value of column) {
    const parts = typeof value === "string" ? SLASHES.exec(value.trim()) : null;
    if (parts === null) continue;
    if (Number(parts[1]) > 12) dayFirst = true;
    if (Number(parts[2]) > 12) monthFirst = true;
  }
  return { read: (value) => read(value, dayFirst, monthFirst) };
}

function read(value: unknown, dayFirst: boolean, monthFirst: boolean): DayRead {
  if (value === null || value === undefined || value === "") return NOTHING;
  if (value instanceof Date)
    return Number.isNaN(value.getTime()) ? NO_DAY : { day: value.toISOString().slice(0, 10), problem: "" };
  if (typeof value === "number") return fromSerial(value);
  if (typeof value !== "string" || value.length > 40) return NO_DAY;
  const text = value.trim();
  if (text === "") return NOTHING;
  const iso = ISO.exec(text);
  if (iso !== null) return dayOf(iso[1], iso[2], iso[3]);
  const points = POINTS.exec(text);
  if (points !== null) return dayOf(points[3], points[2], points[1]);
  const slashes = SLASHES.exec(text);
  if (slashes !== null) {
    const [, a, b, year] = slashes;
    if (a === b) return dayOf(year, a, b);
    if (Number(a) > 12 || (dayFirst && !monthFirst)) return dayOf(year, b, a);
    if (Number(b) > 12 || (monthFirst && !dayFirst)) return dayOf(year, a, b);
    return { day: "", problem: "day and month cannot be told apart; write it as YYYY-MM-DD" };
  }
  return SERIAL.test(text) ? fromSerial(Number(text)) : NO_DAY;
}

/** Days since 1899-12-30, as spreadsheets count. */
function fromSerial(value: number): DayRead {
  if (!Number.isInteger(value) || value < 20_000 || value > 99_999) return NO_DAY;
  return { day: new Date(Date.UTC(1899, 11, 30 + value)).toISOString().slice(0, 10), problem: "" };
}

function dayOf(year = "", month = "", day = ""): DayRead {
  const text = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const time = Date.parse(`${text}T00:00:00Z`);
  // Some engines roll 31 June over to 1 July.
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== text ? NO_DAY : { day: text, problem: "" };
}
