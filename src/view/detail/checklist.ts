import type { Case } from "../../model/types";
import { attrs, el } from "../dom";
import { caseScopes } from "../exporting/scopes";
import { createExportMenu } from "../menu";
import { offeredFormats } from "../menuItems";
import { progressOf } from "../scene";
import { shown } from "../safeText";
import { text } from "../strings";
import type { DetailContext } from "./context";
import { drawStep } from "./step";

/** The hero: what to do, in order, with what has been done folded away. */
export function checklist(shownCase: Case, context: DetailContext): HTMLElement {
  const { scene } = context;
  const { format, snapshot, input } = scene;
  const progress = progressOf(input, shownCase);
  const group = attrs(el("section", "spp-section spp-checklist"), { role: "group", "aria-label": text("checklist") });
  const facts = text(
    "checklistFacts",
    format.number(progress.done),
    format.number(progress.total),
    shown(snapshot.rulesVersion),
  );
  const head = el("div", "spp-headrow", el("h3", "spp-h", text("checklist"), " ", el("small", "", facts)));
  if (offeredFormats(input).length > 0 && shownCase.checklist.length > 0) {
    const menu = createExportMenu(text("exportThis"), `export|${shownCase.id}`, {
      choose: (format_, scope) => context.export(format_, scope),
      refused: (reason, scope) => context.refused(reason, scope),
    });
    menu.update({
      ...caseScopes(context.principal.id, shownCase.id),
      formats: offeredFormats(input),
      permission: input.exporting,
    });
    menu.element.classList.add("is-end");
    head.append(menu.element);
  }
  group.append(head);
  if (shownCase.checklist.length === 0) {
    group.append(el("p", "spp-muted", text("checklistNone")));
    return group;
  }
  const part = progress.total > 0 ? (progress.done / progress.total) * 100 : 0;
  const bar = el("span", "spp-progressbar");
  bar.style.inlineSize = `${part.toFixed(1)}%`;
  group.append(el("div", "spp-progress", bar));
  const list = el("ol", "spp-steps");
  // What later sign-ins have proven to be over has no next step to open.
  const next = shownCase.verification.state === "verified" ? null : progress.next;
  for (const step of shownCase.checklist) {
    list.append(drawStep(shownCase, step, step.step === next, context));
  }
  group.append(list);
  if (input.interactive && input.kept !== undefined) group.append(el("p", "spp-muted spp-kept", input.kept));
  return group;
}
