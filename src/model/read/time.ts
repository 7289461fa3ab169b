/** How a `Date` cell is meant: a real instant, or a wall clock without zone in its local fields (Power BI). */
export type DateMeaning = "instant" | "wallClock";

/** `never` is the directory's 1900-01-01; `unreadable` carries the reason. */
export type TimeResult =
  | { readonly kind: "time"; readonly value: number }
  | { readonly kind: "empty" }
  | { readonly kind: "never" }
  | { readonly kind: "unreadable"; readonly reason: string };

const EMPTY: TimeResult = { kind: "empty" };
const NEVER: TimeResult = { kind: "never" };
const NOT_A_TIME: TimeResult = { kind: "unreadable", reason: "not a date and time that can be read" };
const OUT_OF_RANGE: TimeResult = { kind: "unreadable", reason: "the date is outside 1970 to 9999" };
const NO_SUCH_DAY: TimeResult = { kind: "unreadable", reason: "no such calendar day or time of day" };

const NEVER_TIME = -62135596800000;
const MAX_TIME = 253402300799999;
// Beyond the year 9999 in seconds: larger numbers are milliseconds, then micro- and nanoseconds.
const MAX_SECONDS = 253402300799;

const ISO =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,12}))?)?)?\s*(Z|UTC|GMT|[+-]\d{1,2}(?::?\d{2})?)?$/i;
const JSON_DATE = /^\\?\/Date\((-?\d{1,17})(?:[+-]\d{4})?\)\\?\/$/;
const US_12_HOUR =
  /^(\d{1,2})\/(\d{1,2})\/(\d{4}),?\s+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,12}))?)?\s*([AP])\.?M\.?$/i;
const NUMERIC = /^-?\d{1,19}(\.\d+)?$/;

/**
 * Reads an instant as epoch milliseconds from a Date, an epoch number (s, ms, µs, ns), ISO text with lenient offsets
 * (`-8:00`) and fractions of any length, `/Date(ms)/`, or the Log Analytics portal's 12-hour export.
 * Text without a zone is UTC. Nothing is guessed: an ambiguous day/month order is unreadable.
 */
export function parseTime(cell: unknown, dates: DateMeaning = "instant"): TimeResult {
  if (cell === null || cell === undefined || cell === "") return EMPTY;
  if (cell instanceof Date) return fromDate(cell, dates);
  if (typeof cell === "number") return fromEpoch(cell);
  if (typeof cell !== "string") return NOT_A_TIME;
  if (cell.length > 64) return NOT_A_TIME;
  const text = cell.trim();
  if (text === "") return EMPTY;
  const iso = ISO.exec(text);
  if (iso !== null) return fromIso(iso);
  if (NUMERIC.test(text)) return fromEpoch(Number(text));
  const json = JSON_DATE.exec(text);
  if (json !== null) return inRange(Number(json[1]));
  const us = US_12_HOUR.exec(text);
  return us === null ? NOT_A_TIME : fromUs(us);
}

function fromDate(date: Date, dates: DateMeaning): TimeResult {
  const value = date.getTime();
  if (Number.isNaN(value)) return NOT_A_TIME;
  if (dates === "instant") return inRange(value);
  return inRange(
    Date.UTC(
      date.getFullYear(),
      date.getMonth(),
      date.getDate(),
      date.getHours(),
      date.getMinutes(),
      date.getSeconds(),
      date.getMilliseconds(),
    ),
  );
}

function fromEpoch(value: number): TimeResult {
  if (!Number.isFinite(value)) return NOT_A_TIME;
  const size = Math.abs(value);
  if (size <= MAX_SECONDS) {
    // A number this small is a year, a serial day or a count, not an epoch: 1e8 s is March 1973.
    return size < 1e8 ? NOT_A_TIME : inRange(value * 1000);
  }
  if (size <= MAX_TIME) return inRange(value);
  if (size <= MAX_TIME * 1e3) return inRange(value / 1e3);
  return inRange(value / 1e6);
}

function fromIso(match: RegExpExecArray): TimeResult {
  const [, year, month, day, hour = "0", minute = "0", second = "0", fraction = "", zone = "Z"] = match;
  const local = utc(Number(year), Number(month), Number(day), Number(hour), Number(minute), Number(second), fraction);
  if (local === null) return NO_SUCH_DAY;
  const offset = offsetMinutes(zone);
  if (local === NEVER_TIME) return NEVER;
  return offset === null ? NO_SUCH_DAY : inRange(local - offset * 60000);
}

function fromUs(match: RegExpExecArray): TimeResult {
  const [, month, day, year, hourText, minute, second = "0", fraction = "", half = ""] = match;
  const hour = Number(hourText);
  if (hour < 1 || hour > 12) return NO_SUCH_DAY;
  const hour24 = (hour % 12) + (half.toUpperCase() === "P" ? 12 : 0);
  const value = utc(Number(year), Number(month), Number(day), hour24, Number(minute), Number(second), fraction);
  return value === null ? NO_SUCH_DAY : inRange(value);
}

function utc(y: number, mo: number, d: number, h: number, mi: number, s: number, fraction: string): number | null {
  // Year 1 is another system's "never"; Date.UTC would take it for 1901.
  if (y < 100) return NEVER_TIME;
  if (mo < 1 || mo > 12 || d < 1 || h > 24 || mi > 59 || s > 60) return null;
  if (d > new Date(Date.UTC(y, mo, 0)).getUTCDate()) return null;
  if (h === 24 && (mi !== 0 || s !== 0)) return null;
  const ms = fraction === "" ? 0 : Number(fraction.slice(0, 3).padEnd(3, "0"));
  return Date.UTC(y, mo - 1, d, h, mi, s, ms);
}

function offsetMinutes(zone: string): number | null {
  if (/^(Z|UTC|GMT)$/i.test(zone)) return 0;
  const match = /^([+-])(\d{1,2}):?(\d{2})?$/.exec(zone);
  if (match === null) return null;
  const minutes = Number(match[2]) * 60 + Number(match[3] ?? "0");
  return minutes > 14 * 60 ? null : match[1] === "-" ? -minutes : minutes;
}

function inRange(value: number): TimeResult {
  // 1900-01-01 stands for "never" in directory exports, in whatever zone it was written.
  if (value >= Date.UTC(1899, 11, 31) && value <= Date.UTC(1900, 0, 2)) return NEVER;
  if (value === NEVER_TIME) return NEVER;
  if (value < 0 || value > MAX_TIME) return OUT_OF_RANGE;
  return { kind: "time", value: Math.floor(value) };
}
