import { COLUMNS, type ColumnId } from "./list/columns";

/** Where things go at a size. Pure: the DOM is never measured for it. */
export interface Layout {
  readonly wide: boolean;
  /** Rows as cards, for narrow places. */
  readonly cards: boolean;
  /** Little height: the summary keeps to one line. */
  readonly short: boolean;
  readonly detailWidth: number;
  readonly columns: ReadonlySet<ColumnId>;
  readonly template: string;
  readonly rowHeight: number;
}

const WIDE = 900;
const CARDS = 520;
const SHORT = 420;
const GAP = 16;
/** Padding on both sides and a scroll bar. */
const MARGIN = 32 + 16;

/** Columns leave in this order when the list gets narrow; the name, the failures and the status stay. */
const LEAVING: readonly ColumnId[] = ["checklist", "lastFailure", "trend", "posture", "topError"];

export function layoutFor(width: number, height: number, alone: boolean, hasTimes: boolean): Layout {
  const wide = width >= WIDE && !alone;
  const cards = width < CARDS;
  const detailWidth = wide ? Math.max(360, Math.min(640, Math.round(width * 0.35))) : Math.min(width, 1080);
  const room = (wide ? width - detailWidth : width) - MARGIN;
  const columns = new Set<ColumnId>(COLUMNS.map((column) => column.id));
  if (!hasTimes) for (const id of ["trend", "lastFailure"] as const) columns.delete(id);
  const needed = (): number =>
    COLUMNS.reduce((sum, column) => (columns.has(column.id) ? sum + column.width + GAP : sum), -GAP);
  if (!cards) {
    for (const id of LEAVING) {
      if (needed() <= room) break;
      columns.delete(id);
    }
  }
  const template = COLUMNS.filter((column) => columns.has(column.id))
    .map((column) => (column.id === "name" ? `minmax(${column.width}px, 1fr)` : `${column.width}px`))
    .join(" ");
  return { wide, cards, short: height < SHORT, detailWidth, columns, template, rowHeight: cards ? 84 : 44 };
}
