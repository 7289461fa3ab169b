import { STATES } from "../../model/types";
import { roughWidth, widthOnTwoLines } from "../measure";
import type { ViewOptions } from "../options";
import type { SortKey } from "../state";
import { type Language, speaks, type StringKey, text } from "../strings";
import { kindWord, statusWord } from "../words";

export type ColumnId =
  "name" | "failures" | "trend" | "topError" | "posture" | "nextExpiry" | "lastFailure" | "status" | "checklist";

export interface Column {
  readonly id: ColumnId;
  readonly label: StringKey;
  /** Null: the figures of this column are made on demand, so it cannot be sorted by. */
  readonly sort: SortKey | null;
  /** Narrowest width in which header and words fit in English, in px. */
  readonly width: number;
}

export const COLUMNS: readonly Column[] = [
  { id: "name", label: "columnName", sort: "name", width: 120 },
  { id: "failures", label: "columnFailures", sort: "failures", width: 68 },
  { id: "trend", label: "columnTrend", sort: null, width: 80 },
  { id: "topError", label: "columnTopError", sort: "topCode", width: 166 },
  { id: "posture", label: "columnPosture", sort: "posture", width: 162 },
  { id: "nextExpiry", label: "columnNextExpiry", sort: "expiry", width: 66 },
  { id: "lastFailure", label: "columnLastFailure", sort: "lastFailure", width: 78 },
  { id: "status", label: "columnStatus", sort: "status", width: 106 },
  { id: "checklist", label: "columnChecklist", sort: null, width: 64 },
];

/** A column that the author shows; width 0 leaves it to the words. */
export interface Choice {
  readonly column: Column;
  readonly width: number;
}

/** The columns to show, in order; without a choice all of them, as they stand in the table. */
export function choicesOf(options: ViewOptions | undefined): readonly Choice[] {
  if (options === undefined) return COLUMNS.map((column) => ({ column, width: 0 }));
  return options.columns.flatMap(({ id, width }) =>
    COLUMNS.filter((column) => column.id === id).map((column) => ({ column, width })),
  );
}

/**
 * Puts cells in the order of the columns that are shown and counts them for assistive technology; the others stay
 * behind them, where the style sheet hides them.
 */
export function arrange(parent: Element, cells: ReadonlyMap<ColumnId, Element>, chosen: readonly ColumnId[]): void {
  const rest = COLUMNS.map(({ id }) => id).filter((id) => !chosen.includes(id));
  for (const [i, id] of [...chosen, ...rest].entries()) {
    const cell = cells.get(id);
    if (cell === undefined) continue;
    if (i < chosen.length) cell.setAttribute("aria-colindex", String(i + 1));
    else cell.removeAttribute("aria-colindex");
    if (parent.children[i] !== cell) parent.insertBefore(cell, parent.children[i] ?? null);
  }
}

/** The arrow of a sorted column, and a sign before words, each with its gap. */
const ARROW = 11;
const SIGN = 17;
/** Bold letters are a little broader. */
const BOLD = 1.06;
/** Longer words of a chip end in an ellipsis. */
const WIDEST_CHIP = 216;

/** Words that stand in a column's cells, the longest usual ones. */
function wordsIn(id: ColumnId): readonly string[] {
  switch (id) {
    case "posture":
      return [
        text("postureDaysLeft", kindWord("certificate"), "300"),
        text("postureOnlyDays", kindWord("secret"), "30"),
        text("postureExpired", kindWord("secret")),
        text("postureLifetimeYears", kindWord("secret"), "2"),
        kindWord("managedIdentity"),
      ];
    case "status":
      return [...STATES.map((state) => statusWord(state, 1)), statusWord(null, 1), statusWord(null, 0)];
    case "nextExpiry":
      // An expired one says so on a line of its own.
      return [text("expiresIn", text("days", "365")), text("ended"), text("endedAgo", text("days", "365"))];
    case "lastFailure":
      return [text("minutes", "59"), text("hours", "47"), text("days", "365")];
    default:
      return [];
  }
}

function measure({ id, label, sort, width }: Column): number {
  const header = Math.ceil(widthOnTwoLines(text(label), 12) * BOLD) + (sort === null ? 0 : ARROW);
  const sign = id === "posture" || id === "status" ? SIGN : 0;
  const cells = Math.max(0, ...wordsIn(id).map((words) => roughWidth(words, 13) + sign));
  return Math.max(width, header, Math.min(cells, WIDEST_CHIP));
}

let measured: { readonly language: Language; readonly widths: ReadonlyMap<ColumnId, number> } | null = null;

/** What the words of a status take; beside them a card has room for others. */
export function statusWidth(): number {
  return Math.max(...COLUMNS.filter(({ id }) => id === "status").map(widthOf));
}

/** Narrowest width in which a column's header and words fit in the interface's language. */
export function widthOf(column: Column): number {
  const language = speaks();
  // The table above is exact for English.
  if (language.isEnglish) return column.width;
  if (measured?.language !== language) {
    measured = { language, widths: new Map(COLUMNS.map((one) => [one.id, measure(one)])) };
  }
  return measured.widths.get(column.id) ?? column.width;
}
