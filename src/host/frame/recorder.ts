import type { FrameEvent, Problem } from "../protocol";
import { summarize } from "./summary";

/** Calls a visual may make once a row: after so many of one name only their number is reported. */
const frequent = new Set(["host.createSelectionIdBuilder", "colorPalette.getColor", "tooltipService.move"]);
const detailedCalls = 500;
const countInterval = 100;

/** Collects what a visual does to its host and sends it to the page in order. */
export class Recorder {
  readonly #counts = new Map<string, number>();
  readonly #missing = new Set<string>();
  readonly #queue: FrameEvent[] = [];
  #send: ((event: FrameEvent) => void) | null = null;
  #countsDue = false;
  /** Messages since somebody last took them, for the one who sends updates one by one. */
  readonly #unread: string[] = [];

  /** Starts sending; what happened before (while the visual's script ran) goes first. */
  connect(send: (event: FrameEvent) => void): void {
    this.#send = send;
    for (const event of this.#queue.splice(0)) send(event);
  }

  emit(event: FrameEvent): void {
    if (this.#send) this.#send(event);
    else this.#queue.push(event);
  }

  call(name: string, args: readonly unknown[]): void {
    const count = (this.#counts.get(name) ?? 0) + 1;
    this.#counts.set(name, count);
    if (count <= detailedCalls || !frequent.has(name)) {
      this.emit({ kind: "call", name, args: args.map((arg) => summarize(arg)), at: performance.now() });
    }
    this.#sendCountsSoon();
  }

  problem(kind: Problem["kind"], message: string, detail?: unknown): void {
    const problem: Problem = { kind, message };
    if (detail !== undefined) problem.detail = summarize(detail);
    if (this.#unread.length < detailedCalls) this.#unread.push(`${kind}: ${message}`);
    this.emit({ kind: "problem", problem });
  }

  takeProblems(): string[] {
    return this.#unread.splice(0);
  }

  /** Reports the first read of each host member or text that does not exist. */
  missing(path: string, owner = "the stand-in"): void {
    if (this.#missing.has(path)) return;
    this.#missing.add(path);
    this.problem("missingMember", `The visual reads ${path}, which ${owner} does not have`);
  }

  flushCounts(): void {
    this.emit({ kind: "counts", counts: Object.fromEntries(this.#counts) });
  }

  #sendCountsSoon(): void {
    if (this.#countsDue) return;
    this.#countsDue = true;
    setTimeout(() => {
      this.#countsDue = false;
      this.flushCounts();
    }, countInterval);
  }
}
