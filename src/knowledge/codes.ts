import codeData from "./codes.json";
import type { CodeEntry } from "./types";

/** Ascending by code. */
export const codeEntries = codeData as readonly CodeEntry[];

const codesByNumber = new Map(codeEntries.map((entry) => [entry.code, entry]));

/** The entry of a result code, or null for a code that the catalogue does not know. */
export function findCode(code: number): CodeEntry | null {
  return codesByNumber.get(code) ?? null;
}
