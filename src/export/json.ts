import type { Snapshot } from "../model/types";
import { exportDocument, frameOf, type ExportOptions } from "./document";
import { partsOf } from "./scope";

/** The document as JSON text (contract 4), two spaces deep, with a final line end. */
export function toJson(snapshot: Snapshot, options: ExportOptions): string {
  return `${JSON.stringify(exportDocument(snapshot, options), null, 2)}\n`;
}

const EMPTY_LIST = '\n  "principals": [],';

/** The same in pieces. */
export function* jsonPieces(snapshot: Snapshot, options: ExportOptions): Generator<string> {
  const frame = JSON.stringify(frameOf(snapshot, options), null, 2);
  const cut = frame.indexOf(EMPTY_LIST);
  yield frame.slice(0, cut);
  let before = '\n  "principals": [\n';
  for (const indices of partsOf(snapshot, options.scope)) {
    const { principals } = exportDocument(snapshot, options, undefined, indices);
    if (principals.length === 0) continue;
    yield before + principals.map(indented).join(",\n");
    before = ",\n";
  }
  yield before === ",\n" ? `\n  ],${frame.slice(cut + EMPTY_LIST.length)}\n` : `${frame.slice(cut)}\n`;
}

function indented(value: unknown): string {
  return `    ${JSON.stringify(value, null, 2).replaceAll("\n", "\n    ")}`;
}
