import { Model } from "../../model/model";
import type { Snapshot } from "../../model/types";
import type { Cells } from "../../model/read/cells";
import type { ColumnMap } from "../../model/fields";
import type { LiveSource, LoadOutcome, PartProgress } from "../sources/types";
import type { Trouble } from "../trouble";

/** How far a load has come; a new object after every change. */
export interface LoadState {
  readonly loading: boolean;
  readonly parts: readonly PartProgress[];
  /** Empty while loading, and where everything came. */
  readonly troubles: readonly Trouble[];
  /** What `resume` would go on with; null where nothing is left, or trying again is of no use. */
  readonly resume: unknown;
  /** What the source says of what came. */
  readonly notes: readonly string[];
  /** Epoch ms. */
  readonly startedAt: number;
  /** Epoch ms; null while loading. */
  readonly endedAt: number | null;
  readonly rows: number;
}

/** What a load needs of the page around it. */
export interface LoadMeans {
  /** Epoch ms. */
  now(): number;
  /** Runs something later; the answer takes it back. */
  schedule(run: () => void, ms: number): () => void;
  /** Rows have come, or the load has begun or ended. Called at a bounded rate while rows arrive. */
  draw(loading: Loading): void;
  /** Only the progress has changed. */
  progress(state: LoadState): void;
  /** A sentence for exports and notes about what is missing; empty where nothing is. */
  why(troubles: readonly Trouble[]): string;
}

export interface LoadRange {
  /** Epoch ms. */
  readonly from: number;
  readonly to: number;
}

/** A load on its way or at its end; what came is kept whatever happens later. */
export interface Loading {
  readonly source: LiveSource;
  readonly range: LoadRange;
  readonly state: LoadState;
  /** Takes up the rows that came meanwhile. An older snapshot's methods are of no use afterwards. */
  snapshot(): Snapshot;
  /** The only tenant that the rows name; empty where they name none or several. */
  tenant(): string;
  cancel(): void;
  /** Goes on where the load broke off, into the same model. Does nothing while it runs or where nothing is left. */
  resume(): void;
  /** Cancels and draws no more. */
  close(): void;
}

/** Snapshots while rows arrive: often enough to see it grow, seldom enough to leave the page to the reader. Ms. */
const DRAW_EVERY = 400;

/**
 * Runs a source into a model and draws it as it fills. Rows wait beside the model until a snapshot takes them up, so that
 * the snapshot on screen stays whole. `clock` judges expiry (epoch ms); the sample brings its own.
 */
export function openSource(source: LiveSource, range: LoadRange, means: LoadMeans, clock = means.now()): Loading {
  const model = new Model(clock);
  let waiting: (() => void)[] = [];
  let rows = 0;
  let stop = new AbortController();
  let due: (() => void) | null = null;
  let closed = false;
  let taken: Snapshot | null = null;
  let state: LoadState = begun();

  function begun(): LoadState {
    const nothing = { parts: [], troubles: [], notes: [], resume: null };
    return { ...nothing, loading: true, startedAt: means.now(), endedAt: null, rows };
  }

  function change(next: Partial<LoadState>): void {
    state = { ...state, ...next };
    taken = null;
  }

  function drawSoon(): void {
    due ??= means.schedule(() => {
      due = null;
      if (!closed) means.draw(loading);
    }, DRAW_EVERY);
  }

  const arrived = (count: number, take: () => void): void => {
    rows += count;
    waiting.push(take);
    change({ rows });
    drawSoon();
  };

  const sink = {
    rows: (cells: readonly Cells[], columns: ColumnMap) => {
      arrived(cells.length, () => model.append(cells, columns));
    },
    skipped: (field: string, value: unknown, reason: string) => {
      arrived(1, () => model.store.skip(field, value, reason));
    },
  };

  async function run(resume: unknown): Promise<void> {
    const mine = (stop = new AbortController());
    const { signal } = mine;
    const isMine = (): boolean => stop === mine && !closed;
    const progress = (parts: readonly PartProgress[]): void => {
      if (!isMine() || !state.loading) return;
      change({ parts });
      means.progress(state);
    };
    let outcome: LoadOutcome;
    try {
      outcome = await source.load({
        ...range,
        signal,
        sink,
        progress,
        ...(resume === null || resume === undefined ? {} : { resume }),
      });
    } catch {
      // A source tells what services do; what it throws is a fault of this program, and its words may hold anything.
      outcome = { troubles: [{ kind: signal.aborted ? "cancelled" : "refused", part: "" }], resume: resume ?? null };
    }
    if (!isMine()) return;
    due?.();
    due = null;
    const { troubles, resume: left, notes = [] } = outcome;
    change({ loading: false, endedAt: means.now(), troubles, resume: left, notes: [...state.notes, ...notes] });
    means.draw(loading);
  }

  function start(resume: unknown): void {
    means.draw(loading);
    void run(resume);
  }

  const loading: Loading = {
    source,
    range,
    get state() {
      return state;
    },
    snapshot() {
      if (taken !== null) return taken;
      const takes = waiting;
      waiting = [];
      for (const take of takes) take();
      const { troubles } = state;
      taken = model.snapshot({
        kind: source.kind,
        rowsTotalKnown: null,
        truncated: troubles.length > 0,
        loading: state.loading,
        stopReason: means.why(troubles),
      });
      return taken;
    },
    tenant: () => model.store.signIns.onlyTenant(),
    cancel() {
      if (state.loading) stop.abort(new DOMException("", "AbortError"));
    },
    resume() {
      if (state.loading || state.resume === null || closed) return;
      const { resume } = state;
      // The parts are those of before until the source tells of them again.
      change({ ...begun(), parts: state.parts, notes: state.notes });
      start(resume);
    },
    close() {
      closed = true;
      due?.();
      stop.abort(new DOMException("", "AbortError"));
    },
  };
  start(null);
  return loading;
}
