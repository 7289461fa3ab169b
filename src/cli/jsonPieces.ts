import { exportDocument, type ExportOptions } from "../export";
import type { Snapshot } from "../model/types";
import { part } from "./part";

/** Principals whose checklists are in memory at a time. */
const PIECE = 50;
const EMPTY_LIST = '\n  "principals": [],';
const NO_PROBLEMS = { total: 0, entries: [], more: [] };

/**
 * The exported JSON in pieces that together are what `toJson` gives, byte for byte. A tenant's checklists may be larger
 * than the longest text and than the memory that a scheduled job has.
 */
export function* jsonPieces(snapshot: Snapshot, options: ExportOptions): Generator<string> {
  const { columns } = snapshot;
  const frame = JSON.stringify(exportDocument(part(snapshot, []), options), null, 2);
  const cut = frame.indexOf(EMPTY_LIST);
  const order = Array.from({ length: columns.count }, (_, index) => index).sort((a, b) =>
    (columns.id[a] ?? "") < (columns.id[b] ?? "") ? -1 : 1,
  );
  yield frame.slice(0, cut);
  let before = '\n  "principals": [\n';
  for (let from = 0; from < order.length; from += PIECE) {
    const some = part({ ...snapshot, problems: NO_PROBLEMS }, order.slice(from, from + PIECE));
    const { principals } = exportDocument(some, options);
    if (principals.length === 0) continue;
    yield before + principals.map(indented).join(",\n");
    before = ",\n";
  }
  yield before === ",\n" ? `\n  ],${frame.slice(cut + EMPTY_LIST.length)}\n` : `${frame.slice(cut)}\n`;
}

function indented(value: unknown): string {
  return `    ${JSON.stringify(value, null, 2).replaceAll("\n", "\n    ")}`;
}
