import type { FrameEvent } from "../protocol";
import { Holder, part } from "./holder";
import { placeTitles, sizePresets, type PageOptions } from "./options";
import type { RecordedUpdate } from "./recordings";

const outcomes = { finished: "Rendered", failed: "Reported a failure", threw: "Threw", unfinished: "Never finished" };
const margin = 48;
const captionHeight = 36;

/** The report page: a caption, and a place for each visual. */
export class Stage {
  readonly element: HTMLElement;
  readonly #caption: HTMLElement;
  readonly #page: HTMLElement;
  readonly #title: HTMLElement;
  readonly #status: HTMLElement;
  readonly #warning: HTMLElement;
  readonly #empty: HTMLElement;
  readonly #holders: Holder[] = [];

  constructor(root: HTMLElement) {
    this.element = root;
    this.#caption = part("caption", root);
    this.#title = part("caption-title", this.#caption, "h2");
    this.#warning = part("caption-warning", this.#caption, "span");
    this.#status = part("caption-status", this.#caption, "span");
    this.#status.setAttribute("role", "status");
    this.#empty = part("empty", root);
    part("empty-title", this.#empty, "h2").textContent = "Drop a packaged visual here";
    part("empty-text", this.#empty, "p").textContent =
      "A .pbiviz file, made with “pbiviz package”. It runs in this page only: nothing is uploaded, and the visual gets no network.";
    this.#page = part("page", root);
    this.#warning.hidden = this.#empty.hidden = true;
    document.addEventListener("pointerdown", () => {
      for (const holder of this.#holders) holder.hideNote();
    });
  }

  /** A place for one more visual. */
  add(): Holder {
    const holder = new Holder(this.#page);
    this.#holders.push(holder);
    return holder;
  }

  remove(holder: Holder): void {
    holder.element.remove();
    this.#holders.splice(this.#holders.indexOf(holder), 1);
  }

  /** Asks for a package where there is none. */
  askForPackage(asked: boolean): void {
    this.#empty.hidden = !asked;
    this.#page.hidden = this.#caption.hidden = asked;
  }

  /** The size a visual in focus mode gets: all there is. */
  available(chrome: boolean): { width: number; height: number } {
    if (!chrome) return { width: window.innerWidth, height: window.innerHeight };
    const { clientWidth, clientHeight } = this.element;
    const height = Math.max(clientHeight - margin - captionHeight, 1);
    return { width: Math.max(clientWidth - margin, 1), height };
  }

  describe(options: PageOptions): void {
    const preset = sizePresets.find((item) => item.id === options.size)?.title;
    const size = options.focus ? "Focus mode" : (preset ?? "Free size");
    const scale = this.#scale(options);
    for (const holder of this.#holders) holder.size(options.width, options.height, scale);
    const drawn = scale === 1 ? "" : `, at ${String(Math.round(scale * 100))} %`;
    this.#caption.style.width = `${String(options.width * scale)}px`;
    this.#title.textContent = `${size}, ${String(options.width)} × ${String(options.height)}${drawn}`;
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

  /** Hides what belonged to frames that are gone. */
  reset(): void {
    this.#warning.hidden = true;
  }

  /** Power BI's warning icon. */
  react(event: FrameEvent): void {
    if (event.kind !== "call" || event.name !== "host.displayWarningIcon") return;
    this.#warning.textContent = `⚠ ${String(event.args[0])}`;
    this.#warning.title = typeof event.args[1] === "string" ? event.args[1] : "";
    this.#warning.hidden = false;
  }

  #scale({ zoom, width, height, chrome }: PageOptions): number {
    const percent = Number(zoom);
    if (percent > 0) return Math.min(Math.max(percent, 10), 400) / 100;
    if (zoom !== "page" && zoom !== "width") return 1;
    const room = this.available(chrome);
    const byWidth = room.width / Math.max(width, 1);
    return zoom === "width" ? byWidth : Math.min(byWidth, room.height / Math.max(height, 1));
  }
}

/** "1 problem", "2 problems". */
export function count(number: number, noun: string): string {
  return `${number.toLocaleString("en-US")} ${noun}${number === 1 ? "" : "s"}`;
}
