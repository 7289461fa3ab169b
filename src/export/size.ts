import type { Snapshot } from "../model/types";
import type { Writer } from "./coreWriters";
import type { ExportOptions } from "./document";
import { indicesOf, type ScopeKind } from "./scope";

/** What the download service of Power BI takes for one file, in bytes. */
export const HOST_LIMIT = 30 * 1024 * 1024;

/** Principals that are written to learn how large all of them will be. */
const PROBED = 24;
/** Principals differ, and a guess that is too low costs the reader a long wait for nothing. */
const MARGIN = 1.15;

export interface SizeEstimate {
  /** Bytes of the file, estimated. */
  readonly bytes: number;
  readonly fits: boolean;
  /** Smaller scopes to offer where it does not fit, largest first. */
  readonly smaller: readonly ScopeKind[];
}

/**
 * Estimates a file's size before it is written, from some principals spread evenly over the scope; small scopes are
 * measured whole. `limit` is in bytes.
 */
export async function estimateSize(
  writer: Writer,
  snapshot: Snapshot,
  options: ExportOptions,
  limit = HOST_LIMIT,
): Promise<SizeEstimate> {
  const { scope } = options;
  const indices = scope.kind === "case" ? [] : indicesOf(snapshot, scope);
  const measure = async (ids: readonly string[]): Promise<number> =>
    bytesOf(await writer(snapshot, { ...options, scope: { kind: "principals", ids, words: "" } }));
  let bytes: number;
  if (indices.length <= PROBED) bytes = bytesOf(await writer(snapshot, options));
  else {
    const step = indices.length / PROBED;
    const probe = Array.from(
      { length: PROBED },
      (_, i) => snapshot.columns.id[indices[Math.floor((i + 0.5) * step)] ?? 0] ?? "",
    );
    const empty = await measure([]);
    bytes = Math.ceil((empty + (Math.max(0, (await measure(probe)) - empty) / PROBED) * indices.length) * MARGIN);
  }
  return { bytes, fits: bytes <= limit, smaller: bytes <= limit ? [] : SMALLER[scope.kind] };
}

/** Smaller scopes than each, largest first. */
export const SMALLER: Readonly<Record<ScopeKind, readonly ScopeKind[]>> = {
  all: ["principals", "principal", "case"],
  principals: ["principal", "case"],
  principal: ["case"],
  case: [],
};

/** Bytes of a file's content: UTF-8 for text. */
export function bytesOf(content: string | Uint8Array): number {
  return typeof content === "string" ? new TextEncoder().encode(content).length : content.length;
}
