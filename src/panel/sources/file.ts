import { FactsReader, type FactsReport } from "../../model/read/factsReader";
import { TextFeed } from "../../model/read/textFeed";
import type { LiveSource } from "./types";

const LINES = /\.(?:ndjson|jsonl)(?:\.gz)?$/i;

/** A file of facts; `report` tells what it turned out to be once it was read. */
export interface FileSource extends LiveSource {
  readonly name: string;
  readonly report: FactsReport | null;
}

/** Reads CSV, JSON lines, JSON, and each of them packed with gzip, piece by piece. Nothing leaves the browser. */
export function fileSource(file: File): FileSource {
  let report: FactsReport | null = null;
  return {
    kind: "file",
    scopes: [],
    name: file.name,
    get report() {
      return report;
    },
    async load({ sink, signal, progress }) {
      let bytes = 0;
      let rows = 0;
      const tell = (state: "loading" | "done"): void =>
        progress([{ part: file.name, rows, done: bytes, total: file.size, waitingUntil: null, state }]);
      const reader = new FactsReader(
        {
          rows(cells, columns) {
            rows += cells.length;
            sink.rows(cells, columns);
          },
          skipped: (field, value, reason) => sink.skipped(field, value, reason),
        },
        LINES.test(file.name),
      );
      const text = new TextFeed();
      for await (const piece of pieces(file, (count) => (bytes += count))) {
        if (signal.aborted) return { troubles: [{ kind: "cancelled", part: file.name }], resume: null };
        reader.push(text.push(piece));
        tell("loading");
      }
      reader.push(text.end());
      report = reader.end();
      tell("done");
      return { troubles: [], resume: null };
    },
  };
}

async function* pieces(file: File, count: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  const [first, second] = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  const counted = file.stream().pipeThrough(
    new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      transform(piece, out) {
        count(piece.length);
        out.enqueue(piece);
      },
    }),
  );
  const isPacked = first === 0x1f && second === 0x8b;
  const stream: ReadableStream<Uint8Array> = isPacked ? counted.pipeThrough(new DecompressionStream("gzip")) : counted;
  const from = stream.getReader();
  for (let next = await from.read(); !next.done; next = await from.read()) yield next.value;
}
