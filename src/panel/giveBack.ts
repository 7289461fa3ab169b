import { giveBack, marksFromCsv, marksFromJson, marksFromXlsx, type GivenBack, type MarksRead } from "../export/read";
import type { MarkLookup, Snapshot } from "../model";

/** What a worked checklist came to in the data at hand. */
export interface Returned extends GivenBack {
  readonly read: MarksRead;
}

/** Reads a worked checklist, JSON, CSV or XLSX by its content, and brings its marks to their steps. Never throws. */
export async function readBack(
  bytes: Uint8Array,
  snapshot: Snapshot,
  marks: MarkLookup,
  readAt: number,
): Promise<Returned> {
  const read = await marksOf(bytes);
  // Marks without a time are as old as their file: giving one back again must not undo what a relapse brought back.
  return { read, ...giveBack(read, snapshot, marks, read.generatedAt ?? readAt) };
}

function marksOf(bytes: Uint8Array): MarksRead | Promise<MarksRead> {
  // A workbook is a zip; the name of a file is whatever its owner made of it.
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return marksFromXlsx(bytes);
  const text = new TextDecoder(bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : "utf-8").decode(bytes);
  return /^\s*[[{]/.test(text) ? marksFromJson(text) : marksFromCsv(text);
}
