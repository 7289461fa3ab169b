import { findCode } from "../knowledge/codes";
import { full } from "./safeText";
import type { Scene } from "./scene";
import { gradeAt, stateAt } from "./shapes";
import { text } from "./strings";
import type { Tip, TipLine, TipSink } from "./types";
import { gradeWord, postureWords, principalName, statusWord } from "./words";

const tips = new WeakMap<Element, () => Tip | null>();

/** Says what the host's tooltip tells about an element and all that lies in it. */
export function tellTip(element: Element, tip: () => Tip | null): void {
  tips.set(element, tip);
}

/** The figures that a tooltip repeats: of a principal, or of its cases in a group. */
export interface TipFigures {
  readonly failures: number;
  readonly topCode: number;
  readonly lastFailure: number;
  readonly status: number;
}

const figuresOf = ({ snapshot: { columns } }: Scene, index: number): TipFigures => ({
  failures: columns.failures[index] ?? 0,
  topCode: columns.topCode[index] ?? -1,
  lastFailure: columns.lastFailure[index] ?? NaN,
  status: columns.status[index] ?? 255,
});

/**
 * Name, failures, status, last failure and posture of a principal, cleaned like everything that is drawn. In a group,
 * `figures` are those of its line and `within` names what they are counted in: a tooltip must not contradict its row.
 */
export function principalTip(
  scene: Scene,
  index: number,
  figures: TipFigures = figuresOf(scene, index),
  within: TipLine | null = null,
): Tip {
  const { snapshot, format, times, principal } = scene;
  const { columns, now } = snapshot;
  const signIns = columns.signIns[index] ?? 0;
  const { failures, lastFailure: last, topCode: code } = figures;
  const grade = gradeAt(columns.grade[index] ?? 255);
  const lines: TipLine[] = [{ name: text("columnName"), value: full(principalName(snapshot, index)) }];
  if (within !== null) lines.push(within);
  const say = (label: string, value: string): number => lines.push({ name: label, value });
  if (signIns > 0) say(text("columnFailures"), format.number(failures));
  if (code >= 0) say(text("columnTopError"), `AADSTS${code} ${findCode(code)?.short ?? ""}`.trim());
  say(text("columnStatus"), statusWord(stateAt(figures.status), signIns));
  if (!Number.isNaN(last)) say(text("columnLastFailure"), lastWords(times.instant(last), times.ago(last, now)));
  const words = postureWords(principal(index).posture.label, format);
  say(text("columnPosture"), text("labelled", gradeWord(grade), words));
  return { index, lines };
}

/** Shows the host's tooltips for what the pointer is over; the browser's own ones rest meanwhile. */
export function attachTips(root: HTMLElement, sink: TipSink): void {
  let over: Element | null = null;
  let resting: { readonly element: Element; readonly words: string }[] = [];

  const ownerOf = (target: EventTarget | null): Element | null => {
    let node = target instanceof Element ? target : null;
    while (node !== null && node !== root && !tips.has(node)) node = node.parentElement;
    return node === root ? null : node;
  };

  function leave(touch: boolean, immediately: boolean): void {
    if (over === null) return;
    over = null;
    // A row that was bound anew meanwhile has words of its own.
    for (const { element, words } of resting) {
      if (!element.hasAttribute("title")) element.setAttribute("title", words);
    }
    resting = [];
    sink.hide(touch, immediately);
  }

  function enter(owner: Element, event: PointerEvent, touch: boolean): void {
    const tip = tips.get(owner)?.() ?? null;
    if (tip === null || !sink.show(tip, event.clientX, event.clientY, touch)) return;
    over = owner;
    for (const element of [owner, ...owner.querySelectorAll("[title]")]) {
      const words = element.getAttribute("title");
      if (words === null) continue;
      element.removeAttribute("title");
      resting.push({ element, words });
    }
  }

  root.addEventListener("pointermove", (event) => {
    if (event.pointerType === "touch") return;
    const owner = ownerOf(event.target);
    if (owner !== null && owner === over) {
      sink.move(event.clientX, event.clientY, false);
      return;
    }
    leave(false, true);
    if (owner !== null) enter(owner, event, false);
  });
  root.addEventListener("pointerleave", () => leave(false, false));
  root.addEventListener("wheel", () => leave(false, true), { passive: true });
  root.addEventListener("contextmenu", () => leave(false, true), { capture: true });
  root.addEventListener("pointerdown", (event) => {
    const touch = event.pointerType === "touch";
    leave(touch, true);
    const owner = touch ? ownerOf(event.target) : null;
    if (owner !== null) enter(owner, event, true);
  });
  for (const end of ["pointerup", "pointercancel"] as const) {
    root.addEventListener(end, (event) => {
      if (event.pointerType === "touch") leave(true, false);
    });
  }
}

/** A moment and how long ago it was; a day is told once. */
const lastWords = (instant: string, ago: string): string => (instant.includes(ago) ? instant : `${instant} (${ago})`);
