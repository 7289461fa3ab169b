import type { ColumnMap, Field } from "../../model/fields";
import { FactsReader, type FileCauseKind, type FactsReport } from "../../model/read/factsReader";
import type { FactSink } from "../../model/read/sink";
import { TextFeed } from "../../model/read/textFeed";
import { shown } from "../../view/safeText";
import { text as viewText } from "../../view/strings";
import { TroubleError, type Trouble } from "../trouble";
import { say } from "../words";
import { readersFormat } from "../words/reader";
import type { LiveSource, LoadOutcome, LoadRequest, PartProgress } from "./types";

/** What a load from a file came to. */
export interface FileOutcome extends LoadOutcome {
  /** True for a worked checklist of this program, or a workbook, which may be one: it is to be given back, not loaded. */
  readonly isChecklist: boolean;
  /** What the reader should know about a file that was loaded. */
  readonly notes: readonly string[];
}

/** Facts from a file that was dropped or picked; the range that is asked for does not cut it. */
export interface FileSource extends LiveSource {
  readonly kind: "file";
  readonly name: string;
  load(request: LoadRequest): Promise<FileOutcome>;
}

type PickedFile = Pick<File, "name" | "size" | "stream">;

/** Bytes between two breaths of the page. */
const BREATH = 1 << 20;
/** Names that one line can hold. */
const MOST_NAMES = 12;
const LINES = /\.(?:ndjson|jsonl)(?:\.gz)?$/i;
/** Fields of which a table must have one: rows of any other table are no facts. */
const TELLING: readonly Field[] = ["resultType", "resultDescription", "heldKind"];

const CAUSES = {
  empty: "fileEmpty",
  noColumn: "fileNoColumn",
  noRecord: "fileNoRecord",
  // Taken as a checklist before anybody asks.
  ownExport: "fileNoRecord",
  onePiece: "fileOnePiece",
  unreadable: "fileNotRead",
  error: "fileError",
} as const satisfies Readonly<Record<FileCauseKind, Parameters<typeof say>[0]>>;

const nextTask = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

/** `pause` lets the page breathe between pieces; a task of its own without. Progress counts bytes. */
export function createFileSource(file: PickedFile, pause: () => Promise<void> = nextTask): FileSource {
  return { kind: "file", name: file.name, scopes: [], load: (request) => load(file, request, pause) };
}

async function load(file: PickedFile, request: LoadRequest, pause: () => Promise<void>): Promise<FileOutcome> {
  const name = shown(file.name);
  const part = say("filePart", name);
  const sink = new TellingSink(request.sink);
  const show = (done: number, state: PartProgress["state"]): void =>
    request.progress([{ part, rows: sink.rowCount, done, total: file.size, waitingUntil: null, state }]);
  const failed = (trouble: Omit<Trouble, "part">, done: number): FileOutcome => {
    show(done, "failed");
    return { troubles: [{ ...trouble, part }], resume: null, isChecklist: false, notes: [] };
  };
  let bytes = 0;
  let breath = 0;
  const reader = new FactsReader(sink, LINES.test(file.name));
  const text = new TextFeed();
  show(0, "loading");
  try {
    for await (const piece of piecesOf(file, name, (count) => (bytes += count))) {
      if (request.signal.aborted) return failed({ kind: "cancelled" }, bytes);
      if (piece === "workbook") {
        show(bytes, "done");
        return { troubles: [], resume: null, isChecklist: true, notes: [] };
      }
      reader.push(text.push(piece));
      show(bytes, "loading");
      breath += piece.length;
      if (breath < BREATH) continue;
      breath = 0;
      await pause();
    }
    reader.push(text.end());
  } catch (error) {
    const told = error instanceof TroubleError ? error.trouble : { detail: say("fileGone", name) };
    return failed({ ...told, kind: "refused" }, bytes);
  }
  const report = reader.end();
  if (report.isExport || (report.cause !== null && (await isChecklist(report)))) {
    show(bytes, "done");
    return { troubles: [], resume: null, isChecklist: true, notes: [] };
  }
  if (report.cause !== null) {
    const { kind, said } = report.cause;
    return failed({ kind: "refused", detail: `${say(CAUSES[kind], name, said)} ${say("fileGive")}` }, bytes);
  }
  show(bytes, "done");
  return { troubles: [], resume: null, isChecklist: false, notes: notesOf(name, report, text.hasUnreadable) };
}

/** The file's bytes in pieces, unpacked where they are gzip; "workbook" alone for a zip. `count` is told the bytes read. */
async function* piecesOf(
  file: PickedFile,
  name: string,
  count: (bytes: number) => void,
): AsyncGenerator<Uint8Array | "workbook"> {
  const reader = file.stream().getReader();
  try {
    let head = new Uint8Array(0);
    while (head.length < 2) {
      const { done, value } = await reader.read();
      if (done) break;
      count(value.length);
      head = joined(head, value);
    }
    if (head[0] === 0x50 && head[1] === 0x4b) {
      yield "workbook";
      return;
    }
    const rest = new ReadableStream<Uint8Array<ArrayBuffer>>({
      start: (controller) => controller.enqueue(head),
      async pull(controller) {
        const { done, value } = await reader.read();
        if (done) controller.close();
        else {
          count(value.length);
          controller.enqueue(value);
        }
      },
    });
    const isGzip = head[0] === 0x1f && head[1] === 0x8b;
    const whole = (isGzip ? rest.pipeThrough(new DecompressionStream("gzip")) : rest).getReader();
    for (;;) {
      const { done, value } = await whole.read().catch((error: unknown) => {
        if (!isGzip) throw error;
        throw new TroubleError({ kind: "refused", part: "", detail: say("fileDamaged", name) });
      });
      if (done) return;
      yield value;
    }
  } finally {
    // A file that is left half read stays open.
    await reader.cancel().catch(() => undefined);
  }
}

/** True for the table of a worked checklist; its reader comes only when a file holds no facts. */
async function isChecklist({ ignored }: FactsReport): Promise<boolean> {
  const reader = await import("../../export/read/marksFromTable");
  return reader.isChecklist(ignored);
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

function notesOf(name: string, report: FactsReport, hasUnreadable: boolean): string[] {
  const ignored = report.ignored.slice(0, MOST_NAMES).map((header) => shown(header));
  const more = report.ignored.length > MOST_NAMES ? ["…"] : [];
  return [
    ...(report.truncated === "" ? [] : [say("fileTruncated", name, report.truncated)]),
    ...(hasUnreadable ? [say("fileUnreadable", name)] : []),
    ...report.faults
      .slice(0, 1)
      .map(({ row, reason }) => say("fileTruncated", name, say("fileRow", readersFormat().number(row), reason))),
    ...(ignored.length > 0 ? [say("fileIgnored", [...ignored, ...more].join(viewText("comma")))] : []),
  ];
}

/** Passes facts on and nothing of tables that hold none: a checklist's rows are not to become problems of the data. */
class TellingSink implements FactSink {
  rowCount = 0;

  constructor(private readonly sink: FactSink) {}

  rows(rows: Parameters<FactSink["rows"]>[0], columns: ColumnMap): void {
    if (!TELLING.some((field) => columns[field] >= 0)) return;
    this.rowCount += rows.length;
    this.sink.rows(rows, columns);
  }

  skipped(field: string, value: unknown, reason: string): void {
    this.sink.skipped(field, value, reason);
  }
}
