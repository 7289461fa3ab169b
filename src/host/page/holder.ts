import type { FrameEvent } from "../protocol";

interface TooltipItem {
  header?: string;
  displayName?: string;
  value?: string;
}

const noteMs = 2_500;

/** The place of one visual on the report page, and what Power BI draws over it: tooltips and menus. */
export class Holder {
  /** As large as the visual is drawn. */
  readonly element: HTMLElement;
  /** As large as the visual is told; the page's scale is applied to it. */
  readonly sheet: HTMLElement;
  readonly #tooltip: HTMLElement;
  readonly #note: HTMLElement;
  #noteTimer = 0;

  constructor(parent: HTMLElement) {
    this.element = part("holder", parent);
    this.sheet = part("sheet", this.element);
    this.#tooltip = part("tooltip", this.sheet);
    this.#note = part("note", this.sheet);
    this.reset();
  }

  size(width: number, height: number, scale: number): void {
    this.element.style.width = `${String(width * scale)}px`;
    this.element.style.height = `${String(height * scale)}px`;
    this.sheet.style.width = `${String(width)}px`;
    this.sheet.style.height = `${String(height)}px`;
    this.sheet.style.transform = scale === 1 ? "" : `scale(${String(scale)})`;
  }

  /** Hides what belonged to a frame that is gone. */
  reset(): void {
    this.#tooltip.hidden = this.#note.hidden = true;
  }

  hideNote(): void {
    this.#note.hidden = true;
  }

  /** Draws what a host call would show. */
  react(event: FrameEvent): void {
    if (event.kind !== "call") return;
    const first = event.args[0];
    if (event.name === "tooltipService.show" || event.name === "tooltipService.move") this.#showTooltip(first);
    else if (event.name === "tooltipService.hide") this.#tooltip.hidden = true;
    else if (event.name === "selectionManager.showContextMenu") this.#showMenu(first, event.args[1]);
  }

  #showTooltip(value: unknown): void {
    const { coordinates, dataItems } = (value ?? {}) as { coordinates?: number[]; dataItems?: TooltipItem[] };
    if (dataItems) this.#tooltip.replaceChildren(...tooltipLines(dataItems));
    this.#tooltip.hidden = this.#tooltip.childElementCount === 0;
    this.#place(this.#tooltip, coordinates?.[0] ?? 0, coordinates?.[1] ?? 0, 12);
  }

  #showMenu(id: unknown, position: unknown): void {
    const { x = 0, y = 0 } = (position ?? {}) as { x?: number; y?: number };
    const identified = typeof id === "object" && id !== null && "selectionId" in id;
    this.#note.textContent = `Power BI's context menu, for ${identified ? "a data point" : "the empty space"}`;
    this.#note.hidden = false;
    this.#place(this.#note, x, y, 0);
    clearTimeout(this.#noteTimer);
    this.#noteTimer = window.setTimeout(() => {
      this.hideNote();
    }, noteMs);
  }

  #place(element: HTMLElement, x: number, y: number, distance: number): void {
    const { offsetWidth, offsetHeight } = element;
    const fitsRight = x + distance + offsetWidth <= this.sheet.offsetWidth;
    const fitsBelow = y + distance + offsetHeight <= this.sheet.offsetHeight;
    element.style.left = `${String(fitsRight ? x + distance : Math.max(0, x - distance - offsetWidth))}px`;
    element.style.top = `${String(fitsBelow ? y + distance : Math.max(0, y - distance - offsetHeight))}px`;
  }
}

/** A new element of this class at the end of another. */
export function part(name: string, parent: HTMLElement, tag = "div"): HTMLElement {
  const element = document.createElement(tag);
  element.className = name;
  parent.append(element);
  return element;
}

function tooltipLines(items: readonly TooltipItem[]): HTMLElement[] {
  return items.flatMap((item, index) => {
    const line = document.createElement("div");
    const name = document.createElement("span");
    const value = document.createElement("b");
    name.textContent = item.displayName ?? "";
    value.textContent = item.value ?? "";
    line.append(name, value);
    if (!item.header || item.header === items[index - 1]?.header) return [line];
    const header = document.createElement("strong");
    header.textContent = item.header;
    return [header, line];
  });
}
