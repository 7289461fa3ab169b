import { indicesOf, type ExportScope } from "../../export/scope";
import type { Snapshot } from "../../model";

/** A frame at 60 Hz, less what drawing it takes: between slices of this length a page still answers. Ms. */
const SLICE = 12;

/** Rejected with when a job was called off. */
export class Cancelled extends Error {
  override readonly name = "Cancelled";
}

interface SliceMeans {
  readonly signal: AbortSignal;
  now(): number;
  /** Lets the page draw and answer. */
  pause(): Promise<void>;
}

/** Takes pieces one after the other and pauses as soon as a slice is full. Rejects with `Cancelled`. */
export async function inSlices<T>(pieces: Iterable<T>, means: SliceMeans, take: (piece: T) => void): Promise<void> {
  let began = means.now();
  for (const piece of pieces) {
    take(piece);
    if (means.now() - began >= SLICE) {
      await means.pause();
      began = means.now();
    }
    if (means.signal.aborted) throw new Cancelled();
  }
}

/** A task of its own; unlike a timer's, it is not slowed down in a page that nobody looks at. */
export function pause(): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

/** The same snapshot, which tells what share of the scope's principals were asked for; some formats ask twice. */
export function counted(snapshot: Snapshot, scope: ExportScope, told: (share: number) => void): Snapshot {
  const total = Math.max(1, indicesOf(snapshot, scope).length);
  const seen = new Set<number>();
  const principal: Snapshot["principal"] = (index) => {
    seen.add(index);
    told(seen.size / total);
    return snapshot.principal(index);
  };
  // Delegates: members that are computed when they are first asked for stay so.
  return Object.assign(Object.create(snapshot) as Snapshot, { principal });
}
