import { attrs, el } from "./dom";

/** Longest name that is drawn, and longest one that a tooltip holds: names come from anybody who can register an app. */
const SHOWN = 200;
const TOOLTIP = 1000;

// Controls, line and paragraph separators, zero-width marks, and everything that reorders text.
const INVISIBLE = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff]/g;

/** Replaces characters that hide or reorder text by visible marks. */
export function visible(value: string): string {
  return value.replace(INVISIBLE, (char) => {
    const code = char.charCodeAt(0);
    if (code < 0x20) return String.fromCharCode(0x2400 + code);
    return `‹U+${code.toString(16).toUpperCase().padStart(4, "0")}›`;
  });
}

function cut(value: string, length: number): string {
  if (value.length <= length) return value;
  // Never through the middle of a surrogate pair.
  const last = value.charCodeAt(length - 1);
  return value.slice(0, last >= 0xd800 && last <= 0xdbff ? length - 1 : length) + "…";
}

/** A name as it is drawn. */
export const shown = (value: string): string => cut(visible(value.slice(0, SHOWN * 2)), SHOWN);

/** A name as a tooltip holds it. */
export const full = (value: string): string => cut(visible(value.slice(0, TOOLTIP * 2)), TOOLTIP);

/** A foreign name, isolated so that its direction cannot leak into the text around it. */
export function foreign(value: string, className = ""): HTMLElement {
  const node = attrs(el("bdi", className, shown(value)), { dir: "auto" });
  if (value.length > SHOWN) node.title = full(value);
  return node;
}

/** `0c9d1f20-…-a1`: enough of an id to tell two principals of one name apart. */
export function shortId(id: string): string {
  return id.length > 20 ? `${shown(id.slice(0, 8))}-…-${shown(id.slice(-4))}` : shown(id);
}
