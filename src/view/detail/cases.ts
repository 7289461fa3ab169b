import type { Case } from "../../model/types";
import { disclosure } from "../disclosure";
import { attrs, button, el } from "../dom";
import { icon } from "../icons";
import { foreign } from "../safeText";
import { progressOf } from "../scene";
import { codePill, stateBadge } from "../shapes";
import { count, text } from "../strings";
import { stateWord } from "../words";
import { causes, usualAdvice } from "./causes";
import { changes } from "./changes";
import { checklist } from "./checklist";
import type { DetailContext } from "./context";
import { caseFacts, headline } from "./headline";

function caseBody(one: Case, context: DetailContext, withHeadline: boolean): HTMLElement {
  const body = el("div", "spp-casebody");
  if (withHeadline) body.append(headline(one, context.scene));
  body.append(...changes(one));
  for (const part of [causes(one, context), checklist(one, context), usualAdvice(one, context)]) {
    if (part) body.append(part);
  }
  const facts = (): HTMLElement => caseFacts(one, context.scene);
  body.append(
    context.scene.input.interactive
      ? disclosure(context.open, `${one.id}|facts`, "", [text("factsTitle")], facts)
      : facts(),
  );
  return body;
}

function caseButton(one: Case, expanded: boolean, context: DetailContext): HTMLElement {
  const { scene, open, principal } = context;
  const progress = progressOf(scene.input, one);
  const resource = one.resource || one.resourceId || text("noResource");
  const trigger = button(
    "spp-casebutton",
    `case|${one.id}`,
    icon("chevron"),
    codePill(
      one.code,
      one.entry?.short ?? null,
      one.entry?.meaning ?? null,
      scene.snapshot.watchedCodes.includes(one.code),
    ),
    el("span", "spp-caseresource", foreign(resource)),
    stateBadge(one.verification.state, stateWord(one.verification.state)),
    el("span", "spp-casecount", count(one.failures, "failuresCount", scene.format.number(one.failures))),
    progress.total > 0
      ? el("span", "spp-caseprogress", `${scene.format.number(progress.done)}/${scene.format.number(progress.total)}`)
      : null,
  );
  attrs(trigger, { "aria-expanded": String(expanded) });
  trigger.addEventListener("click", () => {
    // One case is open at a time; closing it leaves none open.
    for (const other of principal.cases) open.set(`case|${other.id}`, other === one && !expanded);
    context.redraw();
  });
  return trigger;
}

/** All cases of the principal, worst first; the worst one is open until the reader chooses another. */
export function cases(context: DetailContext): HTMLElement {
  const { principal, scene, open } = context;
  const several = principal.cases.length > 1;
  const section = el("div", "spp-cases");
  if (several) {
    section.append(
      el("h3", "spp-h", count(principal.cases.length, "casesTitle", scene.format.number(principal.cases.length))),
    );
  }
  principal.cases.forEach((one, i) => {
    const expanded = !several || (open.get(`case|${one.id}`) ?? i === 0);
    const element = el("section", "spp-case");
    element.dataset["code"] = String(one.code);
    element.dataset["verification"] = one.verification.state;
    element.dataset["case"] = one.id;
    if (several && scene.input.interactive) element.append(caseButton(one, expanded, context));
    if (expanded) element.append(caseBody(one, context, several && i > 0));
    section.append(element);
  });
  return section;
}
