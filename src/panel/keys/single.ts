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
