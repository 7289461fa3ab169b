import { writePieces, type FormatId } from "../../export/all";
import type { ExportOptions } from "../../export/document";
import type { Snapshot } from "../../model";
import type { View } from "../../view/types";
import { say } from "../words";
import { createJob, type Job } from "./job";
import { counted, inSlices, pause } from "./slices";
import { workbookBytes } from "./workbook";

export { fileName } from "../../export/fileName";
export { findFormat } from "../../export/formats";

export { Cancelled } from "./slices";
export const cancelledLine = (): string => say("savingCancelled");

const now = (): number => performance.now();
/** Ms. */
const AGAIN = 2000;

/** A file's content, made while the page goes on answering. Rejects with `Cancelled` where the reader calls it off. */
export async function contentOf(
  snapshot: Snapshot,
  format: FormatId,
  options: ExportOptions,
  name: string,
  tell: View["say"],
): Promise<BlobPart[]> {
  const job = createJob(name, tell, now);
  const beat = setInterval(() => job.again(), AGAIN);
  try {
    return await made(snapshot, format, options, job);
  } finally {
    clearInterval(beat);
  }
}

async function made(snapshot: Snapshot, format: FormatId, options: ExportOptions, job: Job): Promise<BlobPart[]> {
  const watched = counted(snapshot, options.scope, (share) => job.progress(share));
  if (format === "xlsx") return [await workbookBytes(watched, options, job)];
  const parts: BlobPart[] = [];
  const pieces = (await writePieces(format, watched, options)) as Iterable<string>;
  // Blobs, so that the text leaves the memory of the script.
  await inSlices(pieces, { signal: job.signal, now, pause }, (piece) => parts.push(new Blob([piece])));
  return parts;
}
