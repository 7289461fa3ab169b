import { findCode } from "../../knowledge/codes";
import { english } from "../advice";
import { el } from "../dom";
import { roughWidth } from "../measure";
import { foreign } from "../safeText";
import type { Scene } from "../scene";
import { stateAt, stateBadge } from "../shapes";
import { principalTip, tellTip } from "../tips";
import { principalName, statusWord } from "../words";
import type { TilePlan } from "./plan";

/** A bar needs this much beside the name. */
const WITH_BAR = 276;
/** Font sizes of figures and codes, px. */
const LETTER = 13;
const LARGE_LETTER = 15;

/** Failing principals by name, worst first: magnitude, failures, code, and on a large tile what code and state mean. */
export function worst(scene: Scene, indexes: readonly number[], plan: TilePlan): HTMLElement {
  const { snapshot, format } = scene;
  const { columns } = snapshot;
  const large = plan.scale === "large";
  const width = plan.aside > 0 ? plan.aside : plan.width;
  const list = el("ul", "spp-tilelist");
  const figures = indexes.map((index) => format.number(columns.failures[index] ?? 0));
  const codes = indexes.map((index) => columns.topCode[index] ?? -1);
  const widest = (words: readonly string[]): number =>
    Math.max(...words.map((one) => roughWidth(one, large ? LARGE_LETTER : LETTER)));
  // Columns line up although each row is a flex box of its own.
  list.style.setProperty("--spp-tile-count", `${String(Math.ceil(widest(figures) * 1.1))}px`);
  list.style.setProperty("--spp-tile-code", `${String(Math.ceil(widest(codes.map(String)) * 1.05))}px`);
  list.style.setProperty("--spp-tile-row", `${String(plan.rowHeight)}px`);
  const largest = Math.max(1, ...indexes.map((index) => columns.failures[index] ?? 0));
  indexes.forEach((index, i) => {
    const code = codes[i] ?? -1;
    const entry = findCode(code);
    const bar = el("i");
    bar.style.inlineSize = `${(((columns.failures[index] ?? 0) / largest) * 100).toFixed(1)}%`;
    const codeWord = el("span", "spp-tilecode", code < 0 ? "" : String(code));
    codeWord.classList.toggle("is-watched", snapshot.watchedCodes.includes(code));
    codeWord.title = entry?.meaning ?? "";
    const state = stateAt(columns.status[index] ?? 255);
    const item = el(
      "li",
      "",
      foreign(principalName(snapshot, index), "spp-tilename"),
      large ? stateBadge(state, statusWord(state, columns.signIns[index] ?? 0)) : null,
      width >= WITH_BAR ? el("span", "spp-tilebar", bar) : null,
      el("b", "spp-number", figures[i]),
      codeWord,
      large ? english(el("span", "spp-tileshort", entry?.short ?? "")) : null,
    );
    tellTip(item, () => principalTip(scene, index));
    list.append(item);
  });
  return list;
}
