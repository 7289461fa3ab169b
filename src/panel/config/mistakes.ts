import { attrs, button, el } from "../../view/dom";
import { icon } from "../../view/icons";
import { full, shown } from "../../view/safeText";
import { say } from "../words";
import { readersFormat } from "../words/reader";
import type { Mistake } from "./types";

/** What the reader may do instead of correcting the file. */
export interface MistakeWays {
  reload(): void;
  /** Shows the sample; the box is gone by then. */
  goOn(): void;
}

/** Draws every mistake of the configuration into `place`, and moves the focus there. */
export function drawMistakes(place: HTMLElement, mistakes: readonly Mistake[], ways: MistakeWays): void {
  const total = mistakes.length;
  const title = attrs(
    el(
      "h2",
      "",
      icon("triangle"),
      el("span", "", total === 1 ? say("configTitleOne") : say("configTitleMany", readersFormat().number(total))),
    ),
    { id: "config-title", tabindex: "-1" },
  );
  const list = el(
    "dl",
    "panel-mistakes",
    ...mistakes.map(({ path, message }) =>
      el(
        "div",
        "",
        attrs(el("dt", "", el("code", "", shown(path))), { dir: "ltr" }),
        attrs(el("dd", "", full(message)), { dir: "auto" }),
      ),
    ),
  );
  const reload = button("panel-button is-primary", "config-reload", say("configReload"));
  const goOn = button("panel-button", "config-sample", say("configSample"));
  const box = attrs(
    el(
      "section",
      "panel-misconfigured",
      title,
      el("p", "", say("configIntro")),
      list,
      el("p", "panel-hint", say("configGuide")),
      el("div", "panel-ways", reload, goOn),
    ),
    { "aria-labelledby": "config-title" },
  );
  reload.addEventListener("click", () => ways.reload());
  goOn.addEventListener("click", () => {
    box.remove();
    ways.goOn();
  });
  place.replaceChildren(box);
  title.focus();
}
