import { attrs, el } from "./dom";
import { full } from "./safeText";
import { speaks } from "./strings";

/**
 * Advice, from the knowledge and from the rows, is English in every language of the interface. Where that is another
 * one, its elements say so, for voices, fonts and hyphens, and keep their direction.
 */
export function english<T extends Element>(node: T): T {
  return speaks().isEnglish ? node : attrs(node, { lang: "en", dir: "ltr" });
}

/** Words of the interface inside of advice. */
export function own<T extends Element>(node: T): T {
  const { isEnglish, tag, dir } = speaks();
  return isEnglish ? node : attrs(node, { lang: tag, dir });
}

/** An element that holds a piece of advice. */
export function advice<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className: string,
  words: string,
): HTMLElementTagNameMap[K] {
  return english(el(tag, className, full(words)));
}
