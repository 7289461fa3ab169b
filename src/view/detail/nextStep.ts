import type { Case } from "../../model/types";
import { advice } from "../advice";
import { button, el } from "../dom";
import { icon } from "../icons";
import { progressOf } from "../scene";
import { text } from "../strings";
import type { DetailContext } from "./context";

/** The open step of the worst case in one line; it leads down to the step itself. */
export function nextStep(shownCase: Case, context: DetailContext): HTMLElement | null {
  const { scene, open, principal } = context;
  // What later sign-ins have proven to be over needs no hurry.
  if (shownCase.verification.state === "verified") return null;
  const progress = progressOf(scene.input, shownCase);
  const step = shownCase.checklist.find((one) => one.step === progress.next);
  if (!step) return null;
  const parts = [
    el("span", "spp-nextlabel", text("nextStep")),
    advice("b", "spp-nexttitle", step.title),
    el("span", "spp-muted", `${scene.format.number(progress.done)}/${scene.format.number(progress.total)}`),
  ];
  if (!scene.input.interactive) return el("p", "spp-nextstep", ...parts);
  const node = button("spp-nextstep", `next|${shownCase.id}`, ...parts, icon("chevron"));
  node.addEventListener("click", () => {
    for (const other of principal.cases) open.set(`case|${other.id}`, other === shownCase);
    open.set(`step|${shownCase.id}|${step.step}`, true);
    context.redraw();
    context.reveal(`title|${shownCase.id}|${step.step}`);
  });
  return node;
}
