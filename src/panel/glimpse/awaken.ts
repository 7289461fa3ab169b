/** Signs that somebody is about to do something. */
const SIGNS = ["pointermove", "pointerdown", "touchstart", "wheel", "keydown", "focusin", "dragenter"] as const;
/** What opens a principal, whose page is not there yet. */
const OPENERS = "[data-principal-id], .spp-overview button";

/** What sleeps until it is used. */
export interface Sleeper {
  /** Wakes it where it sleeps; false where it could not be woken. */
  ready(): Promise<boolean>;
}

/**
 * Calls `wake` once, at the first sign of life. What would open a principal meanwhile is held back and done again when
 * `wake` has answered true; after false it is forgotten, and the next one wakes again.
 */
export function awakenOnUse(place: HTMLElement, wake: () => Promise<boolean>): Sleeper {
  let held: (() => void)[] = [];
  let waking: Promise<boolean> | null = null;

  const ready = (): Promise<boolean> => {
    waking ??= wake().then((awake) => {
      const acts = held;
      held = [];
      if (awake) {
        removeEventListener("click", hold, true);
        removeEventListener("keydown", hold, true);
        for (const again of acts) again();
      } else waking = null;
      return awake;
    });
    return waking;
  };

  const begin = (): void => {
    for (const sign of SIGNS) removeEventListener(sign, begin, true);
    void ready();
  };

  const hold = (event: MouseEvent | KeyboardEvent): void => {
    const { target } = event;
    if (!(target instanceof Element) || !place.contains(target) || !opens(event, target)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    held.push(() => repeat(event, target));
    void ready();
  };

  for (const sign of SIGNS) addEventListener(sign, begin, { capture: true, passive: true });
  addEventListener("click", hold, true);
  addEventListener("keydown", hold, true);
  return { ready };
}

/** Enter in the list counts wherever in it the focus is; on a button it makes a click, which is held itself. */
const opens = (event: Event, target: Element): boolean =>
  event instanceof KeyboardEvent
    ? event.key === "Enter" && target.closest("[role=grid]") !== null && target.closest("button") === null
    : target.closest(OPENERS) !== null;

function repeat(event: MouseEvent | KeyboardEvent, target: Element): void {
  const kept = {
    bubbles: true,
    cancelable: true,
    ctrlKey: event.ctrlKey,
    metaKey: event.metaKey,
    shiftKey: event.shiftKey,
  };
  if (event instanceof KeyboardEvent) {
    const to = target.isConnected ? target : document.activeElement;
    to?.dispatchEvent(new KeyboardEvent(event.type, { ...kept, key: event.key, code: event.code }));
  } else {
    const { clientX, clientY, button, detail } = event;
    const to = target.isConnected ? target : document.elementFromPoint(clientX, clientY);
    to?.dispatchEvent(new MouseEvent(event.type, { ...kept, clientX, clientY, button, detail }));
  }
}
