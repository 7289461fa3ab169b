import { attrs, button, el, type Child } from "./dom";

export interface Popover {
  readonly element: HTMLElement;
  readonly trigger: HTMLButtonElement;
  readonly body: HTMLElement;
  close(): void;
}

let made = 0;

/** A button that shows a few controls below it. Escape, a press elsewhere and leaving it with Tab close it. */
export function createPopover(key: string, label: string, ...content: readonly Child[]): Popover {
  const id = `spp-popover-${String(made++)}`;
  const trigger = attrs(button("spp-button", key, ...content), { "aria-expanded": "false", "aria-controls": id });
  const body = attrs(el("div", "spp-popover"), { id, role: "group", "aria-label": label, hidden: true });
  const element = el("span", "spp-popoverbox", trigger, body);

  const outside = (event: Event): void => {
    if (event.target instanceof Node && !element.contains(event.target)) close();
  };

  function close(): void {
    if (body.hidden) return;
    body.hidden = true;
    attrs(trigger, { "aria-expanded": "false" });
    document.removeEventListener("pointerdown", outside, true);
  }

  trigger.addEventListener("click", () => {
    if (!body.hidden) {
      close();
      return;
    }
    body.hidden = false;
    attrs(trigger, { "aria-expanded": "true" });
    document.addEventListener("pointerdown", outside, true);
    body.querySelector<HTMLElement>("select, button, input")?.focus({ preventScroll: true });
  });
  element.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || body.hidden) return;
    event.preventDefault();
    event.stopPropagation();
    close();
    trigger.focus({ preventScroll: true });
  });
  element.addEventListener("focusout", (event) => {
    if (event.relatedTarget instanceof Node && !element.contains(event.relatedTarget)) close();
  });

  return { element, trigger, body, close };
}
