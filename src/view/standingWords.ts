import type { Standing } from "../model/standing";
import { advice } from "./advice";
import { attrs, el } from "./dom";
import type { Format } from "./format";
import { icon, type IconName } from "./icons";
import { full } from "./safeText";
import { type StringKey, text } from "./strings";
import type { StepState } from "./types";
import { stepWord } from "./words";

const SIGNS: Readonly<Partial<Record<StepState, IconName>>> = {
  planned: "calendar",
  postponed: "clock",
  dismissed: "close",
  riskAccepted: "shield",
};

/** A reader's own words, with their lines; they may come from a file. */
function written(words: string): HTMLElement {
  const node = attrs(el("bdi"), { dir: "auto" });
  for (const [i, line] of words.split(/\r?\n/).entries()) node.append(...(i > 0 ? [el("br")] : []), full(line));
  return node;
}

const labelled = (label: StringKey, words: Node | string): HTMLElement =>
  el("span", "spp-noted", el("span", "spp-muted", text("labelled", text(label), "").trimEnd()), " ", words);

/**
 * What the reader said about a step beyond a tick: its state as sign and word, reason, assignee, due day and note. Null
 * where there is nothing to say.
 */
export function standingWords(standing: Standing, format: Format): HTMLElement | null {
  const { state, reason, note, assignee, due, cameBack } = standing;
  const sign = cameBack ? "again" : SIGNS[state];
  const facts: HTMLElement[] = [];
  if (sign) {
    const chip = el("span", "spp-stepstate", icon(sign), cameBack ? text("markCameBack") : stepWord(state));
    chip.dataset["state"] = state;
    facts.push(chip);
  }
  // The sentence about a step that came back is the product's own, in English.
  if (reason !== "") facts.push(labelled("stepReason", cameBack ? advice("span", "", reason) : written(reason)));
  if (assignee !== "") facts.push(labelled("stepAssignee", written(assignee)));
  if (due !== null) facts.push(labelled("stepDue", format.utcDate(Date.parse(due))));
  if (note !== "") facts.push(labelled("stepNote", written(note)));
  return facts.length === 0 ? null : el("div", "spp-standing", ...facts);
}
