import { toCsv, toMarkdown, toXlsx, type ExportOptions } from "../export";
import type { MarkLookup } from "../model";
import type { Snapshot } from "../model/types";
import { jsonPieces } from "./jsonPieces";
import type { Scope } from "./scope";

/** A format of results. */
interface FormatEntry {
  /** True for bytes that no terminal can show. */
  readonly isBinary: boolean;
  /** The file in pieces, in its order. */
  readonly pieces: (
    snapshot: Snapshot,
    options: ExportOptions,
  ) => Iterable<string> | Promise<Iterable<string | Uint8Array>>;
}

const FORMATS = {
  json: { isBinary: false, pieces: jsonPieces },
  csv: { isBinary: false, pieces: (snapshot, options) => [toCsv(snapshot, options)] },
  md: { isBinary: false, pieces: (snapshot, options) => [toMarkdown(snapshot, options)] },
  xlsx: { isBinary: true, pieces: async (snapshot, options) => [await toXlsx(snapshot, options)] },
} as const satisfies Record<string, FormatEntry>;

export type FormatId = keyof typeof FORMATS;

/** Ids of the formats, the default one first. */
export const FORMAT_IDS = Object.keys(FORMATS) as readonly FormatId[];

export function formatOf(id: FormatId): FormatEntry {
  return FORMATS[id];
}

/** What the exporters want to know. */
export function exportOptions(generatedAt: number, marks: MarkLookup, scope: Scope): ExportOptions {
  return { generatedAt, marks, scope };
}
