import type { Download, FrameEvent, Problem } from "../protocol";

export interface RecordedCall {
  seq: number;
  /** Which visual on the page, from 1. */
  instance: number;
  name: string;
  args: unknown[];
  /** Milliseconds since the frame was loaded. */
  at: number;
}

export interface RecordedUpdate {
  seq: number;
  instance: number;
  updateId: number;
  type: number;
  operationKind: number | null;
  rows: number;
  outcome?: "finished" | "failed" | "threw" | "unfinished";
  ms?: number;
}

export type RecordedProblem = Problem & { seq: number; instance: number };
export type RecordedDownload = Download & { seq: number; instance: number };

/** One line of the log. */
export type LogEntry =
  | { kind: "call"; call: RecordedCall }
  | { kind: "update"; update: RecordedUpdate }
  | { kind: "problem"; problem: RecordedProblem }
  | { kind: "download"; download: RecordedDownload };

/** Everything the frame has reported since the page was loaded or the recordings were cleared. */
export class Recordings {
  calls: RecordedCall[] = [];
  updates: RecordedUpdate[] = [];
  problems: RecordedProblem[] = [];
  downloads: RecordedDownload[] = [];
  /** The newest update, also after the recordings were cleared. */
  latest: RecordedUpdate | undefined;
  readonly #onEntry: (entry: LogEntry) => void;
  readonly #counts = new Map<number, Record<string, number>>();
  readonly #open = new Map<string, RecordedUpdate>();
  #seq = 0;

  constructor(onEntry: (entry: LogEntry) => void) {
    this.#onEntry = onEntry;
  }

  add(event: FrameEvent, instance: number): void {
    switch (event.kind) {
      case "call": {
        const call = { seq: ++this.#seq, instance, name: event.name, args: event.args, at: event.at };
        this.calls.push(call);
        this.#onEntry({ kind: "call", call });
        return;
      }
      case "update": {
        const { updateId, type, operationKind, rows } = event;
        const update: RecordedUpdate = { seq: ++this.#seq, instance, updateId, type, operationKind, rows };
        this.latest = update;
        this.#open.set(keyOf(instance, updateId), update);
        this.updates.push(update);
        this.#onEntry({ kind: "update", update });
        return;
      }
      case "rendered": {
        const key = keyOf(instance, event.updateId);
        const update = this.#open.get(key);
        this.#open.delete(key);
        if (update) Object.assign(update, { outcome: event.outcome, ms: event.ms });
        return;
      }
      case "problem":
        this.problem(event.problem, instance);
        return;
      case "download": {
        const download = { seq: ++this.#seq, instance, ...event.download };
        this.downloads.push(download);
        this.#onEntry({ kind: "download", download });
        return;
      }
      case "counts":
        this.#counts.set(instance, event.counts);
        return;
      default:
        return;
    }
  }

  /** Of the page itself, not of a visual: instance 0. */
  problem(problem: Problem, instance = 0): void {
    const recorded = { seq: ++this.#seq, instance, ...problem };
    this.problems.push(recorded);
    this.#onEntry({ kind: "problem", problem: recorded });
  }

  /** How often each call was made, by one visual. */
  counts(instance: number): Record<string, number> {
    return { ...this.#counts.get(instance) };
  }

  clear(): void {
    this.calls = [];
    this.updates = [];
    this.problems = [];
    this.downloads = [];
  }
}

function keyOf(instance: number, updateId: number): string {
  return `${String(instance)}:${String(updateId)}`;
}
