import { select } from "d3";
import { bands, linear } from "./scales";
import { el } from "./dom";
import type { Format } from "./format";
import type { Layer, Tone } from "./layers";
import { count, text } from "./strings";
import { tellTip } from "./tips";
import type { Tip } from "./types";

const SVG = "http://www.w3.org/2000/svg";

export interface ChartSize {
  readonly width: number;
  readonly height: number;
  /** Room for dates below and a figure on the left; a tile has neither. */
  readonly axes: boolean;
  /** The principal that the bars are about; null or absent for all. */
  readonly index?: number | null;
}

/** Few days make a small chart, not broad blocks. */
const WIDEST_DAY = 48;

interface Bar {
  readonly day: number;
  readonly tone: Tone;
  readonly from: number;
  readonly to: number;
}

/** Stacked bars of failures by UTC day and code. */
export function stackedBars(
  days: readonly number[],
  layers: readonly Layer[],
  size: ChartSize,
  format: Format,
): SVGSVGElement {
  const { axes } = size;
  // A visual that is dragged to nothing leaves less than no room.
  const width = Math.max(1, size.width);
  const height = Math.max(1, size.height);
  const totals = totalsOf(days, layers);
  const most = Math.max(0, ...totals);
  const left = axes ? Math.max(14, format.number(most).length * 7 + 8) : 0;
  const bottom = axes ? height - 18 : height;
  const right = Math.min(width, left + days.length * WIDEST_DAY);
  const x = bands(days.length, left, right, days.length > 1 ? 0.14 : 0);
  const y = linear(Math.max(1, most), bottom, axes ? 8 : 1);
  const bars: Bar[] = [];
  days.forEach((_, day) => {
    let from = 0;
    for (const layer of layers) {
      const value = layer.values[day] ?? 0;
      if (value > 0) bars.push({ day, tone: layer.tone, from, to: from + value });
      from += value;
    }
  });

  const svg = document.createElementNS(SVG, "svg");
  const root = select(svg)
    .attr("class", "spp-bars")
    .attr("viewBox", `0 0 ${width} ${height}`)
    .attr("width", width)
    .attr("height", height)
    .attr("role", "img")
    .attr("aria-label", chartWords(days, totals, format));
  if (axes && most > 0) {
    root
      .append("path")
      .attr("class", "spp-gridline")
      .attr("d", `M${left} ${y(most)}H${width}`);
    root
      .append("text")
      .attr("class", "spp-tick")
      .attr("x", left - 6)
      .attr("y", y(most) + 4)
      .attr("text-anchor", "end")
      .text(format.number(most));
  }
  root
    .selectAll("rect.spp-bar")
    .data(bars)
    .join("rect")
    .attr("class", (bar) => `spp-bar is-${bar.tone}`)
    .attr("x", (bar) => x.at(bar.day))
    .attr("width", Math.max(0.5, x.width))
    // A gap of half a pixel parts the codes of one day; a small figure still shows one pixel.
    .attr("y", (bar) => Math.min(y(bar.to), y(bar.from) - 1))
    .attr("height", (bar) => Math.max(1, y(bar.from) - y(bar.to) - (bar.from > 0 ? 1 : 0)));
  root
    .append("path")
    .attr("class", "spp-baseline")
    .attr("d", `M${left} ${bottom + 0.5}H${width}`);
  if (axes) {
    const shown = days.length > 2 ? [0, Math.floor((days.length - 1) / 2), days.length - 1] : days.map((_, i) => i);
    root
      .selectAll("text.spp-date")
      .data(shown)
      .join("text")
      .attr("class", "spp-tick spp-date")
      .attr("y", height - 3)
      .attr("x", (day, i) => (i === 0 ? left : day === days.length - 1 ? right : x.at(day) + x.width / 2))
      .attr("text-anchor", (day, i) => (i === 0 ? "start" : day === days.length - 1 ? "end" : "middle"))
      .text((day) => format.utcDay(days[day] ?? 0));
  }
  root
    .selectAll("rect.spp-hit")
    .data(days.map((_, day) => day))
    .join("rect")
    .attr("class", "spp-hit")
    .attr("x", (day) => x.at(day))
    .attr("width", Math.max(0.5, x.step))
    .attr("height", bottom)
    .append("title")
    .text((day) => dayWords(day, days, layers, totals, format));
  const index = size.index ?? null;
  svg.querySelectorAll(".spp-hit").forEach((hit, day) => {
    tellTip(hit, () => dayTip(index, day, days, layers, totals, format));
  });
  return svg;
}

function totalsOf(days: readonly number[], layers: readonly Layer[]): number[] {
  return days.map((_, day) => layers.reduce((total, { values }) => total + (values[day] ?? 0), 0));
}

function dayWords(
  day: number,
  days: readonly number[],
  layers: readonly Layer[],
  totals: readonly number[],
  format: Format,
): string {
  const parts = layers
    .filter((layer) => (layer.values[day] ?? 0) > 0)
    .map((layer) => text("labelled", layer.label, format.number(layer.values[day] ?? 0)));
  const total = totals[day] ?? 0;
  const words = count(total, "failuresCount", format.number(total));
  return [text("dayFailures", format.utcDay(days[day] ?? 0), words), ...parts].join("\n");
}

/** The same for the host's tooltip, a line for each code. */
function dayTip(
  index: number | null,
  day: number,
  days: readonly number[],
  layers: readonly Layer[],
  totals: readonly number[],
  format: Format,
): Tip {
  const total = totals[day] ?? 0;
  const all = { name: format.utcDay(days[day] ?? 0), value: count(total, "failuresCount", format.number(total)) };
  const some = layers.filter(({ values }) => (values[day] ?? 0) > 0);
  const each = some.map(({ label, values }) => ({ name: label, value: format.number(values[day] ?? 0) }));
  return { index, lines: [all, ...each] };
}

function chartWords(days: readonly number[], totals: readonly number[], format: Format): string {
  const first = days[0];
  const last = days[days.length - 1];
  const most = totals.indexOf(Math.max(0, ...totals));
  if (first === undefined || last === undefined) return text("noTimes");
  return text(
    "chartWords",
    format.utcDay(first),
    format.utcDay(last),
    format.number(totals.reduce((all, one) => all + one, 0)),
    format.utcDay(days[most] ?? first),
    format.number(totals[most] ?? 0),
  );
}

/** Swatch, code and total of each layer. */
export function legend(layers: readonly Layer[], format: Format): HTMLElement {
  const list = el("ul", "spp-legend");
  for (const layer of layers) {
    list.append(
      el(
        "li",
        "",
        el("span", `spp-swatch is-${layer.tone}`),
        el("b", "", layer.label),
        ` ${format.number(layer.total)}`,
      ),
    );
  }
  return list;
}

/** The same figures as a list for those who cannot see the bars. */
export function chartText(days: readonly number[], layers: readonly Layer[], format: Format): HTMLElement {
  const totals = totalsOf(days, layers);
  const list = el("ul", "spp-sr");
  days.forEach((_, day) => {
    if ((totals[day] ?? 0) > 0) {
      list.append(el("li", "", dayWords(day, days, layers, totals, format).replaceAll("\n", text("comma"))));
    }
  });
  return list;
}
