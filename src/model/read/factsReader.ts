import { columnMapOfHeaders, type Field } from "../fields";
import { CsvFeed, type CsvReport } from "./csv";
import { MAX_LINE, NdjsonFeed, readJson } from "./ndjson";
import type { RecordReport } from "./records";
import type { FactSink } from "./sink";

export type FileFormat = "csv" | "ndjson" | "json";

export type FileCauseKind = "empty" | "noColumn" | "noRecord" | "ownExport" | "onePiece" | "unreadable" | "error";

/** Why nothing of a file can be used. `said` are the parser's or a service's own words; empty where there are none. */
export interface FileCause {
  readonly kind: FileCauseKind;
  readonly said: string;
}

/** What a whole file of facts turned out to be. */
export interface FactsReport {
  readonly format: FileFormat;
  /** True for JSON that this program wrote: worked checklists, no facts. */
  readonly isExport: boolean;
  /** Why nothing of it can be used, as the end of a sentence about the file; empty where it can. */
  readonly failure: string;
  /** The same for who says it in other words; null where it can be used. */
  readonly cause: FileCause | null;
  /** Why it is not complete; empty where nothing says so. */
  readonly truncated: string;
  /** Names that the facts table does not know. */
  readonly ignored: readonly string[];
  readonly faults: CsvReport["faults"];
}

/** JSON that is no list of lines is held in memory as a whole; engines hold texts of about twice as much. */
const MAX_JSON = 1 << 28;
const NO_FAULTS: CsvReport["faults"] = [];

/** Fields of which a file must name one: a row tells a result or a credential. */
const TELLING: readonly Field[] = ["resultType", "resultDescription", "heldKind"];
/** Ends of a sentence about the file. */
const FAILURES: Readonly<Record<FileCauseKind, string>> = {
  empty: "is empty",
  noColumn:
    "has no column that this program knows for results (resultType) or for credentials (heldKind): see docs/facts-table.md",
  noRecord: "holds no sign-in of a service principal and no credential in a form that this program knows",
  ownExport:
    "was written by this program: it has principals and cases but no sign-ins. Give it with --baseline or --marks",
  onePiece: "is JSON of one piece that is too large: give one record a line",
  unreadable: "cannot be read: ",
  error: "is an answer that says an error: ",
};

/**
 * Reads a file of facts in whatever pieces its text comes, and tells CSV, JSON lines and JSON apart by their first
 * characters. Rows go to the sink; bad pieces too, as skipped ones.
 */
export class FactsReader {
  private feed: CsvFeed | NdjsonFeed | null = null;
  private held: string[] = [];
  private length = 0;
  private first = "";
  /** True once the text cannot be lines of JSON. */
  private isWhole = false;

  /** `lines` is true for a file that says by its name that it holds JSON line by line. */
  constructor(
    private readonly sink: FactSink,
    private readonly lines = false,
  ) {}

  push(text: string): void {
    if (this.feed !== null) {
      this.feed.push(text);
      return;
    }
    if (this.length > MAX_JSON) return;
    this.held.push(text);
    this.length += text.length;
    if (!this.isWhole) this.decide(text);
  }

  end(): FactsReport {
    if (this.feed instanceof CsvFeed) return csvReport(this.feed.end());
    if (this.feed !== null) return reportOf("ndjson", this.feed.end(), "");
    if (this.length > MAX_JSON) return failed("json", "onePiece");
    const text = this.held.join("").replace(/^\uFEFF/, "");
    this.held = [];
    if (text.trim() === "") return failed("csv", "empty");
    const report = readJson(text, this.sink);
    return reportOf("json", report, report.fault);
  }

  /** Chooses a feed as soon as the first character, or the first line, tells the format. */
  private decide(text: string): void {
    this.first ||= /\S/.exec(text)?.[0] ?? "";
    if (this.first === "") return;
    if (this.first !== "{" && this.first !== "[")
      this.use(new CsvFeed((rows, columns) => this.sink.rows(rows, columns)));
    else if (this.lines) this.use(new NdjsonFeed(this.sink));
    else if (this.first === "[" || this.length > MAX_LINE) this.isWhole = true;
    else if (text.includes("\n")) {
      const start = this.held.join("").trimStart();
      const end = start.indexOf("\n");
      if (end < 0) return;
      // A first line that is whole by itself is one of many; else the object goes on over several lines.
      if (isJson(start.slice(0, end))) this.use(new NdjsonFeed(this.sink));
      else this.isWhole = true;
    }
  }

  private use(feed: CsvFeed | NdjsonFeed): void {
    this.feed = feed;
    const { held } = this;
    this.held = [];
    for (const text of held) feed.push(text);
  }
}

const causeOf = (kind: FileCauseKind, said = ""): FileCause => ({ kind, said });

const failing = (cause: FileCause | null): Pick<FactsReport, "failure" | "cause"> => ({
  failure: cause === null ? "" : FAILURES[cause.kind] + cause.said,
  cause,
});

function csvReport({ headers, ignored, faults }: CsvReport): FactsReport {
  const columns = columnMapOfHeaders(headers);
  const tells = TELLING.some((field) => columns[field] >= 0);
  const cause = headers.length === 0 ? causeOf("empty") : tells ? null : causeOf("noColumn");
  return { format: "csv", isExport: false, ...failing(cause), truncated: "", ignored, faults };
}

function reportOf(format: FileFormat, report: RecordReport, fault: string): FactsReport {
  const { ignored, truncated, isExport } = report;
  return { format, isExport, ...failing(recordsCause(report, fault)), truncated, ignored, faults: NO_FAULTS };
}

/** The first thing that keeps records from being facts. */
function recordsCause({ fields, skipped, isExport, error }: RecordReport, fault: string): FileCause | null {
  if (fault !== "") return causeOf("unreadable", fault);
  if (isExport) return causeOf("ownExport");
  if (error !== "") return causeOf("error", error);
  const tells = TELLING.some((field) => fields.has(field));
  return tells || (fields.size === 0 && skipped === 0) ? null : causeOf("noRecord");
}

function failed(format: FileFormat, kind: FileCauseKind): FactsReport {
  return { format, isExport: false, ...failing(causeOf(kind)), truncated: "", ignored: [], faults: NO_FAULTS };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
