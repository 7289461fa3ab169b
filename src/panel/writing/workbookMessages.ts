import type { ExportDocument } from "../../export/document";
import type { WorkbookPart } from "../../export/workbookParts";

/** What the page sends: the parts in their order, then the word to write them. */
export type ToWorker = { readonly part: WorkbookPart } | { readonly write: ExportDocument };

/** What comes back, once. */
export type FromWorker = { readonly bytes: Uint8Array<ArrayBuffer> } | { readonly failed: string };
