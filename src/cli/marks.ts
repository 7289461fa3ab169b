import { giveBack, marksFromCsv, marksFromJson, marksFromXlsx, type GivenBack, type MarksRead } from "../export/read";
import { MarkBook } from "../model";
import type { Snapshot } from "../model/types";
import { Fault } from "./fault";
import { isZip, textOf } from "./text";

/** The marks of one file. */
export interface MarksFile {
  readonly name: string;
  readonly read: MarksRead;
  /** True when some of its bytes are not text. */
  readonly hasUnreadable: boolean;
}

/** What became of the marks of one file. */
export interface TakenUp extends MarksFile {
  readonly given: GivenBack;
  /** Applied marks that took the place of one of an earlier file. */
  readonly replaced: number;
}

/** Reads a worked checklist: a workbook, our JSON or CSV, told by its content. Throws a Fault for anything else. */
export async function readMarks(bytes: Uint8Array, name: string): Promise<MarksFile> {
  const { text, hasUnreadable } = isZip(bytes) ? { text: "", hasUnreadable: false } : textOf(bytes);
  const read = isZip(bytes)
    ? await marksFromXlsx(bytes)
    : /^\s*[{[]/.test(text)
      ? marksFromJson(text)
      : marksFromCsv(text);
  const [problem] = read.problems;
  // A file that says nothing at all has one problem without a row.
  if (read.entries.length === 0 && problem?.row === 0 && problem.field === "") {
    throw new Fault(
      `Marks cannot be read from ${name}: ${problem.reason}.`,
      "--marks reads JSON, CSV and Excel files that this program, the visual or the panel wrote.",
    );
  }
  return { name, read, hasUnreadable };
}

/**
 * Brings the marks of files to their steps, one file after the other. A mark without a time counts as old as its file:
 * read again on every run, it must not look new each time, or a step that was put aside would never come back.
 */
export function takeUp(files: readonly MarksFile[], snapshot: Snapshot, now: number): [MarkBook, TakenUp[]] {
  const book = new MarkBook();
  const taken = files.map((file) => {
    const given = giveBack(file.read, snapshot, book.lookup, file.read.generatedAt ?? now);
    const replaced = given.applied.filter(({ caseId, step }) => book.lookup(caseId, step) !== null).length;
    book.merge(given.applied);
    return { ...file, given, replaced };
  });
  return [book, taken];
}
