import type { Snapshot } from "../model/types";
import type { Format } from "./format";

const DAY = 86_400_000;

/** How times of sign-ins are told. */
export type FactTimes = Pick<Format, "instant" | "shortInstant" | "ago">;

/** Times of a table that counts by the day: the start of a day is no moment at which something happened. */
const days = (format: Format): FactTimes => ({
  instant: (time) => format.utcDate(time),
  shortInstant: (time) => format.utcDay(time),
  ago: (time, now) => format.utcDayOf(time, now),
});

/** Whether every time that is shown is the start of a UTC day; false where there are none. */
function isByDay({ asOf, columns }: Snapshot): boolean {
  if (asOf === null || asOf % DAY !== 0) return false;
  const { lastFailure } = columns;
  for (const time of lastFailure) if (time % DAY !== 0 && !Number.isNaN(time)) return false;
  return true;
}

export const factTimes = (snapshot: Snapshot, format: Format): FactTimes => (isByDay(snapshot) ? days(format) : format);
