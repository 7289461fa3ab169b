import type { FactSink } from "../../model/read/sink";
import type { Trouble } from "../trouble";
import type { AskSingles } from "./singles";

export type SourceKind = "sample" | "file" | "graph" | "logs";

/** How far one part of a load has come. */
export interface PartProgress {
  /** What is loaded, in the interface's words, for example "Sign-ins of service principals". */
  readonly part: string;
  readonly rows: number;
  /** Requests, windows or pages that are done, and how many there are where that is known. */
  readonly done: number;
  readonly total: number | null;
  /** Epoch ms until which the service asked to wait; null while nothing waits. */
  readonly waitingUntil: number | null;
  readonly state: "waiting" | "loading" | "done" | "failed";
}

export interface LoadRequest {
  /** The range asked for, epoch ms. */
  readonly from: number;
  readonly to: number;
  readonly signal: AbortSignal;
  /** Takes rows as they come: what came is kept whatever comes later. */
  readonly sink: FactSink;
  /** The parts in a fixed order, after every change. */
  progress(parts: readonly PartProgress[]): void;
  /** What an earlier, partial load of the same source left to do; absent: everything. */
  readonly resume?: unknown;
}

export interface LoadOutcome {
  /** Empty when everything that was asked for came. */
  readonly troubles: readonly Trouble[];
  /** What is still to do, for `LoadRequest.resume`; null when nothing is, or when trying again is of no use. */
  readonly resume: unknown;
  /** Sentences about what came, for the reader to check; absent: none. */
  readonly notes?: readonly string[];
}

/** A place that facts come from. `load` never rejects for what a service does: it tells in `troubles`. */
export interface LiveSource {
  readonly kind: SourceKind;
  /** Absolute scopes that loading asks for, least first. */
  readonly scopes: readonly string[];
  load(request: LoadRequest): Promise<LoadOutcome>;
  /** Absent where a source has no single sign-ins. */
  readonly singles?: AskSingles;
}
