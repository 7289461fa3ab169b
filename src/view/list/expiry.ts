import type { Format } from "../format";
import { text } from "../strings";

/** What the column of the next expiry says: a word of its own where it is past, the time, and both for a tooltip. */
export interface ExpiryWords {
  readonly past: string;
  readonly time: string;
  readonly title: string;
}

/** `end` in epoch ms, NaN where no end decides; judged at `now`. */
export function expiryWords(end: number, now: number, format: Format): ExpiryWords {
  if (Number.isNaN(end)) return { past: "", time: "–", title: text("noExpiry") };
  if (end > now) {
    return { past: "", time: text("expiresIn", format.ago(now, end)), title: text("expiresAt", format.instant(end)) };
  }
  return {
    past: text("ended"),
    time: text("endedAgo", format.ago(end, now)),
    title: text("endedAt", format.instant(end)),
  };
}
