import { text } from "./strings";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Numbers and times in the reader's language. Days are UTC days everywhere, instants are in the reader's zone. */
export interface Format {
  readonly locale: string;
  number(value: number): string;
  /** With at most one decimal. */
  rough(value: number): string;
  /** `+18 %` without the sign; the arrow beside it says the direction. */
  percent(value: number): string;
  /** `12 Nov`, of a UTC day. */
  utcDay(time: number): string;
  /** `12 Nov`, of a UTC day, with the year where it is not the year of `now`. */
  utcDayOf(time: number, now: number): string;
  /** `12 Nov 2026`, of a UTC day. */
  utcDate(time: number): string;
  /** `23 Nov 2026, 12:40 UTC+1`: an instant with its zone. */
  instant(time: number): string;
  /** `23 Nov, 12:40 CET`: where the year is clear. */
  shortInstant(time: number): string;
  /** `23 Nov, 12:40:05 CET`: for what happens within a minute. */
  exact(time: number): string;
  /** `35 min`, `2 h`, `4 d`: how long ago. */
  ago(time: number, now: number): string;
}

/** European digits in every language: figures must line up and match the codes, ids and files beside them. */
function usableLocale(wanted: string): string {
  try {
    return new Intl.Locale(wanted, { numberingSystem: "latn" }).toString();
  } catch {
    // An unknown locale must not keep the view from drawing; neither must an unknown zone, below.
    return "en-US";
  }
}

function usableZone(locale: string, timeZone: string | undefined): { timeZone?: string } {
  const zone = timeZone === undefined ? {} : { timeZone };
  try {
    new Intl.DateTimeFormat(locale, zone);
    return zone;
  } catch {
    return { timeZone: "UTC" };
  }
}

const cache = new Map<string, Format>();

export function formatFor(wanted: string, timeZone: string | undefined): Format {
  const key = `${wanted}|${timeZone ?? ""}`;
  const known = cache.get(key);
  if (known) return known;
  const locale = usableLocale(wanted);
  const zone = usableZone(locale, timeZone);
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const rough = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const ratio = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 });
  const utc = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", timeZone: "UTC" });
  const utcYear = new Intl.DateTimeFormat(locale, { year: "numeric", timeZone: "UTC" });
  const utcDate = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
  const clock = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", ...zone } as const;
  const moment = { day: "numeric", month: "short", timeZoneName: "short", ...clock } as const;
  const short = new Intl.DateTimeFormat(locale, moment);
  const exact = new Intl.DateTimeFormat(locale, { ...moment, second: "2-digit" });
  const long = new Intl.DateTimeFormat(locale, {
    day: "numeric",
    month: "short",
    year: "numeric",
    timeZoneName: "short",
    ...clock,
  });
  // Times outside what a Date can hold would make Intl throw.
  const dated = (formatter: Intl.DateTimeFormat, time: number): string =>
    Math.abs(time) <= 8.64e15 ? formatter.format(time) : "–";
  const format: Format = {
    locale,
    number: (value) => whole.format(value),
    rough: (value) => rough.format(value),
    percent: (value) => ratio.format(Math.abs(value) / 100),
    utcDay: (time) => dated(utc, time),
    utcDayOf: (time, now) => dated(dated(utcYear, time) === dated(utcYear, now) ? utc : utcDate, time),
    utcDate: (time) => dated(utcDate, time),
    instant: (time) => dated(long, time),
    shortInstant: (time) => dated(short, time),
    exact: (time) => dated(exact, time),
    ago(time, now) {
      const passed = Math.max(0, now - time);
      if (passed < HOUR) return text("minutes", whole.format(Math.floor(passed / MINUTE)));
      if (passed < 2 * DAY) return text("hours", whole.format(Math.floor(passed / HOUR)));
      return text("days", whole.format(Math.floor(passed / DAY)));
    },
  };
  cache.set(key, format);
  return format;
}
