import type { DailySeries } from "../../model/types";
import { chartText, legend, stackedBars } from "../charts";
import { layersOf } from "../layers";
import { el } from "../dom";
import type { Scene } from "../scene";
import { count, text } from "../strings";

/** Heading, bars, legend and the figures as text. */
export function dailyChart(
  scene: Scene,
  series: DailySeries,
  width: number,
  height: number,
  index: number | null = null,
): HTMLElement {
  const { snapshot, format } = scene;
  const { days } = snapshot;
  const section = el("section", "spp-section");
  section.append(
    el(
      "h3",
      "spp-h",
      text("failuresByDay"),
      " ",
      el("small", "", days.length > 0 ? count(days.length, "lastDaysUtc", format.number(days.length)) : ""),
    ),
  );
  if (days.length === 0) {
    section.append(el("p", "spp-muted", text("noTimes")));
    return section;
  }
  const layers = layersOf(series, scene.snapshot.watchedCodes);
  section.append(
    stackedBars(days, layers, { width, height, axes: true, index }, format),
    layers.length > 0 ? legend(layers, format) : el("p", "spp-muted", text("trendNone")),
    chartText(days, layers, format),
  );
  return section;
}
