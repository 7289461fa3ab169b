import type { Case, ChecklistStep } from "../../model/types";
import type { Actor } from "../../knowledge/types";
import { advice, english, own } from "../advice";
import { attrs, button, el } from "../dom";
import { icon } from "../icons";
import { full } from "../safeText";
import { isDone, standing } from "../scene";
import { standingWords } from "../standingWords";
import { sentence } from "../rich";
import { text } from "../strings";
import { drawSource } from "../words";
import { commands } from "./command";
import type { DetailContext } from "./context";
import { stepEditor } from "./stepEditor";

const who = (actors: readonly Actor[]): string =>
  actors
    .filter((actor) => actor !== "none")
    .map((actor) => text(`actor_${actor}`))
    .join(text("comma"));

/** Codes that may follow, with what meeting one means. */
function following({ next }: ChecklistStep): HTMLElement {
  const isInferred = (one: ChecklistStep["next"][number]): boolean =>
    one.certainty === "inferred" || one.certainty === "unverified";
  const all = next.every(isInferred);
  const list = english(el("ul", "spp-next"));
  for (const one of next) {
    const progress = one.means === "progress";
    list.append(
      el(
        "li",
        progress ? "is-progress" : "is-fault",
        el("b", "", String(one.code)),
        " ",
        full(one.text),
        " ",
        own(el("span", "spp-tag", text(progress ? "nextProgress" : "nextFault"))),
        !all && isInferred(one) ? " " : null,
        !all && isInferred(one) ? own(el("span", "spp-tag is-unverified", text("inferred"))) : null,
      ),
    );
  }
  const label = el("span", "spp-muted", text(all ? "youMaySeeInferred" : "youMaySee"));
  return el("div", "spp-nextbox", label, list);
}

function body(step: ChecklistStep, key: string, context: DetailContext): HTMLElement {
  const node = el("div", "spp-stepbody");
  if (step.why) node.append(advice("p", "spp-why", step.why));
  if (step.action) node.append(advice("p", "", step.action));
  node.append(...commands(step.commands, key, context));
  if (step.doneWhen)
    node.append(el("p", "spp-donewhen", el("b", "", text("doneWhen")), " ", advice("span", "", step.doneWhen)));
  if (step.next.length > 0) node.append(following(step));
  if (step.notes.length > 0) {
    node.append(english(el("ul", "spp-notes", ...step.notes.map((note) => el("li", "", full(note))))));
  }
  if (step.commandSources) {
    node.append(el("p", "spp-source", sentence("", "commandsFrom", advice("span", "", step.commandSources))));
  }
  if (step.source) {
    const unsure = step.certainty === "unverified";
    const source = drawSource("p", step.source);
    if (unsure) source.append(" ", el("span", "spp-tag is-unverified", text("unverified")));
    node.append(source);
  }
  return node;
}

/** Opens the fields for state, reason, note, assignee and due day. */
function moreButton(key: string, title: string, expanded: boolean, context: DetailContext): HTMLElement {
  const label = text("stepMoreOf", full(title));
  const more = button("spp-iconbutton spp-more", `more|${key}`, icon("dots"));
  attrs(more, { "aria-label": label, "aria-expanded": String(expanded), title: text("stepMore") });
  more.addEventListener("click", () => {
    context.open.set(`more|${key}`, !expanded);
    context.redraw();
    if (!expanded) context.refocus(`edit|${key}|state`);
  });
  return more;
}

/** One step: a checkbox, a title that opens it, and what to do. */
export function drawStep(shownCase: Case, step: ChecklistStep, next: boolean, context: DetailContext): HTMLElement {
  const { scene, intents, open } = context;
  const { interactive } = scene.input;
  const key = `${shownCase.id}|${step.step}`;
  const mark = scene.input.marks(shownCase.id, step.step);
  const now = standing(scene.input, shownCase, step);
  const done = step.applies && isDone(now.state);
  const expanded = open.get(`step|${key}`) ?? next;

  const item = el("li", "spp-step");
  item.dataset["step"] = step.step;
  item.classList.toggle("is-done", done);
  item.classList.toggle("is-next", next);
  item.classList.toggle("is-na", !step.applies);
  item.classList.toggle("is-expanded", expanded);

  const box = attrs(english(el("input", "spp-check")), {
    type: "checkbox",
    "aria-label": full(step.title),
    "data-key": `tick|${key}`,
    disabled: !step.applies || step.completedBySystem || !interactive,
  });
  box.checked = done;
  box.addEventListener("change", () => {
    // A ticked step folds up and the next one opens, whatever was opened by hand before.
    open.delete(`step|${key}`);
    intents.tick(shownCase.id, step.step, box.checked);
  });

  const line = el("div", "spp-stepline", el("span", "spp-checkbox", box));
  if (interactive) {
    const title = button("spp-steptitle", `title|${key}`, advice("span", "", step.title), icon("chevron"));
    attrs(title, { "aria-expanded": String(expanded) });
    title.addEventListener("click", () => {
      open.set(`step|${key}`, !expanded);
      context.redraw();
    });
    line.append(title);
  } else line.append(el("span", "spp-steptitle", advice("span", "", step.title)));

  const tags = [
    step.completedBySystem && step.applies ? text("verifiedBySystem") : "",
    step.applies ? who(step.who) : text("notApplicable"),
  ].filter((word) => word !== "");
  line.append(el("span", "spp-who", tags.join(" · ")));
  const edits = interactive && step.applies && intents.mark !== undefined;
  const editing = edits && open.get(`more|${key}`) === true;
  if (edits) line.append(moreButton(key, step.title, editing, context));
  item.append(line);
  const said = step.applies ? standingWords(now, scene.format) : null;
  if (said) item.append(said);
  if (editing) item.append(stepEditor(shownCase, step, now, mark, context));
  if (!step.applies && step.reason) item.append(advice("p", "spp-reason", step.reason));
  if (expanded) item.append(body(step, key, context));
  return item;
}
