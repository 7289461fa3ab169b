import type { Theme } from "./types";

const PROPERTIES = {
  foreground: "--spp-host-foreground",
  background: "--spp-host-background",
  foregroundSelected: "--spp-host-selected",
  hyperlink: "--spp-host-hyperlink",
} as const;

/** Puts the shell's colours over the style sheet's tokens; what is absent keeps the token. */
export function applyTheme(root: HTMLElement, theme: Theme): void {
  root.classList.toggle("is-dark", theme.dark);
  root.classList.toggle("is-contrast", theme.highContrast);
  for (const key of ["foreground", "background", "foregroundSelected", "hyperlink"] as const) {
    const value = theme[key];
    if (value) root.style.setProperty(PROPERTIES[key], value);
    else root.style.removeProperty(PROPERTIES[key]);
    root.classList.toggle(`has-${key}`, Boolean(value));
  }
}
