import { attrs, button, el } from "../../view/dom";
import type { Format } from "../../view/format";
import { icon } from "../../view/icons";
import { say } from "../words";
import { type Described, waitWords } from "./describe";
import type { Act } from "./table";

/** What a drawn state needs of the page. */
export interface StateMeans {
  readonly format: Format;
  /** Epoch ms. */
  now(): number;
  /** The words of an act that can be carried out now; null for one that cannot. */
  offer(act: Act): string | null;
  act(act: Act, from: HTMLElement): void;
}

/** An element, and what keeps its countdown up to date. */
export interface Drawn {
  readonly element: HTMLElement;
  tick(): void;
}

/** The buttons of the acts that can be carried out now; `first` is the class of the first one. */
export function actButtons(shown: Described, means: StateMeans, first: string, most = Infinity): HTMLElement {
  const box = el("p", "panel-acts");
  for (const act of shown.acts) {
    const words = means.offer(act);
    if (words === null || box.childElementCount >= most) continue;
    const node = button(`panel-button ${box.childElementCount === 0 ? first : ""}`.trim(), `act-${act}`, words);
    node.addEventListener("click", () => means.act(act, node));
    box.append(node);
  }
  box.hidden = box.childElementCount === 0;
  return box;
}

/** What support asks for; null where there is nothing. */
export function detailList({ details: all }: Described): HTMLElement | null {
  if (all.length === 0) return null;
  const list = el("dl", "panel-facts");
  for (const [label, ...values] of all) {
    const told = values.map((value) => el("dd", "", attrs(el("bdi", "", value), { dir: "auto" })));
    list.append(el("div", "", el("dt", "", label), ...told));
  }
  return list;
}

/** The countdown says its seconds to eyes alone: a voice would never come to an end. */
function countdown({ retryAt }: Described, means: StateMeans): Drawn | null {
  if (retryAt === null) return null;
  const element = attrs(el("p", "panel-countdown"), { "aria-live": "off" });
  const tick = (): void => {
    const left = retryAt - means.now();
    element.hidden = left <= 0;
    if (left > 0) element.textContent = say("troubleRetryIn", waitWords(left, means.format));
  };
  tick();
  return { element, tick };
}

/** A whole page for a state in which nothing can be shown. `more` are further things that are wrong. */
export function statePage(shown: Described, more: readonly Described[], means: StateMeans): Drawn {
  const wait = countdown(shown, means);
  const said = attrs(
    el("div", "", el("h2", "", icon(shown.sign), shown.title), ...shown.lines.map((line) => el("p", "", line))),
    { role: "status" },
  );
  const element = el(
    "section",
    "panel-state",
    said,
    wait?.element ?? null,
    actButtons(shown, means, "is-main"),
    detailList(shown),
    ...more.map((one) => section(one, means, "h3")),
  );
  return { element, tick: () => wait?.tick() };
}

function section(shown: Described, means: StateMeans, heading: "h2" | "h3"): HTMLElement {
  return el(
    "section",
    "panel-trouble",
    el(heading, "", icon(shown.sign), shown.title),
    ...shown.lines.map((line) => el("p", "", line)),
    actButtons(shown, means, ""),
    detailList(shown),
  );
}

/** A bar is a line: the other acts are below it. */
const MOST_ACTS = 2;

/** A slim bar for a state beside which something can be shown; what it is in full unfolds below it. */
export function stateBar(
  summary: Described,
  all: readonly Described[],
  isOpen: boolean,
  toggled: (open: boolean) => void,
  means: StateMeans,
): Drawn {
  const wait = countdown(summary, means);
  const words = [icon(summary.sign), summary.title, ...summary.lines.map((line) => ` ${line}`)];
  const said = attrs(el("span", "panel-barwords", ...words), { role: "status" });
  const line = el("div", "panel-barline", said, wait?.element ?? null, actButtons(summary, means, "", MOST_ACTS));
  const element = el("div", "panel-bar", line);
  if (all.length > 0) {
    const body = attrs(el("div", "panel-bardetails", ...all.map((one) => section(one, means, "h2"))), {
      id: "state-details",
      hidden: !isOpen,
    });
    const toggle = attrs(button("panel-button is-quiet", "state-details", say("stateDetails"), icon("chevron")), {
      "aria-expanded": String(isOpen),
      "aria-controls": "state-details",
    });
    toggle.addEventListener("click", () => {
      body.hidden = !body.hidden;
      attrs(toggle, { "aria-expanded": String(!body.hidden) });
      toggled(!body.hidden);
    });
    line.append(toggle);
    element.append(body);
  }
  return { element, tick: () => wait?.tick() };
}
