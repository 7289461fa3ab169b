import type { CommandLanguage } from "../../knowledge/types";
import type { FilledCommand } from "../../model/types";
import { advice, english } from "../advice";
import { attrs, button, el } from "../dom";
import { text } from "../strings";
import type { DetailContext } from "./context";

function certaintyTag(inferred: boolean): HTMLElement {
  const tag = el("span", "spp-tag is-unverified", text(inferred ? "inferred" : "untested"));
  if (!inferred) tag.title = text("untestedHelp");
  return tag;
}

/** A command as selectable text; the reader's own ids are coloured, missing ones are marked. */
function block({ parts, remark }: FilledCommand): HTMLElement {
  const pre = english(el("pre", "spp-pre"));
  const code = pre.appendChild(el("code", ""));
  for (const part of parts) {
    if (part.missing) code.append(el("mark", "is-missing", part.text));
    else if (part.own) code.append(el("mark", "is-own", part.text));
    else code.append(part.text);
  }
  return el("div", "", remark ? advice("p", "spp-remark", remark) : null, pre);
}

const isUnsure = ({ certainty }: FilledCommand): boolean => certainty === "unverified" || certainty === "inferred";

const label = (filled: FilledCommand, name: string, ...more: readonly HTMLElement[]): HTMLElement =>
  el(
    "div",
    "spp-commandlabel",
    advice("span", "", name),
    " ",
    isUnsure(filled) ? certaintyTag(filled.certainty === "inferred") : null,
    ...more,
  );

/** The way that the reader chose last among those that the commands offer, else the first. */
function chosen(ways: readonly FilledCommand[], { ways: liked }: DetailContext): FilledCommand {
  for (const language of liked) {
    const way = ways.find((one) => one.language === language);
    if (way !== undefined) return way;
  }
  return ways[0] as FilledCommand;
}

/** The newest choice first; earlier ones still count where it is not offered. */
function prefer(language: CommandLanguage, { ways: liked }: DetailContext): void {
  const at = liked.indexOf(language);
  if (at >= 0) liked.splice(at, 1);
  liked.unshift(language);
}

/** Ways to do one thing, one at a time; what is chosen here is shown first everywhere. */
function choice(ways: readonly FilledCommand[], key: string, context: DetailContext): HTMLElement {
  const shown = chosen(ways, context);
  const tabs = attrs(el("span", "spp-ways"), { role: "group", "aria-label": text("waysToDo", shown.label) });
  for (const way of ways) {
    const tab = button("spp-way", `way|${key}|${way.language}`, text(`way_${way.language}`));
    attrs(tab, { "aria-pressed": String(way === shown) });
    tab.addEventListener("click", () => {
      prefer(way.language, context);
      context.redraw();
    });
    tabs.append(tab);
  }
  return el("div", "spp-command", label(shown, shown.label, tabs), block(shown));
}

/** The commands of a step; neighbors with one label are ways to do the same thing. */
export function commands(all: readonly FilledCommand[], key: string, context: DetailContext): HTMLElement[] {
  const groups: FilledCommand[][] = [];
  for (const one of all) {
    const last = groups.at(-1);
    if (last?.[0]?.label === one.label) last.push(one);
    else groups.push([one]);
  }
  return groups.flatMap((ways, i) => {
    if (ways.length > 1 && context.scene.input.interactive) return [choice(ways, `${key}|${String(i)}`, context)];
    return ways.map((way) => {
      const name = ways.length > 1 ? text("commandWay", way.label, text(`way_${way.language}`)) : way.label;
      return el("div", "spp-command", label(way, name), block(way));
    });
  });
}
