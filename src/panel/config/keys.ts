import { say } from "../words";
import type { Mistake } from "./types";

/** Keys that would hold a secret, in any spelling. */
const SECRET = /secret|password|passwd|privatekey|apikey|accesstoken|refreshtoken|certificate/;

const plain = (key: string): string => key.toLowerCase().replaceAll(/[^a-z0-9]/g, "");

/** Every key of `value` that is not among `known`, with the known one that was probably meant. */
export function unknownKeys(value: object, known: readonly string[], within: string): Mistake[] {
  return Object.keys(value)
    .filter((key) => !known.includes(key))
    .map((key) => ({ path: within + key, message: unknownMessage(key, known) }));
}

function unknownMessage(key: string, known: readonly string[]): string {
  if (SECRET.test(plain(key))) return say("configSecret");
  const meant = known.find((one) => isNear(plain(one), plain(key)));
  return meant === undefined ? say("configUnknown") : say("configMeant", meant);
}

/** Equal but for case and signs, one contained in the other's beginning or end, or two letters apart. */
function isNear(known: string, given: string): boolean {
  if (known === given) return true;
  if (given.length < 4) return false;
  return known.startsWith(given) || known.endsWith(given) || distance(known, given) <= 2;
}

/** Levenshtein's distance; keys are short. */
function distance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) return 3;
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + same));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
