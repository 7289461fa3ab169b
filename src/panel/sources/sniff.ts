import { columnMapOfHeaders } from "../../model/fields";
import { CsvFeed } from "../../model/read/csv";

/** Enough for the first line of any file. Bytes. */
const HEAD = 64 * 1024;

/**
 * Whether a file holds rows of facts, as far as its beginning tells; a workbook or a checklist that this program wrote does
 * not. A file of neither kind counts as facts: their reader says best what is wrong with it.
 */
export async function holdsFacts(file: Blob): Promise<boolean> {
  const bytes = new Uint8Array(await file.slice(0, HEAD).arrayBuffer());
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return false;
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return true;
  const text = new TextDecoder(bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : "utf-8").decode(bytes);
  if (/^\s*[[{]/.test(text)) return !/"(?:schemaVersion|rules)"\s*:/.test(text);
  const feed = new CsvFeed(() => undefined);
  feed.push(text);
  const { headers } = feed.end();
  const columns = columnMapOfHeaders(headers);
  if (columns.resultType >= 0 || columns.resultDescription >= 0 || columns.heldKind >= 0) return true;
  const names = new Set(headers.map((name) => name.trim().toLowerCase()));
  return !(names.has("step") && names.has("state"));
}
