/** What keys ask of the page. */
export interface KeyEvents {
  undo(): void;
  paste(): void;
}

const OFF = "service-principal-posture.single-keys";

/** Whether keys alone, without Ctrl or the like, do something (WCAG 2.1.4): they can be switched off. */
export function singleKeys(): boolean {
  try {
    return localStorage.getItem(OFF) !== "off";
  } catch {
    return true;
  }
}

/** Remembers the choice, as far as the browser remembers anything. */
export function setSingleKeys(on: boolean): void {
  try {
    if (on) localStorage.removeItem(OFF);
    else localStorage.setItem(OFF, "off");
  } catch {
    // It lasts as long as nothing is remembered.
  }
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
