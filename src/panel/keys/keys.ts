import { singleKeys } from "./single";

/** What keys ask of the page. */
export interface KeyEvents {
  undo(): void;
  paste(): void;
}

const TYPED = "input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]";

/** `/` searches, `e` takes an error, `?` tells all keys, Ctrl+Z undoes; none while something is typed or a dialog is open. */
export function attachKeys(events: KeyEvents): void {
  document.addEventListener("keydown", (event) => {
    const { key, target } = event;
    const typing = target instanceof Element && target.closest(TYPED) !== null;
    if (event.defaultPrevented || typing || event.altKey || document.querySelector("dialog[open]") !== null) return;
    if (event.ctrlKey || event.metaKey) {
      if (key.toLowerCase() !== "z" || event.shiftKey) return;
      event.preventDefault();
      events.undo();
      return;
    }
    if (event.isComposing || !singleKeys()) return;
    if (key === "/") document.querySelector<HTMLElement>("#view [role=searchbox]")?.focus();
    else if (key === "e") events.paste();
    else if (key === "?") void import("./help").then(({ showKeys }) => showKeys());
    else return;
    event.preventDefault();
  });
}
