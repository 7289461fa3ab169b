import type { Download, FrameEvent, Problem } from "../protocol";

export interface RecordedCall {
  seq: number;
  name: string;
  args: unknown[];
  /** Milliseconds since the frame was loaded. */
  at: number;
}

export interface RecordedUpdate {
  seq: number;
  updateId: number;
  type: number;
  operationKind: number | null;
  rows: number;
  outcome?: "finished" | "failed" | "threw" | "unfinished";
  ms?: number;
}

export type RecordedProblem = Problem & { seq: number };
export type RecordedDownload = Download & { seq: number };

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
  counts: Record<string, number> = {};
  /** The newest update, also after the recordings were cleared. */
  latest: RecordedUpdate | undefined;
  readonly #onEntry: (entry: LogEntry) => void;
  readonly #open = new Map<number, RecordedUpdate>();
  #seq = 0;

  constructor(onEntry: (entry: LogEntry) => void) {
    this.#onEntry = onEntry;
  }

  add(event: FrameEvent): void {
    switch (event.kind) {
      case "call": {
        const call = { seq: ++this.#seq, name: event.name, args: event.args, at: event.at };
        this.calls.push(call);
        this.#onEntry({ kind: "call", call });
        return;
      }
      case "update": {
        const { updateId, type, operationKind, rows } = event;
        const update: RecordedUpdate = { seq: ++this.#seq, updateId, type, operationKind, rows };
        this.latest = update;
        this.#open.set(updateId, update);
        this.updates.push(update);
        this.#onEntry({ kind: "update", update });
        return;
      }
      case "rendered": {
        const update = this.#open.get(event.updateId);
        this.#open.delete(event.updateId);
        if (update) Object.assign(update, { outcome: event.outcome, ms: event.ms });
        return;
      }
      case "problem":
        this.problem(event.problem);
        return;
      case "download": {
        const download = { seq: ++this.#seq, ...event.download };
        this.downloads.push(download);
        this.#onEntry({ kind: "download", download });
        return;
      }
      case "counts":
        this.counts = event.counts;
        return;
      default:
        return;
    }
  }

  problem(problem: Problem): void {
    const recorded = { seq: ++this.#seq, ...problem };
    this.problems.push(recorded);
    this.#onEntry({ kind: "problem", problem: recorded });
  }

  clear(): void {
    this.calls = [];
    this.updates = [];
    this.problems = [];
    this.downloads = [];
  }
}
