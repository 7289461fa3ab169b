import type { Probe } from "../protocol";

const longestText = 20_000;

/** Elements that a value could only bring as markup; drawing and controls of a visual need none of them. */
const foreignNames = "script, img, iframe, frame, object, embed, link, meta, base, form, audio, video, foreignObject";

let madeElements = 0;

/** Counts the elements that are made, so that work can be bounded without a clock. */
export function countElements(): void {
  count(Document.prototype, "createElement");
  count(Document.prototype, "createElementNS");
  count(Node.prototype, "cloneNode");
}

function count(owner: object, name: string): void {
  const original: unknown = Reflect.get(owner, name);
  if (typeof original !== "function") return;
  Reflect.set(owner, name, function (this: unknown, ...args: unknown[]): unknown {
    madeElements++;
    const result: unknown = Reflect.apply(original, this, args);
    return result;
  });
}

/** Elements made since the frame was loaded. */
export function made(): number {
  return madeElements;
}

/** What does not belong into the document of a visual, by name. */
export function foreignElements(): Record<string, number> {
  const found: Record<string, number> = {};
  for (const { localName } of document.body.querySelectorAll(foreignNames)) {
    found[localName] = (found[localName] ?? 0) + 1;
  }
  return found;
}

export function readableText(): string {
  return document.body.innerText.trim();
}

/** Looks at the document as it is now. An invalid selector throws. */
export function probe(selector: string): Probe {
  const ids = [...document.body.querySelectorAll("[id]")].map((element) => element.id);
  const text = readableText();
  return {
    text: text.slice(0, longestText),
    readable: text.length,
    elements: document.body.querySelectorAll("*").length,
    foreign: foreignElements(),
    duplicateIds: [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))],
    matches: selector === "" ? 0 : document.body.querySelectorAll(selector).length,
  };
}

/** Clicks an element as a reader does, and says whether there is one. */
export function click(selector: string, nth: number, ctrlKey: boolean): boolean {
  const element = document.body.querySelectorAll(selector)[nth];
  if (!element) return false;
  const { left, top, width, height } = element.getBoundingClientRect();
  const where = { clientX: left + width / 2, clientY: top + height / 2 };
  const options = { bubbles: true, cancelable: true, composed: true, button: 0, ctrlKey, ...where };
  element.dispatchEvent(new PointerEvent("pointerdown", { ...options, isPrimary: true }));
  element.dispatchEvent(new PointerEvent("pointerup", { ...options, isPrimary: true }));
  element.dispatchEvent(new MouseEvent("click", { ...options, detail: 1 }));
  return true;
}
