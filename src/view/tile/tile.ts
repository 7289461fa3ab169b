import { legend, stackedBars } from "../charts";
import { el } from "../dom";
import { icon } from "../icons";
import { layersOf } from "../layers";
import { roughWidth } from "../measure";
import type { TileParts } from "../options";
import { noFailures, noRowsTitle } from "../pages/empty";
import type { Scene } from "../scene";
import { createOrders, INITIAL_STATE } from "../state";
import { count, text } from "../strings";
import { planTile, scaleOf, type TilePlan } from "./plan";
import { changeOf, credentialWords, dataWords, isStale, watchedLine, wordsFor } from "./words";
import { worst } from "./worst";

const ALL: TileParts = { change: true, trend: true, worst: 3, watched: true };
/** Between the number and its words. */
const GAP = 12;

/** A dashboard tile: one number, one trend, the worst three. Nothing in it can be operated. */
export function createTile(): { readonly element: HTMLElement; update(scene: Scene): void } {
  const element = el("div", "spp-tile");
  const orders = createOrders();

  function worstFailing({ snapshot }: Scene): readonly number[] {
    const { columns } = snapshot;
    const order = orders.of(snapshot, INITIAL_STATE);
    return [...order.subarray(0, 3)].filter((index) => (columns.failures[index] ?? 0) > 0);
  }

  /** Words instead of a figure: what is not known is not 0. */
  function words(...lines: readonly (HTMLElement | string)[]): void {
    const [title, ...under] = lines;
    element.replaceChildren(
      el("p", "spp-tiletitle", title),
      ...under.filter((one) => one !== "").map((one) => el("p", "spp-muted", one)),
    );
  }

  /** The number and what it counts, with the change or, where there is none, what the data reach to. */
  function headOf(scene: Scene, plan: TilePlan, what: { words: string; long: boolean }, changes: boolean): HTMLElement {
    const { totals, source } = scene.snapshot;
    const partial = source.truncated || source.loading;
    const figure = scene.format.number(totals.failing);
    const room = plan.width - roughWidth(figure, plan.figure) - GAP;
    const number = el("b", totals.failing > 0 ? "spp-tilenumber" : "spp-tilenumber is-none", figure);
    const changed = partial || !changes ? null : changeOf(scene, room, plan.words);
    const data = dataWords(scene);
    const fits = roughWidth(data, plan.words) <= room;
    const late = isStale(scene) && fits;
    const under = late || changed === null ? el("span", "spp-muted", fits ? data : "") : changed;
    const said = el("span", "spp-tilewords", el("span", "", what.words), under.textContent === "" ? null : under);
    said.classList.toggle("is-long", what.long);
    return el("div", "spp-tilehead", number, said);
  }

  return {
    element,
    update(scene) {
      const { snapshot, format, input } = scene;
      const { totals, days, source, columns } = snapshot;
      const { width, height } = input;
      const parts = input.options?.tile ?? ALL;
      const scale = scaleOf(width, height);
      element.className = `spp-tile is-${scale}`;
      if (columns.count === 0) {
        words(noRowsTitle(scene));
        return;
      }
      if (totals.signIns === 0) {
        words(text("onlyCredentials"), credentialWords(scene));
        return;
      }
      const partial = source.truncated || source.loading;
      const figure = format.number(totals.failing);
      const named = worstFailing(scene);
      const needs = { width, height, parts, hasDays: days.length > 0 && totals.failures > 0, named: named.length };
      const first = planTile({ ...needs, more: 0 });
      const beside = first.width - roughWidth(figure, first.figure) - GAP;
      const short = partial ? text("tilePartial") : count(totals.failing, "tileFailingShort");
      const full = partial || scale === "tiny" || scale === "small" ? short : count(totals.failing, "tileFailing");
      const least = partial ? text("tilePartial") : text("stateFailing");
      const what = wordsFor([full, short, least], beside, first.words, scale !== "tiny" || partial);
      // A long language takes a second line for what the number counts.
      const plan = what.long ? planTile({ ...needs, more: first.words + 2 }) : first;
      element.style.setProperty("--spp-tile-padding", `${String(plan.padding)}px`);
      const top = headOf(scene, plan, what, parts.change);
      top.style.blockSize = `${String(plan.head)}px`;
      const side = [source.isSample && scale === "large" ? text("sample") : "", isStale(scene) ? "" : dataWords(scene)];
      const data = side.filter((one) => one !== "").join(" · ");
      const body: (Node | null)[] = [top, plan.watched > 0 ? watchedLine(scene, plan.width, plan.words, data) : null];
      if (totals.failures === 0 && plan.scale !== "tiny") {
        body.push(el("p", "spp-tilegood", icon("check"), el("span", "", noFailures(scene))));
      } else if (plan.chart > 0) {
        const layers = layersOf(snapshot.dailyTotals(), snapshot.watchedCodes);
        body.push(stackedBars(days, layers, { width: plan.width, height: plan.chart, axes: plan.axes }, format));
        const others = plan.watched > 0 ? layers.filter(({ tone }) => tone !== "watched") : layers;
        if (plan.legend > 0) body.push(legend(others, format));
      }
      const list = plan.rows > 0 ? worst(scene, named.slice(0, plan.rows), plan) : null;
      const main = el("div", "spp-tilemain", ...body);
      main.style.inlineSize = `${String(plan.width)}px`;
      element.classList.toggle("is-aside", plan.aside > 0 && list !== null);
      if (list && plan.aside > 0) list.style.inlineSize = `${String(plan.aside)}px`;
      element.replaceChildren(main, list ?? "");
    },
  };
}
