import type { FrameEvent, InitMessage, Request, Saved, VisualPackage } from "../protocol";
import { FrameLink } from "./frameLink";
import type { Holder } from "./holder";
import { frameDocument } from "./srcdoc";

/** The part of the first message that does not depend on which visual it is. */
export type Beginning = Omit<InitMessage, "instance" | "saved">;

const nothingSaved = (): Saved => ({ objects: {}, storage: {}, filters: [] });

/** One visual on the report page: its frame, and what a saved report keeps of it. */
export class Instance {
  readonly number: number;
  readonly holder: Holder;
  saved: Saved = nothingSaved();
  readonly #received: (event: FrameEvent, instance: Instance) => void;
  #link: FrameLink | undefined;

  constructor(number: number, holder: Holder, received: (event: FrameEvent, instance: Instance) => void) {
    this.number = number;
    this.holder = holder;
    this.#received = received;
  }

  /** Loads the frame, anew where there was one; resolves after the first update has ended. */
  async mount(visual: VisualPackage, runtime: string, beginning: Beginning): Promise<void> {
    this.close();
    const { number, saved } = this;
    const name = number === 1 ? "visual" : `visual-${String(number)}`;
    this.#link = await FrameLink.open(
      { into: this.holder.sheet, id: name, title: number === 1 ? "Visual" : `Visual ${String(number)}` },
      frameDocument(visual, runtime, beginning.options.locale),
      { ...beginning, instance: number, saved },
      (event) => {
        if (event.kind === "saved") this.saved = event.saved;
        this.#received(event, this);
      },
    );
  }

  request(request: Request): Promise<unknown> {
    return this.#link?.request(request) ?? Promise.resolve(undefined);
  }

  resize(width: number, height: number): void {
    const element = this.#link?.element;
    if (!element) return;
    element.width = String(width);
    element.height = String(height);
  }

  forget(): void {
    this.saved = nothingSaved();
  }

  close(): void {
    this.#link?.close();
    this.#link = undefined;
    this.holder.reset();
  }
}
