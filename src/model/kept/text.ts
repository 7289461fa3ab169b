/** Version of everything that is kept. A text of another version is not read. */
export const VERSION = 1;

/** Nothing of ours is ever this long; longer texts are not even parsed. Characters. */
const LONGEST = 512_000;

/** A property of a kept text of this version; undefined where the text is anything else. Never throws. */
export function payload(text: unknown, property: string): unknown {
  if (typeof text !== "string" || text.length > LONGEST) return undefined;
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed !== "object" || parsed === null || !Object.hasOwn(parsed, property)) return undefined;
    const versioned = parsed as Readonly<Record<string, unknown>>;
    return versioned["v"] === VERSION ? versioned[property] : undefined;
  } catch {
    return undefined;
  }
}

const encoder = new TextEncoder();

/** Length in bytes as UTF-8. */
export const bytes = (text: string): number => encoder.encode(text).length;

/** Clocks of two machines differ; what claims to come from later than this is nonsense. */
const CLOCKS_APART = 24 * 3_600_000;

/** An instant, epoch ms, that has been: not before 1970 and not after tomorrow. */
export const hasBeen = (time: unknown, now: number): time is number =>
  typeof time === "number" && Number.isSafeInteger(time) && time >= 0 && time <= now + CLOCKS_APART;
