import { append, attrs, button, el, setText } from "../../view/dom";
import { icon } from "../../view/icons";
import { foreign } from "../../view/safeText";
import { say } from "../words";

interface BarActions {
  /** Goes back to the principal that the report is filtered to. */
  back(): void;
  showAll(): void;
}

/** The line above the report: its name, the principal it is turned to, and what stands in the way of neither. */
export interface Bar {
  readonly element: HTMLElement;
  /** Whether a selection in the report opens its principal. */
  readonly follows: boolean;
  name(name: string): void;
  filtered(name: string | null): void;
  notice(text: string | null): void;
}

export function createBar(link: HTMLElement, actions: BarActions): Bar {
  const title = el("h2", "panel-report-title", say("reportTab"));
  const about = el("span", "panel-report-about");
  const toBack = button("panel-button is-quiet", "report-back", icon("back"), say("reportBack"));
  const toAll = button("panel-button is-quiet", "report-all", icon("close"), say("reportShowAll"));
  toBack.addEventListener("click", () => actions.back());
  toAll.addEventListener("click", () => actions.showAll());
  const filter = attrs(el("div", "panel-report-filter", about, toBack, toAll), { hidden: true });
  const follow = attrs(el("input"), { type: "checkbox", checked: true });
  const noticeText = el("p", "");
  const closeNotice = attrs(button("panel-button is-quiet is-icon", "report-notice-close", icon("close")), {
    "aria-label": say("reportNoticeClose"),
  });
  const notice = attrs(el("div", "panel-report-notice", icon("triangle"), noticeText, closeNotice), { hidden: true });
  closeNotice.addEventListener("click", () => (notice.hidden = true));
  return {
    element: el(
      "header",
      "panel-report-bar",
      el("div", "panel-report-line", title, el("label", "panel-report-follow", follow, say("reportFollow")), link),
      filter,
      notice,
    ),
    get follows() {
      return follow.checked;
    },
    name(name) {
      title.replaceChildren(name.trim() === "" ? say("reportTab") : foreign(name));
    },
    filtered(name) {
      filter.hidden = name === null;
      about.replaceChildren();
      if (name !== null) append(about, aroundName(say("reportFiltered", "\u0000"), name));
    },
    notice(words) {
      notice.hidden = words === null;
      setText(noticeText, words ?? "");
    },
  };
}

/** A sentence with a foreign name in it, isolated from the sentence's direction. */
function aroundName(sentence: string, name: string): (Node | string)[] {
  const [before = "", after = ""] = sentence.split("\u0000");
  return [before, foreign(name), after];
}
