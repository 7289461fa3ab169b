import { columnMapOfHeaders, type Field } from "../fields";
import { CsvFeed, type CsvReport } from "./csv";
import { MAX_LINE, NdjsonFeed, readJson } from "./ndjson";
import type { RecordReport } from "./records";
import type { FactSink } from "./sink";

export type FileFormat = "csv" | "ndjson" | "json";

/** What a whole file of facts turned out to be. */
export interface FactsReport {
  readonly format: FileFormat;
  /** True for JSON that this program wrote: worked checklists, no facts. */
  readonly isExport: boolean;
  /** Why nothing of it can be used, as the end of a sentence about the file; empty where it can. */
  readonly failure: string;
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
const NOTHING_TOLD =
  "has no column that this program knows for results (resultType) or for credentials (heldKind): see docs/facts-table.md";
const NOTHING_KNOWN = "holds no sign-in of a service principal and no credential in a form that this program knows";
const OWN_EXPORT =
  "was written by this program: it has principals and cases but no sign-ins. Give it with --baseline or --marks";

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
    if (this.length > MAX_JSON) return failed("json", "is JSON of one piece that is too large: give one record a line");
    const text = this.held.join("").replace(/^\uFEFF/, "");
    this.held = [];
    if (text.trim() === "") return failed("csv", "is empty");
    const report = readJson(text, this.sink);
    return reportOf("json", report, report.fault === "" ? "" : `cannot be read: ${report.fault}`);
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

function csvReport({ headers, ignored, faults }: CsvReport): FactsReport {
  const columns = columnMapOfHeaders(headers);
  const tells = TELLING.some((field) => columns[field] >= 0);
  const failure = headers.length === 0 ? "is empty" : tells ? "" : NOTHING_TOLD;
  return { format: "csv", isExport: false, failure, truncated: "", ignored, faults };
}

function reportOf(format: FileFormat, report: RecordReport, fault: string): FactsReport {
  const { fields, ignored, truncated } = report;
  const tells = TELLING.some((field) => fields.has(field));
  const untold = tells || (fields.size === 0 && report.skipped === 0) ? "" : NOTHING_KNOWN;
  const error = report.error === "" ? "" : `is an answer that says an error: ${report.error}`;
  const failure = fault || (report.isExport ? OWN_EXPORT : "") || error || untold;
  return { format, isExport: report.isExport, failure, truncated, ignored, faults: NO_FAULTS };
}

function failed(format: FileFormat, failure: string): FactsReport {
  return { format, isExport: false, failure, truncated: "", ignored: [], faults: NO_FAULTS };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
