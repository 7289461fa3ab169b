const LONG_PRESS = 550;
const WOBBLE = 10;

/**
 * Touch: a long press asks for the context menu, as a contextmenu event of our own where the browser sends none. What it
 * sends later for the same press, that event or a click, is held back.
 */
export function attachLongPress(root: HTMLElement, enabled: () => boolean): void {
  let timer = 0;
  let start: { readonly x: number; readonly y: number } | null = null;
  let asked = false;
  const stop = (): void => {
    clearTimeout(timer);
    start = null;
  };

  root.addEventListener("pointerdown", (event) => {
    stop();
    asked = false;
    if (event.pointerType !== "touch" || !event.isPrimary || !enabled()) return;
    const { target, clientX, clientY } = event;
    start = { x: clientX, y: clientY };
    timer = setTimeout(() => {
      start = null;
      const wish = new MouseEvent("contextmenu", { bubbles: true, cancelable: true, clientX, clientY });
      asked = target?.dispatchEvent(wish) === false;
    }, LONG_PRESS) as unknown as number;
  });
  root.addEventListener("pointermove", (event) => {
    if (start && Math.hypot(event.clientX - start.x, event.clientY - start.y) > WOBBLE) stop();
  });
  for (const end of ["pointerup", "pointercancel", "pointerleave"]) root.addEventListener(end, stop);
  const holdBack = (event: Event): void => {
    event.preventDefault();
    event.stopPropagation();
  };
  root.addEventListener(
    "contextmenu",
    (event) => {
      if (!event.isTrusted) return;
      stop();
      if (asked) holdBack(event);
    },
    { capture: true },
  );
  root.addEventListener(
    "click",
    (event) => {
      if (asked && event.detail > 0) holdBack(event);
      asked = false;
    },
    { capture: true },
  );
}
