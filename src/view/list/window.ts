/** Which rows are on screen. Pure. */

/** Browsers cannot lay out elements of any height; beyond this one pixel of scrolling stands for more than one. */
const TALLEST = 12_000_000;
/** Rows kept mounted above and below. */
const MARGIN = 6;

export interface Window {
  readonly first: number;
  /** Behind the last row. */
  readonly end: number;
  /** Height of all rows as laid out. */
  readonly height: number;
  /** Where row 0 would begin; other rows follow at the row height. */
  readonly origin: number;
}

export function windowOf(scrollTop: number, viewHeight: number, rowHeight: number, total: number): Window {
  const real = total * rowHeight;
  const height = Math.min(real, TALLEST);
  const top = Math.max(0, Math.min(scrollTop, Math.max(0, height - viewHeight)));
  // Below the limit the ratio is 1 and rows stand where they belong.
  const ratio = real > height && height > viewHeight ? (real - viewHeight) / (height - viewHeight) : 1;
  const realTop = top * ratio;
  const first = Math.max(0, Math.floor(realTop / rowHeight) - MARGIN);
  const end = Math.min(total, Math.ceil((realTop + viewHeight) / rowHeight) + MARGIN);
  return { first, end, height, origin: top - realTop };
}

/** The scroll position that shows a row fully, or the present one where it is shown already. */
export function scrollTo(
  position: number,
  scrollTop: number,
  viewHeight: number,
  rowHeight: number,
  total: number,
): number {
  const { height, origin } = windowOf(scrollTop, viewHeight, rowHeight, total);
  const start = origin + position * rowHeight;
  if (start >= scrollTop && start + rowHeight <= scrollTop + viewHeight) return scrollTop;
  const wanted = start < scrollTop ? position * rowHeight : (position + 1) * rowHeight - viewHeight;
  const real = total * rowHeight;
  const ratio = real > height && height > viewHeight ? (height - viewHeight) / (real - viewHeight) : 1;
  return Math.max(0, wanted * ratio);
}
