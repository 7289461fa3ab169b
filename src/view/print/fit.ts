/**
 * Paper does not scroll: what does not fit is left out whole and counted. The page must be in the document and have its
 * size; reading it makes the browser lay it out at once, so that the picture is complete when drawing returns.
 */

/** True where everything in a box of fixed size can be seen. */
export const fits = (box: Element): boolean => box.scrollHeight <= box.clientHeight + 1;

/** A part of a page: ways to draw it, the fullest first. */
export type Part = readonly HTMLElement[];

/** Appends each part in the fullest way that still fits, in order of importance; a part that fits in no way stays out. */
export function appendFitting(box: Element, parts: readonly Part[]): void {
  for (const ways of parts) {
    for (const way of ways) {
      box.append(way);
      if (fits(box)) break;
      way.remove();
    }
  }
}

/** Takes the last children away until the box is at most `height` px high; the first one stays. */
export function trim(box: HTMLElement, height: number): void {
  while (box.childElementCount > 1 && box.offsetHeight > height) box.lastElementChild?.remove();
}

/**
 * Fills a list with as many items as fit into its box, in order, and ends it with a line that counts the rest.
 * `more` words that line. Binary search, because a measurement lays the page out. A box with no room for even one item
 * goes. Returns how many are shown.
 */
export function fillList(
  box: HTMLElement,
  list: Element,
  items: readonly Element[],
  more: (left: number) => Element,
): number {
  const show = (shown: number): boolean => {
    const left = items.length - shown;
    list.replaceChildren(...items.slice(0, shown), ...(left > 0 ? [more(left)] : []));
    return fits(box);
  };
  if (show(items.length)) return items.length;
  let low = 0;
  let high = items.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (show(middle)) low = middle;
    else high = middle - 1;
  }
  show(low);
  box.hidden = low === 0;
  return low;
}
