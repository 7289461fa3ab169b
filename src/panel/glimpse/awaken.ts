/** Signs that somebody is about to do something. */
const SIGNS = ["pointermove", "pointerdown", "touchstart", "wheel", "keydown", "focusin", "dragenter"] as const;
/** What is done to the page, as opposed to looked at; held back until it can be answered. */
const ACTS = ["click", "contextmenu", "keydown"] as const;
const FIELD = "input, textarea, select";

/**
 * Calls `wake` at the first sign of life, and holds clicks and keys within `place` back until it has answered true: then
 * they are done again, each where it was meant. After false they are forgotten, and the next one wakes again. Whatever
 * is typed into a field goes on.
 */
export function awakenOnUse(place: HTMLElement, wake: () => Promise<boolean>): void {
  let held: (() => void)[] = [];
  let waking = false;

  const begin = (): void => {
    if (waking) return;
    waking = true;
    for (const sign of SIGNS) removeEventListener(sign, begin, true);
    void wake().then((awake) => {
      waking = false;
      const acts = held;
      held = [];
      if (!awake) return;
      for (const act of ACTS) removeEventListener(act, hold, true);
      for (const again of acts) again();
    });
  };

  const hold = (event: Event): void => {
    const { target } = event;
    if (!(target instanceof Element) || !place.contains(target) || !event.isTrusted) return;
    if (event instanceof KeyboardEvent && !isHeld(event, target)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    held.push(() => repeat(event, target));
    begin();
  };

  for (const sign of SIGNS) addEventListener(sign, begin, { capture: true, passive: true });
  for (const act of ACTS) addEventListener(act, hold, true);
}

/** Keys that the browser itself answers stay its own. */
const isHeld = ({ key, ctrlKey, metaKey, altKey }: KeyboardEvent, target: Element): boolean =>
  key !== "Tab" && key !== "Shift" && !ctrlKey && !metaKey && !altKey && !target.matches(FIELD);

function repeat(event: Event, target: Element): void {
  if (event instanceof KeyboardEvent) {
    const { key, code, shiftKey } = event;
    const to = target.isConnected ? target : document.activeElement;
    to?.dispatchEvent(new KeyboardEvent(event.type, { key, code, shiftKey, bubbles: true, cancelable: true }));
    // A key on a button clicks it, which a made key does not.
    if (to instanceof HTMLButtonElement && (key === "Enter" || key === " ")) to.click();
  } else if (event instanceof MouseEvent) {
    const { clientX, clientY, ctrlKey, shiftKey, metaKey, button, detail } = event;
    const to = target.isConnected ? target : document.elementFromPoint(clientX, clientY);
    const same = { clientX, clientY, ctrlKey, shiftKey, metaKey, button, detail, bubbles: true, cancelable: true };
    to?.dispatchEvent(new MouseEvent(event.type, same));
  }
}
