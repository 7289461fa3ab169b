import type { TileParts } from "../options";

/** How a tile of a size is filled, all in px. Pure: nothing is measured, and the parts never add up to more than the tile. */
export interface TilePlan {
  readonly scale: "tiny" | "small" | "medium" | "large";
  readonly padding: number;
  /** Font sizes of the number and of the words beside it. */
  readonly figure: number;
  readonly words: number;
  /** Height of the number's line. */
  readonly head: number;
  /** Height of the line about the watched codes; 0 leaves it out. */
  readonly watched: number;
  /** Height of the bars; 0 leaves them out. */
  readonly chart: number;
  readonly axes: boolean;
  /** Height of the legend; 0 leaves it out. */
  readonly legend: number;
  readonly rows: number;
  readonly rowHeight: number;
  /** Width of the list beside the rest; 0 puts it below. */
  readonly aside: number;
  /** Width of number, words and bars. */
  readonly width: number;
}

/** What there is to show, whatever the room. */
export interface TileNeeds {
  readonly width: number;
  readonly height: number;
  readonly parts: TileParts;
  readonly hasDays: boolean;
  /** Principals that could be named. */
  readonly named: number;
  /** What the words beside the number take more than their line. */
  readonly more: number;
}

interface Scale {
  readonly padding: number;
  readonly figure: number;
  readonly words: number;
  readonly head: number;
  readonly line: number;
  readonly row: number;
  /** Bars lower than this say nothing. */
  readonly chart: number;
}

const SCALES = {
  tiny: { padding: 8, figure: 30, words: 12, head: 34, line: 16, row: 18, chart: 32 },
  small: { padding: 10, figure: 30, words: 12, head: 34, line: 16, row: 18, chart: 36 },
  medium: { padding: 12, figure: 36, words: 13, head: 42, line: 18, row: 20, chart: 32 },
  large: { padding: 18, figure: 48, words: 15, head: 58, line: 24, row: 34, chart: 90 },
} as const satisfies Record<string, Scale>;

/** Between two parts. */
export const PART_GAP = 4;
const LIST_GAP = 6;
const ASIDE_GAP = 24;
const LEGEND = 22;
/** Bars of this height and more have room for dates and a figure. */
const AXES = 110;

export function scaleOf(width: number, height: number): TilePlan["scale"] {
  if (width < 160 || height < 100) return "tiny";
  if (width < 230 || height < 130) return "small";
  return width >= 480 && height >= 300 ? "large" : "medium";
}

/** Number first, then the watched codes, the trend, and as many of the worst as are left room for. */
export function planTile({ width, height, parts, hasDays, named, more }: TileNeeds): TilePlan {
  const scale = scaleOf(width, height);
  const size: Scale = SCALES[scale];
  const wanted = Math.max(0, Math.min(3, Math.floor(parts.worst), named));
  const inner = Math.max(0, height - 2 * size.padding);
  const head = Math.min(inner, size.head + more);
  const beside = scale === "medium" && width >= 440 && width > 2.2 * height && wanted > 0;
  const aside = beside ? Math.round(Math.min(360, width * 0.46)) : 0;
  let room = inner - head;
  const take = (amount: number): number => {
    if (amount + PART_GAP > room) return 0;
    room -= amount + PART_GAP;
    return amount;
  };
  const watched = parts.watched && scale !== "tiny" ? take(size.line) : 0;
  const least = parts.trend && hasDays ? size.chart + PART_GAP : 0;
  const listRoom = beside ? inner : room - LIST_GAP - Math.min(least, room);
  const rows = scale === "tiny" ? 0 : Math.max(0, Math.min(wanted, Math.floor(listRoom / size.row)));
  if (!beside && rows > 0) room -= rows * size.row + LIST_GAP;
  const legend = least > 0 && scale === "large" && room > least + LEGEND + PART_GAP ? take(LEGEND) : 0;
  const chart = least > 0 && room >= least ? room - PART_GAP : 0;
  return {
    scale,
    padding: size.padding,
    figure: size.figure,
    words: size.words,
    head,
    watched,
    chart,
    axes: chart >= AXES && scale === "large",
    legend,
    rows,
    rowHeight: beside && rows > 0 ? Math.min(32, Math.floor(inner / rows)) : size.row,
    aside,
    width: Math.max(0, width - 2 * size.padding - (aside > 0 ? aside + ASIDE_GAP : 0)),
  };
}
