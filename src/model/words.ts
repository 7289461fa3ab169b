import { DAY, HOUR, MINUTE } from "./units";

const LONGEST = 60;
/** Names that a sentence lists. */
export const LISTED = 3;

/** `2026-11-12 04:00 UTC`: the same in every locale, because evidence is exported and compared. */
export function instant(time: number): string {
  return `${new Date(time).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

/** A span in the largest unit that says enough: minutes, hours up to two days, then days. */
export function span(ms: number): string {
  if (ms < HOUR) return plural(Math.max(1, Math.floor(ms / MINUTE)), "minute");
  return ms < 2 * DAY ? plural(Math.floor(ms / HOUR), "hour") : plural(Math.floor(ms / DAY), "day");
}

/** How long a time lies before the first failure; within an hour either way the rows' bins decide nothing. */
export function beforeFailure(time: number, firstFailure: number): string {
  const ms = firstFailure - time;
  return ms < HOUR ? "within an hour of the first failure" : `${span(ms)} before the first failure`;
}

export function plural(count: number, one: string): string {
  return `${String(count)} ${one}${count === 1 ? "" : "s"}`;
}

/** "1 other principal fails", "7 other principals fail", with a cap for counts that were not counted on. */
export function others(count: number, one: string, many: string, cap = Infinity): string {
  if (count === 1) return `1 other principal ${one}`;
  return `${String(count)}${count >= cap ? " or more" : ""} other principals ${many}`;
}

/** Up to three names, the rest as a number; a name that somebody chose to be endless is cut. */
export function names(all: readonly string[], count = all.length): string {
  const shown = all.slice(0, LISTED).map(cut).join(", ");
  return count > LISTED ? `${shown} and ${String(count - LISTED)} more` : shown;
}

/** At most sixty characters; a pair of surrogates is never cut in two. */
export function cut(name: string): string {
  if (name.length <= LONGEST) return name;
  const last = name.charCodeAt(LONGEST - 1);
  return `${name.slice(0, last >= 0xd800 && last <= 0xdbff ? LONGEST - 1 : LONGEST)}…`;
}

/** A text of the knowledge with its `{placeholders}` filled; a value is never read for placeholders again. */
export function filled(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? (values[name] ?? whole) : whole,
  );
}

export function share(count: number, all: number): string {
  if (count !== all) return `${String(count)} of ${String(all)} failures`;
  return all === 1 ? "the one failure" : `all ${String(all)} failures`;
}
