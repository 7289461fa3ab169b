import { findFormat, FORMAT_IDS, writePieces, type FormatId, type WriteOptions } from "../export/all";
import type { Snapshot } from "../model/types";
import { Fault } from "./fault";

export const DEFAULT_FORMAT: FormatId = "json";

/** Formats that are imports of a tracker, which updates the tickets that it is told about. */
export const TICKET_FORMATS: readonly FormatId[] = ["azuredevops", "jira"];

/** The formats as the usage lists them. */
export const formatsText = (): string =>
  FORMAT_IDS.map((id) => (id === DEFAULT_FORMAT ? `${id} (default)` : id)).join(", ");

/** Refuses bytes that no terminal can show. */
export function checkShown(format: FormatId, isTerminal: boolean): void {
  if (isTerminal && findFormat(format)?.kind === "binary") {
    throw new Fault(`A terminal cannot show ${format}.`, "Name a file with --out.");
  }
}

/** A result in pieces. Throws a Fault where a format that is made in one piece has no room for it. */
export async function resultPieces(
  format: FormatId,
  snapshot: Snapshot,
  options: WriteOptions,
): Promise<Iterable<string | Uint8Array>> {
  try {
    return await writePieces(format, snapshot, options);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new Fault(
      `The result is too large for ${format}.`,
      "Use another format, or a part of the data with --scope.",
    );
  }
}
