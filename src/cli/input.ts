import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { pipeline, Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import type { Model } from "../model";
import { FactsReader, type FactsReport } from "../model/read/factsReader";
import { TextFeed } from "../model/read/textFeed";
import { Fault, fileFault } from "./fault";
import type { Progress } from "./progress";
import { isZip } from "./text";

/** What was read of one file. */
export interface ReadFile {
  readonly name: string;
  /** Rows of all files before it. */
  readonly rowsBefore: number;
  readonly report: FactsReport;
  /** True when some of its bytes are not text. */
  readonly hasUnreadable: boolean;
}

const CHUNK = 1 << 18;
const LINES = /\.(?:ndjson|jsonl)(?:\.gz)?$/i;

/** Bytes of all files that have a size; 0 where one of them is a stream. Throws a Fault for what is no file. */
export async function sizeOf(names: readonly string[]): Promise<number> {
  let total = 0;
  let isKnown = true;
  for (const name of names) {
    if (name === "-") isKnown = false;
    else {
      const found = await stat(name).catch((error: unknown) => {
        throw fileFault(name, error);
      });
      if (found.isDirectory()) throw new Fault(`${name} is a folder, not a file.`);
      if (!found.isFile()) isKnown = false;
      total += found.size;
    }
  }
  return isKnown ? total : 0;
}

/** Reads files of facts into the model, one after the other. Throws a Fault where one cannot be used at all. */
export async function readFiles(names: readonly string[], model: Model, progress: Progress): Promise<ReadFile[]> {
  const { store } = model;
  const files: ReadFile[] = [];
  let bytes = 0;
  for (const name of names) {
    const rowsBefore = store.rowsRead;
    const shown = shownName(name);
    const reader = new FactsReader(
      {
        rows: (rows, columns) => {
          model.append(rows, columns);
        },
        skipped: (field, value, reason) => {
          store.skip(field, value, reason);
        },
      },
      LINES.test(name),
    );
    const text = new TextFeed();
    const source = chunks(name, (count) => (bytes += count));
    try {
      for await (const chunk of unpacked(source, shown)) {
        reader.push(text.push(chunk));
        progress.update(store.rowsRead, bytes);
      }
    } catch (error) {
      throw error instanceof Fault ? error : fileFault(shown, error);
    }
    reader.push(text.end());
    const report = reader.end();
    if (report.failure !== "") throw new Fault(`${shown} ${report.failure}.`);
    for (const { row, reason } of report.faults) store.problems.add(rowsBefore + row, "row", "", reason);
    files.push({ name: shown, rowsBefore, report, hasUnreadable: text.hasUnreadable });
  }
  return files;
}

/** A whole file that is small enough to be worked with as one: a baseline, a worked checklist. Throws a Fault. */
export async function readWhole(name: string): Promise<Uint8Array> {
  try {
    return await readFile(name);
  } catch (error) {
    throw fileFault(name, error);
  }
}

function shownName(name: string): string {
  return name === "-" ? "Standard input" : name;
}

async function* chunks(name: string, count: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  const stream = name === "-" ? process.stdin : createReadStream(name, { highWaterMark: CHUNK });
  for await (const chunk of stream as AsyncIterable<Uint8Array>) {
    count(chunk.length);
    yield chunk;
  }
}

/** The bytes themselves, unpacked where they are gzip; workbooks and archives are refused by what they begin with. */
async function* unpacked(source: AsyncGenerator<Uint8Array>, name: string): AsyncGenerator<Uint8Array> {
  try {
    let head = new Uint8Array(0);
    while (head.length < 2) {
      const next = await source.next();
      if (next.done === true) break;
      head = Buffer.concat([head, next.value]);
    }
    if (isZip(head)) {
      throw new Fault(`${name} is a workbook or an archive.`, "Save its sheet as CSV first.");
    }
    const whole = joined(head, source);
    if (head[0] === 0x1f && head[1] === 0x8b) yield* gunzipped(whole, name);
    else yield* whole;
  } finally {
    // A stream that is left half read keeps the program running.
    await source.return(undefined);
  }
}

async function* gunzipped(source: AsyncGenerator<Uint8Array>, name: string): AsyncGenerator<Uint8Array> {
  const packed = pipeline(Readable.from(source), createGunzip({ chunkSize: CHUNK }), () => undefined);
  try {
    for await (const chunk of packed as AsyncIterable<Uint8Array>) yield chunk;
  } catch (error) {
    if (error instanceof Error && "code" in error && String(error.code).startsWith("Z_")) {
      throw new Fault(`${name} cannot be unpacked: its gzip data is damaged or cut off.`);
    }
    throw error;
  }
}

async function* joined(head: Uint8Array, rest: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield head;
  yield* rest;
}
