import { type Column, COLUMNS, type ColumnId, widthOf } from "./list/columns";

/** Where things go at a size. Pure: the DOM is never measured for it. */
export interface Layout {
  readonly wide: boolean;
  /** Rows as cards, for narrow places. */
  readonly cards: boolean;
  /** Little height: the summary keeps to one line. */
  readonly short: boolean;
  readonly detailWidth: number;
  /** Room for the usual filters beside the search; else all of them are behind one button. */
  readonly openFilters: boolean;
  /** The top error without its words. */
  readonly codeOnly: boolean;
  readonly columns: ReadonlySet<ColumnId>;
  readonly template: string;
  readonly rowHeight: number;
}

const WIDE = 900;
const CARDS = 520;
/** From here on a card has room for it beside the trend. */
const CARDS_WITH_EXPIRY = 440;
const SHORT = 420;
const OPEN_FILTERS = 680;
const GAP = 12;
/** Padding on both sides and a scroll bar. */
const MARGIN = 32 + 16;

const CODE_ONLY = 88;
/** In a long language the header decides, which is measured with the column. */
const codeOnlyWidth = (column: Column): number => Math.max(CODE_ONLY, widthOf(column) - WORDS_OF_CODE);
/** What the words of a code take of its column. */
const WORDS_OF_CODE = 166 - CODE_ONLY;

/** Columns leave in this order when the list gets narrow; the name, the failures and the status stay. */
const LEAVING: readonly ColumnId[] = ["checklist", "nextExpiry", "lastFailure", "trend", "posture", "topError"];
/** From here on the pill of the top error keeps its number only. */
const BARE_FROM: ColumnId = "posture";

/** Width that a list with all its columns takes; `bare` leaves the top error without its words. */
const fullList = (bare: boolean): number =>
  COLUMNS.reduce(
    (sum, one) => sum + (bare && one.id === "topError" ? codeOnlyWidth(one) : widthOf(one)) + GAP,
    MARGIN - GAP,
  );
/** The overview makes room for the whole list as long as it keeps this much; a principal's page does not. */
const OVERVIEW = 300;

/** What is on the screen beside the list. */
export interface Beside {
  /** One principal only: its page, and no list. */
  readonly alone: boolean;
  /** A principal is open, not the overview. */
  readonly opened: boolean;
  readonly hasTimes: boolean;
}

export function layoutFor(width: number, height: number, { alone, opened, hasTimes }: Beside): Layout {
  const wide = width >= WIDE && !alone;
  const cards = width < CARDS;
  const usual = Math.max(360, Math.min(640, Math.round(width * 0.345)));
  const left = [fullList(false), fullList(true)].map((list) => width - list).find((rest) => rest >= OVERVIEW);
  const pane = opened || left === undefined ? usual : Math.min(usual, left);
  const detailWidth = wide ? pane : Math.min(width, 1080);
  const room = (wide ? width - detailWidth : width) - MARGIN;
  const columns = new Set<ColumnId>(COLUMNS.map((column) => column.id));
  if (!hasTimes) for (const id of ["trend", "lastFailure"] as const) columns.delete(id);
  let codeOnly = false;
  const narrow = (column: Column): number =>
    column.id === "topError" && codeOnly ? codeOnlyWidth(column) : widthOf(column);
  const fits = (): boolean =>
    COLUMNS.reduce((sum, column) => (columns.has(column.id) ? sum + narrow(column) + GAP : sum), -GAP) <= room;
  if (cards) {
    if (width < CARDS_WITH_EXPIRY) columns.delete("nextExpiry");
  } else if (!fits()) {
    // The words of the codes are the least to lose, if that keeps every column.
    codeOnly = true;
    if (!fits()) codeOnly = false;
    for (const id of LEAVING) {
      if (fits()) break;
      if (id === BARE_FROM) {
        codeOnly = true;
        if (fits()) break;
      }
      columns.delete(id);
    }
  }
  const template = COLUMNS.filter((column) => columns.has(column.id))
    .map((column) => (column.id === "name" ? `minmax(${narrow(column)}px, 1fr)` : `${narrow(column)}px`))
    .join(" ");
  const short = height < SHORT;
  const listWidth = wide ? width - detailWidth : width;
  const openFilters = !cards && listWidth >= OPEN_FILTERS;
  return { wide, cards, short, openFilters, detailWidth, codeOnly, columns, template, rowHeight: cards ? 84 : 44 };
}
