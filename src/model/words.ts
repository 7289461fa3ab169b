const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const LONGEST = 60;

/** `2026-11-12 04:00 UTC`: the same in every locale, because evidence is exported and compared. */
export function instant(time: number): string {
  return `${new Date(time).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

/** A span in the largest unit that says enough: minutes, hours up to two days, then days. */
export function span(ms: number): string {
  if (ms < HOUR) return plural(Math.max(1, Math.round(ms / 60_000)), "minute");
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
export function names(all: readonly string[]): string {
  const shown = all.slice(0, 3).map(cut).join(", ");
  return all.length > 3 ? `${shown} and ${String(all.length - 3)} more` : shown;
}

export function cut(name: string): string {
  return name.length > LONGEST ? `${name.slice(0, LONGEST)}…` : name;
}

export function share(count: number, all: number): string {
  if (count !== all) return `${String(count)} of ${String(all)} failures`;
  return all === 1 ? "the one failure" : `all ${String(all)} failures`;
}
