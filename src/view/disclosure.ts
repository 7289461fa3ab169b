import { attrs, button, el } from "./dom";
import { icon } from "./icons";

/** What the reader opened or closed by hand; it outlives every redraw. */
export type OpenState = Map<string, boolean>;

/** A button that opens a block below it. Content is built when it is first shown. */
export function disclosure(
  open: OpenState,
  key: string,
  className: string,
  label: readonly (Node | string)[],
  build: () => HTMLElement,
  byDefault = false,
): HTMLElement {
  const trigger = button("spp-disclose", key, icon("chevron"), el("span", "", ...label));
  const element = el("div", `spp-disclosure ${className}`.trim(), trigger);
  let body: HTMLElement | null = null;
  function show(now: boolean): void {
    attrs(trigger, { "aria-expanded": String(now) });
    if (now && !body) element.append((body = build()));
    if (body) body.hidden = !now;
  }
  trigger.addEventListener("click", () => {
    const now = trigger.getAttribute("aria-expanded") !== "true";
    open.set(key, now);
    show(now);
  });
  show(open.get(key) ?? byDefault);
  return element;
}
