import type { Case } from "../../model/types";
import { advice, english } from "../advice";
import { el } from "../dom";
import { full } from "../safeText";
import { text } from "../strings";
import { sourceLine } from "../words";

/** What the failure means, and what the rows show around its beginning. */
export function changes(shownCase: Case): HTMLElement[] {
  const parts = [];
  if (shownCase.summary) {
    // A user's code in a principal's rows is odd enough to be marked.
    const odd = shownCase.entry?.category === "user";
    const summary = advice("p", `spp-summarytext${odd ? " spp-warn" : ""}`, shownCase.summary);
    summary.title = sourceLine(shownCase.summarySource);
    parts.push(summary);
  }
  if (shownCase.changes.length > 0) {
    const list = english(el("ul", "spp-changes", ...shownCase.changes.map((change) => el("li", "", full(change)))));
    parts.push(
      el(
        "section",
        "spp-section",
        el("h3", "spp-h", text("changesTitle"), " ", el("small", "", text("changesNote"))),
        list,
      ),
    );
  }
  return parts;
}
