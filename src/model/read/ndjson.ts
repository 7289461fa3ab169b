import { jsonFault, jsonFaultText } from "./jsonError";
import { RecordReader, type RecordReport } from "./records";
import type { FactSink } from "./sink";

/** The longest line that is read, in characters: an envelope of many records; what is longer is no line-wise JSON. */
export const MAX_LINE = 1 << 24;
const SHOWN = 200;

/** Reads JSON line by line, in whatever pieces the text comes. A line that cannot be read costs that line alone. */
export class NdjsonFeed {
  private readonly records: RecordReader;
  private rest = "";
  private isTooLong = false;

  constructor(sink: FactSink) {
    this.records = new RecordReader(sink);
  }

  push(text: string): void {
    let from = 0;
    for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", from)) {
      this.take(text.slice(from, end));
      this.line();
      from = end + 1;
    }
    this.take(text.slice(from));
    this.records.flush();
  }

  end(): RecordReport {
    this.line();
    this.records.flush();
    return this.records.report();
  }

  private take(part: string): void {
    if (this.isTooLong) return;
    this.rest = this.rest === "" ? part : this.rest + part;
    this.isTooLong = this.rest.length > MAX_LINE;
  }

  private line(): void {
    const text = this.rest.trim();
    const tooLong = this.isTooLong;
    this.rest = "";
    this.isTooLong = false;
    if (tooLong) {
      this.records.skip("row", text.slice(0, SHOWN), `the line is longer than ${String(MAX_LINE)} characters`);
    } else if (text !== "") this.readLine(text);
  }

  private readLine(text: string): void {
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      const { column, truncated } = jsonFault(text);
      const reason = truncated
        ? "the JSON stops before it is complete"
        : `not JSON at column ${String(column)} of the line`;
      this.records.skip("row", text.slice(0, SHOWN), reason);
      return;
    }
    this.records.read(value);
  }
}

/** Reads a whole JSON text; `fault` says why it is none, and where. */
export function readJson(text: string, sink: FactSink): RecordReport & { readonly fault: string } {
  const records = new RecordReader(sink);
  let fault = "";
  try {
    records.read(JSON.parse(text));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    fault = jsonFaultText(jsonFault(text));
  }
  records.flush();
  return { ...records.report(), fault };
}
