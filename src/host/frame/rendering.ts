import type powerbi from "powerbi-visuals-api";
import type { Recorder } from "./recorder";

type UpdateOptions = powerbi.extensibility.visual.VisualUpdateOptions;
type Outcome = "finished" | "failed" | "threw" | "unfinished";

/** How long a visual may render after `update` has returned before the stand-in gives up on it. */
const patienceMs = 3_000;

/** What became of one update; the counts go on while the visual calls the event service. */
export interface Rendering {
  id: number;
  sentAt: number;
  started: number;
  endings: number;
  outcome: Outcome | undefined;
  end: (outcome: Outcome) => void;
  ended: Promise<Rendering>;
}

/** Runs updates and checks the protocol: renderingStarted once during update, then Finished or Failed once. */
export class Renderings {
  readonly #recorder: Recorder;
  readonly #byOptions = new WeakMap<object, Rendering>();
  #latest: Rendering | undefined;
  #count = 0;

  constructor(recorder: Recorder) {
    this.#recorder = recorder;
  }

  /** Hands one update to the visual; resolves when its rendering has ended one way or another. */
  run(visual: powerbi.extensibility.visual.IVisual, options: UpdateOptions): Promise<Rendering> {
    const rendering = this.#open(options);
    this.#recorder.emit({
      kind: "update",
      updateId: rendering.id,
      type: options.type,
      operationKind: options.operationKind ?? null,
      rows: rowsIn(options.dataViews),
    });
    try {
      visual.update(options);
    } catch (error) {
      const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
      const stack = error instanceof Error ? error.stack : undefined;
      this.#recorder.problem("exception", `update ${String(rendering.id)} threw ${message}`, stack);
      rendering.end("threw");
      return rendering.ended;
    }
    if (rendering.started === 0 && rendering.outcome === undefined) {
      this.#violation(rendering, "renderingStarted was not called during update");
      rendering.end("unfinished");
    } else if (rendering.outcome === undefined) {
      setTimeout(() => {
        if (rendering.outcome !== undefined) return;
        this.#violation(rendering, `neither renderingFinished nor renderingFailed within ${String(patienceMs)} ms`);
        rendering.end("unfinished");
      }, patienceMs);
    }
    return rendering.ended;
  }

  /** The event service's side. */
  started(options: unknown): void {
    const rendering = this.#find(options, "renderingStarted");
    if (!rendering) return;
    rendering.started++;
    if (rendering.outcome !== undefined) this.#violation(rendering, "renderingStarted after the end of the rendering");
    else if (rendering.started > 1) this.#violation(rendering, "renderingStarted was called more than once");
  }

  ended(options: unknown, outcome: "finished" | "failed"): void {
    const name = outcome === "finished" ? "renderingFinished" : "renderingFailed";
    const rendering = this.#find(options, name);
    if (!rendering) return;
    rendering.endings++;
    if (rendering.outcome !== undefined)
      this.#violation(rendering, `${name} after the rendering was ${rendering.outcome}`);
    else if (rendering.started === 0) this.#violation(rendering, `${name} without renderingStarted`);
    rendering.end(outcome);
  }

  #open(options: UpdateOptions): Rendering {
    let resolve: (rendering: Rendering) => void = () => undefined;
    const ended = new Promise<Rendering>((done) => (resolve = done));
    const rendering: Rendering = {
      id: ++this.#count,
      sentAt: performance.now(),
      started: 0,
      endings: 0,
      outcome: undefined,
      ended,
      end: (outcome) => {
        if (rendering.outcome !== undefined) return;
        rendering.outcome = outcome;
        const ms = performance.now() - rendering.sentAt;
        this.#recorder.emit({ kind: "rendered", updateId: rendering.id, outcome, ms });
        resolve(rendering);
      },
    };
    this.#byOptions.set(options, rendering);
    this.#latest = rendering;
    return rendering;
  }

  /** A visual may pass a copy of the options: then the latest update is meant. */
  #find(options: unknown, name: string): Rendering | undefined {
    const known = typeof options === "object" && options !== null ? this.#byOptions.get(options) : undefined;
    const rendering = known ?? this.#latest;
    if (!rendering) this.#recorder.problem("protocol", `${name} was called before the first update`);
    return rendering;
  }

  #violation(rendering: Rendering, message: string): void {
    this.#recorder.problem("protocol", `update ${String(rendering.id)}: ${message}`);
  }
}

function rowsIn(dataViews: unknown): number {
  try {
    return (dataViews as powerbi.DataView[])[0]?.table?.rows?.length ?? 0;
  } catch {
    return 0;
  }
}
