import { GRADES, type Grade } from "../model/types";
import { contrast, READABLE, VISIBLE } from "./color";
import type { ViewOptions } from "./options";
import type { Theme } from "./types";

const PROPERTIES = {
  foreground: "--spp-host-foreground",
  background: "--spp-host-background",
  foregroundSelected: "--spp-host-selected",
  hyperlink: "--spp-host-hyperlink",
} as const;

/** The style sheet's own backgrounds, where the host gives none. */
const LIGHT = "#ffffff";
const DARK = "#1b1a19";

export const backgroundOf = (theme: Theme): string => theme.background ?? (theme.dark ? DARK : LIGHT);

/** Puts the shell's colours over the style sheet's tokens; what is absent keeps the token. */
export function applyTheme(root: HTMLElement, theme: Theme, options?: ViewOptions): void {
  root.classList.toggle("is-dark", theme.dark);
  root.classList.toggle("is-contrast", theme.highContrast);
  for (const key of ["foreground", "background", "foregroundSelected", "hyperlink"] as const) {
    set(root, PROPERTIES[key], key === "foregroundSelected" ? selectedOf(theme) : theme[key]);
    root.classList.toggle(`has-${key}`, Boolean(theme[key]));
  }
  applyMeanings(root, theme);
  applyPair(root, "mark", "markword", options?.failures.color, theme);
  for (const grade of GRADES) applyGrade(root, grade, theme, options?.gradeColors[grade]);
}

/** The mark of what is selected is a line on the background: where the host means it for words on a fill, text it is. */
function selectedOf(theme: Theme): string | undefined {
  const selected = theme.foregroundSelected;
  if (selected === undefined) return undefined;
  return contrast(selected, backgroundOf(theme)) >= VISIBLE ? selected : theme.foreground;
}

function set(root: HTMLElement, property: string, value: string | undefined): void {
  if (value) root.style.setProperty(property, value);
  else root.style.removeProperty(property);
}

/** A colour of the theme where it is distinct enough from the background; high contrast has its own. */
function usable(color: string | undefined, theme: Theme, least: number): string | undefined {
  if (color === undefined || theme.highContrast) return undefined;
  return contrast(color, backgroundOf(theme)) >= least ? color : undefined;
}

/** The theme's words for bad and good: shapes take them earlier than letters, which need more contrast. */
function applyMeanings(root: HTMLElement, theme: Theme): void {
  for (const [name, color] of [
    ["failure", theme.negative],
    ["good", theme.positive],
  ] as const) {
    set(root, `--spp-${name}`, usable(color, theme, READABLE));
    set(root, `--spp-${name}-shape`, usable(color, theme, VISIBLE));
  }
}

const SENTIMENT: Readonly<Partial<Record<Grade, "negative" | "neutral" | "positive">>> = {
  critical: "negative",
  attention: "neutral",
  good: "positive",
};

/** The theme's colour of a grade, where it has one that can be told from the background. */
export function themeGrade(theme: Theme, grade: Grade): string | undefined {
  const sentiment = SENTIMENT[grade];
  return sentiment === undefined ? undefined : usable(theme[sentiment], theme, VISIBLE);
}

/** Shape and words of a grade; words in a colour that cannot be read are written like any other text. */
function applyGrade(root: HTMLElement, grade: Grade, theme: Theme, own: string | undefined): void {
  if (usable(own, theme, VISIBLE) !== undefined) {
    applyPair(root, `grade-${grade}`, `gradeword-${grade}`, own, theme);
    return;
  }
  const color = themeGrade(theme, grade);
  set(root, `--spp-grade-${grade}`, color);
  set(root, `--spp-gradeword-${grade}`, usable(color, theme, READABLE));
}

/** An author's colour for a shape and the words beside it. */
function applyPair(root: HTMLElement, shape: string, words: string, color: string | undefined, theme: Theme): void {
  const chosen = usable(color, theme, VISIBLE);
  const readable = usable(color, theme, READABLE);
  set(root, `--spp-${shape}`, chosen);
  set(root, `--spp-${words}`, readable ?? (chosen === undefined ? undefined : "var(--spp-text)"));
}
