import { attrs, button, el, setText } from "../../view/dom";
import type { Format } from "../../view/format";
import { text } from "../../view/strings";
import { say } from "../words";
import type { LoadState } from "./loading";
import { estimate } from "./progress";

/** How far a load is: a bar, its figures, and a way to end it. */
export interface Meter {
  readonly element: HTMLElement;
  readonly isOpen: boolean;
  /** Null takes it away. */
  update(state: LoadState | null, now: number, format: Format): void;
}

/** A time left, never more exact than it can be known. */
export function roughly(ms: number, format: Format): string {
  const seconds = ms / 1000;
  if (seconds < 10) return say("shellSeconds", format.number(Math.max(1, Math.ceil(seconds))));
  if (seconds < 90) return say("shellSeconds", format.number(Math.ceil(seconds / 5) * 5));
  return say("shellMinutes", format.number(Math.ceil(seconds / 60)));
}

export function createMeter(onCancel: () => void): Meter {
  const bar = attrs(el("progress", "panel-progress"), { "aria-label": say("shellLoading"), max: 1 });
  const words = el("span", "panel-metertext");
  const cancel = button("panel-button", "cancel", say("shellCancel"));
  cancel.addEventListener("click", onCancel);
  const element = attrs(el("div", "panel-meter", bar, words, cancel), { hidden: true });
  return {
    element,
    get isOpen() {
      return !element.hidden;
    },
    update(state, now, format) {
      element.hidden = state?.loading !== true;
      if (state === null || element.hidden) return;
      const { share, msLeft, waitingUntil, partsDone } = estimate(state, now);
      attrs(bar, { value: share === null ? null : String(Math.round(share * 1000) / 1000) });
      const { rows, parts } = state;
      const pieces = [
        say("shellRows", format.number(rows)),
        parts.length > 1 ? say("shellParts", format.number(partsDone), format.number(parts.length)) : "",
        waitingUntil === null
          ? msLeft === null
            ? ""
            : say("shellLeft", roughly(msLeft, format))
          : say("shellWaiting", roughly(waitingUntil - now, format)),
      ];
      setText(words, pieces.filter((piece) => piece !== "").join(" · "));
      // What each part is at stands in the tooltip of the words and, where one fails, in the bar below.
      words.title = parts.map(({ part, rows: own }) => text("labelled", part, format.number(own))).join("\n");
    },
  };
}
