/** Sign-ins from `from` up to, not including, `until`; epoch ms. */
export interface TimeWindow {
  readonly from: number;
  readonly until: number;
}

/** What a day will answer with, as the estimate says. `day` is its start, epoch ms. */
export interface DayEstimate {
  readonly day: number;
  readonly rows: number;
  readonly bytes: number;
}

/** The most that one answer should hold. */
export interface WindowLimits {
  readonly rows: number;
  readonly bytes: number;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/**
 * Half of what the engine gives out (500,000 rows, 64 MB: Kusto documentation, "Query limits"), because distinct counts are
 * estimates and rows arrive in between.
 */
export const DEFAULT_LIMITS: WindowLimits = { rows: 250_000, bytes: 32_000_000 };

/**
 * Cuts a range into windows of whole UTC days that stay within the limits as far as a day does, newest first: what failed last is
 * wanted first, and windows that stay undone then only shorten the history. Without an estimate each day is a window.
 */
export function planWindows(
  range: TimeWindow,
  days: readonly DayEstimate[] | null,
  limits: WindowLimits = DEFAULT_LIMITS,
): TimeWindow[] {
  if (range.until <= range.from) return [];
  const expected = new Map(days?.map((entry) => [Math.floor(entry.day / DAY) * DAY, entry]));
  const windows: TimeWindow[] = [];
  let until = range.until;
  let rows = 0;
  let bytes = 0;
  for (let day = Math.floor((range.until - 1) / DAY) * DAY; day > range.from - DAY; day -= DAY) {
    const own = expected.get(day);
    const isFull = days === null || rows + (own?.rows ?? 0) > limits.rows || bytes + (own?.bytes ?? 0) > limits.bytes;
    const end = day + DAY;
    if (isFull && end < until) {
      windows.push({ from: end, until });
      until = end;
      rows = 0;
      bytes = 0;
    }
    rows += own?.rows ?? 0;
    bytes += own?.bytes ?? 0;
  }
  windows.push({ from: range.from, until });
  return windows;
}

/** The two halves of a window, newer first, cut at midnight (UTC) or at least at the full hour; null within one hour. */
export function halve({ from, until }: TimeWindow): readonly [TimeWindow, TimeWindow] | null {
  const step = until - from > DAY ? DAY : HOUR;
  const middle = Math.round((from + until) / 2 / step) * step;
  const cut = middle <= from ? middle + step : middle >= until ? middle - step : middle;
  if (cut <= from || cut >= until) return null;
  return [
    { from: cut, until },
    { from, until: cut },
  ];
}
