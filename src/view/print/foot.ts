import { el } from "../dom";
import { completeness, sourceWords } from "../footer";
import type { Scene } from "../scene";
import { count } from "../strings";

/** What the figures rest on, in one line at the bottom of the page. */
export function foot(scene: Scene): HTMLElement {
  const { source, problems } = scene.snapshot;
  const rows = el("span", "spp-rows", completeness(scene));
  rows.classList.toggle("is-partial", !source.loading && (source.truncated || source.stopReason !== ""));
  const wrong = problems.total > 0 ? count(problems.total, "problemsCount", scene.format.number(problems.total)) : "";
  const said = [sourceWords(scene), wrong].filter((one) => one !== "").join(" · ");
  return el("div", "spp-printfoot", rows, el("span", "", said));
}
