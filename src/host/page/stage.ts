import type { FrameEvent } from "../protocol";
import { placeTitles, sizePresets, type PageOptions } from "./options";
import type { RecordedUpdate } from "./recordings";

interface TooltipItem {
  header?: string;
  displayName?: string;
  value?: string;
  color?: string;
}

const noteMs = 2_500;
const outcomes = { finished: "Rendered", failed: "Reported a failure", threw: "Threw", unfinished: "Never finished" };

/** The area around the frame: its caption and what Power BI draws over a visual (tooltips, menus, the warning icon). */
export class Stage {
  readonly element: HTMLElement;
  readonly #caption: HTMLElement;
  readonly holder: HTMLElement;
  readonly #title: HTMLElement;
  readonly #status: HTMLElement;
  readonly #warning: HTMLElement;
  readonly #tooltip: HTMLElement;
  readonly #note: HTMLElement;
  #noteTimer = 0;

  constructor(root: HTMLElement) {
    this.element = root;
    const part = (name: string, parent: HTMLElement, tag = "div"): HTMLElement => {
      const element = document.createElement(tag);
      element.className = name;
      parent.append(element);
      return element;
    };
    const caption = part("caption", root);
    this.#caption = caption;
    this.#title = part("caption-title", caption, "h2");
    this.#warning = part("caption-warning", caption, "span");
    this.#status = part("caption-status", caption, "span");
    this.#status.setAttribute("role", "status");
    this.holder = part("holder", root);
    this.#tooltip = part("tooltip", this.holder);
    this.#note = part("note", this.holder);
    this.#tooltip.hidden = this.#note.hidden = this.#warning.hidden = true;
    document.addEventListener("pointerdown", () => (this.#note.hidden = true));
  }

  /** The size a visual in focus mode gets: all there is. */
  available(chrome: boolean): { width: number; height: number } {
    if (!chrome) return { width: window.innerWidth, height: window.innerHeight };
    const margin = 48;
    const { clientWidth, clientHeight } = this.element;
    return { width: Math.max(clientWidth - margin, 1), height: Math.max(clientHeight - margin - 36, 1) };
  }

  describe(options: PageOptions): void {
    const preset = sizePresets.find((item) => item.id === options.size)?.title;
    const size = options.focus ? "Focus mode" : (preset ?? "Free size");
    this.holder.style.width = `${String(options.width)}px`;
    this.holder.style.height = `${String(options.height)}px`;
    this.#caption.style.width = this.holder.style.width;
    this.#title.textContent = `${size}, ${String(options.width)} × ${String(options.height)}`;
    this.#title.title = `${placeTitles[options.place]}, ${options.locale}`;
  }

  report(update: RecordedUpdate | undefined, problems: number): void {
    const outcome = update?.outcome;
    const time = update?.ms === undefined ? "" : ` in ${String(Math.max(1, Math.round(update.ms)))} ms`;
    const rows = update ? ` · ${update.rows.toLocaleString("en-US")} rows` : "";
    const text = outcome ? `${outcomes[outcome]}${time}${rows}` : update ? `Rendering${rows}` : "Loading";
    this.#status.textContent = problems > 0 ? `${text} · ${count(problems, "problem")}` : text;
    this.#status.dataset["tone"] = problems > 0 ? "bad" : outcome === "finished" ? "good" : "waiting";
  }

  /** Hides what belonged to a frame that is gone. */
  reset(): void {
    this.#tooltip.hidden = this.#note.hidden = this.#warning.hidden = true;
  }

  /** Draws what a host call would show. */
  react(event: FrameEvent): void {
    if (event.kind !== "call") return;
    const first = event.args[0];
    if (event.name === "tooltipService.show" || event.name === "tooltipService.move") this.#showTooltip(first);
    else if (event.name === "tooltipService.hide") this.#tooltip.hidden = true;
    else if (event.name === "selectionManager.showContextMenu") this.#showMenu(first, event.args[1]);
    else if (event.name === "host.displayWarningIcon") {
      this.#warning.textContent = `⚠ ${String(first)}`;
      this.#warning.title = typeof event.args[1] === "string" ? event.args[1] : "";
      this.#warning.hidden = false;
    }
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
    this.#noteTimer = window.setTimeout(() => (this.#note.hidden = true), noteMs);
  }

  #place(element: HTMLElement, x: number, y: number, distance: number): void {
    const { offsetWidth, offsetHeight } = element;
    const fitsRight = x + distance + offsetWidth <= this.holder.offsetWidth;
    const fitsBelow = y + distance + offsetHeight <= this.holder.offsetHeight;
    element.style.left = `${String(fitsRight ? x + distance : Math.max(0, x - distance - offsetWidth))}px`;
    element.style.top = `${String(fitsBelow ? y + distance : Math.max(0, y - distance - offsetHeight))}px`;
  }
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

/** "1 problem", "2 problems". */
export function count(number: number, noun: string): string {
  return `${number.toLocaleString("en-US")} ${noun}${number === 1 ? "" : "s"}`;
}
