import { el } from "../dom";
import { roughWidth } from "../measure";
import type { Scene } from "../scene";
import { count, text } from "../strings";
import { change } from "../summary";
import { codesInBrief } from "../words";

/** The arrow before a change. */
const SIGN = 14;
/** Bold figures in a line of words. */
const BOLD = 1.08;
/** Rows that end this long before now make a tile of today's date a wrong promise. */
const STALE = 2 * 86_400_000;

/** The longest words that fit on a line; where none does, the second on two lines if they may, else the last. */
export function wordsFor(
  choices: readonly [string, string, string],
  room: number,
  fontSize: number,
  mayWrap: boolean,
): { readonly words: string; readonly long: boolean } {
  const fits = (words: string): boolean => roughWidth(words, fontSize) <= room;
  const [full, short, least] = choices;
  if (fits(full)) return { words: full, long: false };
  if (fits(short)) return { words: short, long: false };
  return mayWrap ? { words: short, long: true } : { words: least, long: false };
}

/** `▲ 4 more than in the 15 days before`; a tight tile keeps the words for those who cannot see the arrow. */
export function changeOf({ snapshot, format }: Scene, room: number, fontSize: number): HTMLElement | null {
  const value = snapshot.totals.principalsChange;
  const half = Math.floor(snapshot.days.length / 2);
  const words = count(half, (value ?? 0) > 0 ? "moreThan" : "fewerThan", format.number(half));
  const figure = format.number(Math.abs(value ?? 0));
  const said = `${figure} ${words}`;
  return roughWidth(said, fontSize) + SIGN <= room ? change(value, said, "") : change(value, figure, words);
}

/** Whether the newest row is too old for figures of today. */
export const isStale = ({ snapshot: { source, now } }: Scene): boolean => source.to !== null && now - source.to > STALE;

/** `Data to 23 Nov, 12:40 CET`; an old one with its year. */
export function dataWords(scene: Scene): string {
  const { source } = scene.snapshot;
  if (source.to === null) return "";
  return text("dataTo", isStale(scene) ? scene.format.utcDate(source.to) : scene.times.shortInstant(source.to));
}

/** `■ 50171: 214 in 3 cases`, the bars' own sign before it; beside it what the data reach to, where that fits. */
export function watchedLine(scene: Scene, room: number, fontSize: number, beside: string): HTMLElement {
  const { snapshot, format } = scene;
  const { watchedFailures, watchedCases } = snapshot.totals;
  const codes = snapshot.watchedCodes.join(text("comma"));
  const atLeast = snapshot.source.truncated ? "≥ " : "";
  const figure = atLeast + format.number(watchedFailures);
  const full =
    watchedFailures === 0
      ? text("tileWatchedNone", codes)
      : count(watchedCases, "tileWatched", codes, figure, format.number(watchedCases));
  const taken = (words: string): number => Math.ceil(roughWidth(words, fontSize) * BOLD) + SIGN;
  // The figure stays, whatever the number of codes.
  const ways = [
    full,
    text("labelled", codes, figure),
    text("labelled", codesInBrief(snapshot.watchedCodes, 1), figure),
  ];
  const words = ways.find((one) => taken(one) <= room) ?? ways.at(-1) ?? "";
  const node = el("p", "spp-tilewatched", el("span", "spp-swatch is-watched"), el("b", "", words));
  node.classList.toggle("is-none", watchedFailures === 0);
  if (words !== full) node.title = full;
  if (beside !== "" && taken(words) + roughWidth(beside, 12) + 16 <= room) {
    node.append(el("span", "spp-tiledata", beside));
  }
  return node;
}

/** What a table of credentials alone can say. */
export function credentialWords({ snapshot, format }: Scene): string {
  const { principals, expired, expiring, expiringDays } = snapshot.totals;
  return [
    count(principals, "principalsCount", format.number(principals)),
    text("tileExpired", format.number(expired)),
    `${format.number(expiring)} ${count(expiring, "expiringLabel", format.number(expiringDays))}`,
  ].join(" · ");
}
