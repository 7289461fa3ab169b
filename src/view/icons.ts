import type { Grade, VerificationState } from "../model/types";
import { attrs } from "./dom";

const SVG = "http://www.w3.org/2000/svg";

/** Paths on a 12 × 12 grid; those in STROKED are lines, the others filled shapes. */
const PATHS = {
  circle: "M6 1.5a4.5 4.5 0 1 0 0 9a4.5 4.5 0 1 0 0-9z",
  triangle: "M6 1 11.3 10.6H.7z",
  diamond: "M6 .6 11.4 6 6 11.4.6 6z",
  square: "M1.6 1.6h8.8v8.8H1.6z",
  ring: "M6 1.6a4.4 4.4 0 1 0 0 8.8a4.4 4.4 0 1 0 0-8.8z",
  check: "M1.8 6.4 4.8 9.4 10.4 2.8",
  around: "M1.4 8.2a4.6 4.6 0 0 1 8.8-2.4M10.6 2v4H6.6",
  again: "M1.6 1.6v3.6h3.6M1.9 5A4.5 4.5 0 1 1 1.6 7",
  dots: "M.9 6a1.1 1.1 0 1 0 2.2 0a1.1 1.1 0 1 0-2.2 0zM4.9 6a1.1 1.1 0 1 0 2.2 0a1.1 1.1 0 1 0-2.2 0zM8.9 6a1.1 1.1 0 1 0 2.2 0a1.1 1.1 0 1 0-2.2 0z",
  arrow: "M1 6h9.4M6.8 2.4 10.6 6 6.8 9.6",
  up: "M6 2 11 10H1z",
  down: "M6 10 1 2h10z",
  chevron: "M2.4 4.2 6 7.8l3.6-3.6",
  search: "M5 1.4a3.6 3.6 0 1 0 0 7.2a3.6 3.6 0 1 0 0-7.2zM7.8 7.8l3 3",
  close: "M2.2 2.2l7.6 7.6M9.8 2.2 2.2 9.8",
  back: "M7.6 1.8 3.4 6l4.2 4.2",
  dash: "M2.5 6h7",
  calendar: "M1.8 2.8h8.4v7.4H1.8zM1.8 5.2h8.4M4 1.4v2.4M8 1.4v2.4",
  clock: "M6 1.6a4.4 4.4 0 1 0 0 8.8a4.4 4.4 0 1 0 0-8.8zM6 3.4V6.2l1.8 1.2",
  shield: "M6 1.2 10.2 2.6V6c0 2.4-1.8 4-4.2 4.8C3.6 10 1.8 8.4 1.8 6V2.6z",
  open: "M4.6 2H2v8h8V7.4M7 1.8h3.2V5M10 2 5.6 6.4",
} as const;
export type IconName = keyof typeof PATHS;

const STROKED: ReadonlySet<IconName> = new Set<IconName>([
  "ring",
  "check",
  "around",
  "again",
  "arrow",
  "chevron",
  "search",
  "close",
  "back",
  "dash",
  "calendar",
  "clock",
  "shield",
  "open",
]);

const GRADE_ICONS: Readonly<Record<Grade, IconName>> = {
  critical: "square",
  poor: "diamond",
  attention: "triangle",
  good: "circle",
  unknown: "ring",
};

const STATE_ICONS: Readonly<Record<VerificationState, IconName>> = {
  verified: "check",
  failing: "circle",
  changed: "around",
  regressed: "again",
  quiet: "dots",
  moved: "arrow",
};

export function icon(name: IconName): SVGSVGElement {
  const svg = document.createElementNS(SVG, "svg");
  attrs(svg, { viewBox: "0 0 12 12", "aria-hidden": "true", focusable: "false" });
  const path = svg.appendChild(document.createElementNS(SVG, "path"));
  svg.classList.add("spp-icon");
  setIcon(svg, name);
  path.setAttribute("stroke-linecap", "round");
  return svg;
}

/** Changes the drawing of an icon in place, for pooled rows. */
export function setIcon(svg: SVGSVGElement, name: IconName): void {
  if (svg.dataset["icon"] === name) return;
  svg.dataset["icon"] = name;
  svg.classList.toggle("is-line", STROKED.has(name));
  svg.firstElementChild?.setAttribute("d", PATHS[name]);
}

export const gradeIcon = (grade: Grade): IconName => GRADE_ICONS[grade];
export const stateIcon = (state: VerificationState | null): IconName => (state === null ? "dash" : STATE_ICONS[state]);
