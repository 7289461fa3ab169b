import { type Choice, choicesOf, type Column, type ColumnId, widthOf } from "./list/columns";
import type { ViewOptions } from "./options";

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
  /** The columns on screen, in order. */
  readonly columns: ReadonlySet<ColumnId>;
  /** All columns that the author shows, in order; some may have left for want of room. */
  readonly chosen: readonly ColumnId[];
  readonly template: string;
  readonly rowHeight: number;
  /** Low rows, as far as there are rows: cards keep their height. */
  readonly compact: boolean;
}

/** A card's first line with the paddings; the lines below stand only where a column is in them. */
const CARD_HEIGHT = 36;
const SECOND_LINE = { height: 26, columns: ["trend", "topError"] } as const;
const THIRD_LINE = { height: 22, columns: ["posture", "status"] } as const;
const ROW_HEIGHT = 44;
const COMPACT_HEIGHT = 32;
const WIDE = 900;
const CARDS = 520;
/** From here on a card has room for it beside the trend. */
const CARDS_WITH_EXPIRY = 440;
const SHORT = 420;
/** Search and usual filters on one line, in English. */
const OPEN_FILTERS = 748;
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
const fullList = (choices: readonly Choice[], bare: boolean): number =>
  choices.reduce(
    (sum, { column, width }) =>
      sum + (bare && column.id === "topError" ? codeOnlyWidth(column) : width || widthOf(column)) + GAP,
    MARGIN - GAP,
  );
/** The overview makes room for the whole list as long as it keeps this much; a principal's page does not. */
const OVERVIEW = 300;
/** What it gives, down to that width, for names longer than the narrowest column shows. */
const LONGER_NAMES = 72;

/** What is on the screen beside the list. */
export interface Beside {
  /** One principal only: its page, and no list. */
  readonly alone: boolean;
  /** A principal is open, not the overview. */
  readonly opened: boolean;
  readonly hasTimes: boolean;
}

export function layoutFor(
  width: number,
  height: number,
  { alone, opened, hasTimes }: Beside,
  options?: ViewOptions,
): Layout {
  const choices = choicesOf(options);
  const wide = width >= WIDE && !alone;
  const cards = width < CARDS;
  const usual = Math.max(360, Math.min(640, Math.round(width * 0.345)));
  const left = [fullList(choices, false), fullList(choices, true)]
    .map((list) => width - list)
    .find((rest) => rest >= OVERVIEW);
  const pane = opened || left === undefined ? usual : Math.min(usual, Math.max(OVERVIEW, left - LONGER_NAMES));
  const detailWidth = wide ? pane : Math.min(width, 1080);
  const room = (wide ? width - detailWidth : width) - MARGIN;
  const columns = new Set<ColumnId>(choices.map(({ column }) => column.id));
  if (!hasTimes) for (const id of ["trend", "lastFailure"] as const) columns.delete(id);
  let codeOnly = false;
  // A width that the author set may shrink to what the words need, so that the list never runs out of its place.
  const narrow = ({ column, width: own }: Choice): number => {
    const needed = column.id === "topError" && codeOnly ? codeOnlyWidth(column) : widthOf(column);
    return own === 0 ? needed : Math.min(own, needed);
  };
  const fits = (): boolean =>
    choices.reduce((sum, choice) => (columns.has(choice.column.id) ? sum + narrow(choice) + GAP : sum), -GAP) <= room;
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
  const template = choices
    .filter(({ column }) => columns.has(column.id))
    .map((choice) => trackOf(choice, narrow(choice)))
    .join(" ");
  const short = height < SHORT;
  const listWidth = wide ? width - detailWidth : width;
  const openFilters = !cards && listWidth >= OPEN_FILTERS;
  const compact = options?.density === "compact";
  const rowHeight = cards ? cardHeight(columns) : compact ? COMPACT_HEIGHT : ROW_HEIGHT;
  const chosen = choices.map(({ column }) => column.id);
  return { wide, cards, short, openFilters, detailWidth, codeOnly, columns, chosen, template, rowHeight, compact };
}

const cardHeight = (columns: ReadonlySet<ColumnId>): number =>
  [SECOND_LINE, THIRD_LINE].reduce(
    (sum, line) => sum + (line.columns.some((id) => columns.has(id)) ? line.height : 0),
    CARD_HEIGHT,
  );

function trackOf({ column, width }: Choice, narrowest: number): string {
  if (width > narrowest) return `minmax(${narrowest}px, ${width}px)`;
  return column.id === "name" && width === 0 ? `minmax(${narrowest}px, 1fr)` : `${narrowest}px`;
}
