import type { Case, ChecklistStep, FilledCommand } from "../../model/types";
import { advice, english } from "../advice";
import { el, hiddenText } from "../dom";
import { icon } from "../icons";
import { isDone, progressOf, type Scene, standing } from "../scene";
import { shown } from "../safeText";
import { count, text } from "../strings";
import { standingWords } from "../standingWords";
import { drawSource } from "../words";
import { fillList, fits } from "./fit";

/** A box to tick with a pen; what is done already carries its tick. */
function item(scene: Scene, shownCase: Case, step: ChecklistStep, next: boolean): HTMLElement {
  const now = standing(scene.input, shownCase, step);
  const done = step.applies && isDone(now.state);
  const box = el("span", "spp-printbox", done ? icon("check") : step.applies ? null : icon("dash"));
  const doneWord = text(step.completedBySystem ? "verifiedBySystem" : "markDone");
  const words = [
    done ? doneWord : "",
    step.applies
      ? step.who
          .filter((actor) => actor !== "none")
          .map((actor) => text(`actor_${actor}`))
          .join(text("comma"))
      : text("notApplicable"),
  ].filter((word) => word !== "");
  const line = el("div", "spp-stepline", box, advice("span", "spp-steptitle", step.title));
  if (words.length > 0) line.append(hiddenText(" "), el("span", "spp-who", words.join(" · ")));
  const said = step.applies ? standingWords(now, scene.format) : null;
  const node = el("li", "spp-step", line, said);
  node.dataset["step"] = step.step;
  node.classList.toggle("is-done", done);
  node.classList.toggle("is-na", !step.applies);
  node.classList.toggle("is-next", next);
  return node;
}

function command({ label, parts }: FilledCommand): HTMLElement {
  const pre = english(el("pre", "spp-pre"));
  for (const part of parts) {
    pre.append(part.own || part.missing ? el("mark", part.own ? "is-own" : "is-missing", part.text) : part.text);
  }
  return el("div", "spp-command", advice("div", "spp-commandlabel", label), pre);
}

/** What to do, with the first way of its first command, or without one. */
function body(step: ChecklistStep, commands: readonly FilledCommand[]): HTMLElement {
  const node = el("div", "spp-stepbody");
  if (step.action) node.append(advice("p", "", step.action));
  node.append(...commands.map(command));
  if (step.doneWhen) {
    node.append(el("p", "spp-donewhen", el("b", "", text("doneWhen")), " ", advice("span", "", step.doneWhen)));
  }
  if (step.source) {
    const source = drawSource("p", step.source);
    if (step.certainty === "unverified") source.append(" ", el("span", "spp-tag is-unverified", text("unverified")));
    node.append(source);
  }
  return node;
}

/**
 * A case's checklist as far as it fits into `box`: the titles of all steps first, then, while there is room, what to do
 * in the open ones, the next one before the others.
 */
export function printSteps(box: HTMLElement, scene: Scene, shownCase: Case): void {
  const { format, input, snapshot } = scene;
  const progress = progressOf(input, shownCase);
  const facts = text(
    "checklistFacts",
    format.number(progress.done),
    format.number(progress.total),
    shown(snapshot.rulesVersion),
  );
  const heading = el("h3", "spp-h", text("checklist"), " ", el("small", "", facts));
  if (shownCase.checklist.length === 0) {
    box.append(heading, el("p", "spp-muted", text("checklistNone")));
    return;
  }
  const list = el("ol", "spp-steps");
  box.append(heading, list);
  const next = shownCase.verification.state === "verified" ? null : progress.next;
  const items = shownCase.checklist.map((step) => item(scene, shownCase, step, step.step === next));
  const kept = fillList(box, list, items, (left) =>
    el("li", "spp-muted spp-printmore", count(left, "printMoreSteps", format.number(left))),
  );
  if (kept < items.length || next === null) return;
  const at = shownCase.checklist.findIndex((step) => step.step === next);
  for (let i = at; i < items.length; i++) {
    const step = shownCase.checklist[i];
    const node = items[i];
    if (!step?.applies || !node || node.classList.contains("is-done")) continue;
    const [first] = step.commands;
    const ways = first ? [[first], []] : [[]];
    const fitted = ways.some((commands) => {
      const added = body(step, commands);
      node.append(added);
      if (fits(box)) return true;
      added.remove();
      return false;
    });
    // A later step explained while an earlier one is not would look like the one to begin with.
    if (!fitted) return;
  }
}
