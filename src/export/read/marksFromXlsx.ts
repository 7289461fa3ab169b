import { readXlsx } from "hucre/xlsx";
import { parseTime } from "../../model/read/time";
import { unguardFormula } from "../guard";
import { isChecklist, marksFromTable } from "./marksFromTable";
import { unreadable, type MarksRead } from "./types";
import { unpackedSize } from "./unpackedSize";

const MOST_BYTES = 64 * 1024 * 1024;
/** A workbook of a few kilobytes can claim to unpack to gigabytes. */
const MOST_UNPACKED = 512 * 1024 * 1024;

/** Marks of an exported workbook, whatever its sheets are called by now. Never throws. */
export async function marksFromXlsx(bytes: Uint8Array): Promise<MarksRead> {
  if (bytes.length > MOST_BYTES) return unreadable("the file is larger than 64 MB");
  const unpacked = unpackedSize(bytes);
  if (unpacked === null) return unreadable("not an Excel workbook");
  if (unpacked > MOST_UNPACKED) return unreadable("the workbook unpacks to more than 512 MB");
  try {
    const { sheets } = await readXlsx(bytes);
    const checklist = sheets.find(({ rows }) => isChecklist(rows[0] ?? []));
    if (checklist === undefined)
      return unreadable("no sheet is an exported checklist: it needs the columns Case, Step, State in its first row");
    const about = sheets.flatMap(({ rows }) => rows).find(([label]) => label === "Generated at (UTC)");
    const time = parseTime(about?.[1]);
    return marksFromTable(checklist.rows, unguardFormula, time.kind === "time" ? time.value : null);
  } catch (error) {
    return unreadable(`the workbook cannot be read: ${error instanceof Error ? error.message : "unknown fault"}`);
  }
}
