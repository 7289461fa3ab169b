import type { Snapshot } from "../model/types";
import { exportDocument, type ExportOptions } from "./document";

/** The document as JSON text (contract 4), two spaces deep, with a final line end. */
export function toJson(snapshot: Snapshot, options: ExportOptions): string {
  return `${JSON.stringify(exportDocument(snapshot, options), null, 2)}\n`;
}
