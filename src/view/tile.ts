import { findCode } from "../knowledge";
import { stackedBars } from "./charts";
import { layersOf } from "./layers";
import { el } from "./dom";
import { noFailures, noRowsTitle } from "./pages/empty";
import { roughWidth } from "./measure";
import { foreign } from "./safeText";
import type { Scene } from "./scene";
import { createOrders, INITIAL_STATE } from "./state";
import { count, text } from "./strings";
import { change } from "./summary";
import { principalTip, tellTip } from "./tips";

const ROW = 22;
/** A chart lower than this says nothing. */
const LOWEST_CHART = 44;
const WORST = 3;
/** Between the number and its words. */
const GAP = 12;
/** The arrow before a change. */
const SIGN = 14;
/** What a second line of words takes more. */
const SECOND_LINE = 14;

/** Words beside the number: the long ones where they fit on a line, else the short ones, on two lines if need be. */
function wordsFor(
  choices: readonly [string, string],
  room: number,
  fontSize: number,
): { words: string; long: boolean } {
  const fits = (words: string): boolean => roughWidth(words, fontSize) <= room;
  const [full, short] = choices;
  if (fits(full)) return { words: full, long: false };
  return { words: short, long: !fits(short) };
}

/** `▲ 4 more than in the 15 days before`; a tight tile keeps the words for those who cannot see the arrow. */
function changeOf({ snapshot, format }: Scene, room: number): HTMLElement | null {
  const value = snapshot.totals.principalsChange;
  const half = Math.floor(snapshot.days.length / 2);
  const words = count(half, (value ?? 0) > 0 ? "moreThan" : "fewerThan", format.number(half));
  const figure = format.number(Math.abs(value ?? 0));
  const said = `${figure} ${words}`;
  return roughWidth(said, 13) + SIGN <= room ? change(value, said, "") : change(value, figure, words);
}

/** What a table of credentials alone can say. */
function credentialWords({ snapshot, format }: Scene): string {
  const { principals, expired, expiring, expiringDays } = snapshot.totals;
  return [
    count(principals, "principalsCount", format.number(principals)),
    text("tileExpired", format.number(expired)),
    `${format.number(expiring)} ${count(expiring, "expiringLabel", format.number(expiringDays))}`,
  ].join(" · ");
}

/** A dashboard tile: one number, one trend, the worst three. Nothing in it can be operated. */
export function createTile(): { readonly element: HTMLElement; update(scene: Scene): void } {
  const element = el("div", "spp-tile");
  const orders = createOrders();

  function worst(scene: Scene, rows: number, width: number): HTMLElement | null {
    const { snapshot, format } = scene;
    const { columns } = snapshot;
    const order = orders.of(snapshot, INITIAL_STATE);
    const list = el("ul", "spp-tilelist");
    const most = columns.failures[order[0] ?? 0] ?? 0;
    const shown = [...order.subarray(0, rows)].filter((index) => (columns.failures[index] ?? 0) > 0);
    const largest = Math.max(most, ...shown.map((index) => columns.failures[index] ?? 0));
    for (const index of shown) {
      const failures = columns.failures[index] ?? 0;
      const code = columns.topCode[index] ?? -1;
      const bar = el("i");
      bar.style.inlineSize = `${((failures / largest) * 100).toFixed(1)}%`;
      const codeWord = el(
        "span",
        snapshot.watchedCodes.includes(code) ? "spp-tilecode is-watched" : "spp-tilecode",
        code < 0 ? "" : String(code),
      );
      codeWord.title = findCode(code)?.meaning ?? "";
      const item = el(
        "li",
        "",
        foreign(columns.name[index] || columns.appId[index] || columns.id[index] || text("noName"), "spp-tilename"),
        width >= 300 ? el("span", "spp-tilebar", bar) : null,
        el("b", "spp-number", format.number(failures)),
        codeWord,
      );
      tellTip(item, () => principalTip(scene, index));
      list.append(item);
    }
    return shown.length > 0 ? list : null;
  }

  /** One line instead of a figure: what is not known is not 0. */
  function words(title: string, under: string): void {
    element.replaceChildren(el("p", "spp-tiletitle", title), under ? el("p", "spp-muted", under) : "");
  }

  return {
    element,
    update(scene) {
      const { snapshot, format, input } = scene;
      const { totals, days, source, columns } = snapshot;
      const { width, height } = input;
      const tight = width < 230 || height < 130;
      element.classList.toggle("is-tight", tight);
      if (columns.count === 0) {
        words(noRowsTitle(scene), "");
        return;
      }
      if (totals.signIns === 0) {
        words(text("onlyCredentials"), credentialWords(scene));
        return;
      }
      const padding = tight ? 10 : 12;
      const partial = source.truncated || source.loading;
      const figure = format.number(totals.failing);
      const beside = width - 2 * padding - roughWidth(figure, tight ? 30 : 36) - GAP;
      const short = partial ? text("tilePartial") : count(totals.failing, "tileFailingShort");
      const full = partial || tight ? short : count(totals.failing, "tileFailing");
      const { words: what, long } = wordsFor([full, short], beside, tight ? 12 : 13);
      const head = (tight ? 34 : 42) + (long ? SECOND_LINE : 0);
      const series = snapshot.dailyTotals();
      const room = height - 2 * padding - head - 6;
      const rows = Math.max(0, Math.min(WORST, Math.floor((room - LOWEST_CHART) / ROW)));
      const list = rows > 0 ? worst(scene, rows, width) : null;
      const chartHeight = Math.floor(room - (list ? list.childElementCount * ROW + 6 : 0));
      const number = el("b", totals.failing > 0 ? "spp-tilenumber" : "spp-tilenumber is-none", figure);
      const under =
        (partial ? null : changeOf(scene, width < 300 ? 0 : beside)) ??
        el("span", "spp-muted", source.to === null ? "" : text("dataTo", format.shortInstant(source.to)));
      const said = el("span", long ? "spp-tilewords is-long" : "spp-tilewords", el("span", "", what), under);
      const top = el("div", "spp-tilehead", number, said);
      if (long) top.style.blockSize = `${head}px`;
      const parts: (Node | null)[] = [top];
      if (totals.failures === 0) {
        parts.push(el("p", "spp-muted", noFailures(scene)));
      } else if (days.length > 0 && chartHeight >= 24) {
        const layers = layersOf(series, snapshot.watchedCodes);
        const size = { width: width - 2 * padding, height: Math.min(chartHeight, 400), axes: chartHeight > 200 };
        parts.push(stackedBars(days, layers, size, format));
      }
      parts.push(list);
      element.replaceChildren(...parts.filter((part) => part !== null));
    },
  };
}
