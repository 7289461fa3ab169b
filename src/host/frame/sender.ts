import type powerbi from "powerbi-visuals-api";
import type { SentResult } from "../protocol";
import { foreignElements, made, readableText } from "./probe";
import type { Recorder } from "./recorder";
import type { Renderings } from "./rendering";

type UpdateOptions = powerbi.extensibility.visual.VisualUpdateOptions;

/** Hands over updates one by one and looks at what each of them left behind. */
export class Sender {
  readonly #recorder: Recorder;
  readonly #renderings: Renderings;

  constructor(recorder: Recorder, renderings: Renderings) {
    this.#recorder = recorder;
    this.#renderings = renderings;
  }

  async send(visual: powerbi.extensibility.visual.IVisual, update: unknown): Promise<SentResult> {
    this.#recorder.takeProblems();
    const before = made();
    const rendering = await this.#renderings.run(visual, update as UpdateOptions);
    // Rejections and errors of the update are reported in tasks of their own.
    await new Promise((resolve) => setTimeout(resolve, 0));
    return {
      outcome: rendering.outcome ?? "unfinished",
      started: rendering.started,
      ended: rendering.endings,
      problems: this.#recorder.takeProblems(),
      readable: readableText().length,
      foreign: foreignElements(),
      made: made() - before,
    };
  }
}
