/** Receives complete rows of cells, in order. */
export type CellsSink = (rows: string[][]) => void;

/** Told the 0-based number of a row, counted without blank ones, in which the quoting is broken. */
export type FaultSink = (row: number, reason: string) => void;

const enum State {
  /** At the start of a cell: only here a quote opens a quoted one. */
  Start,
  Plain,
  Quoted,
  /** After a quote within a quoted cell: the second half of a doubled one, or the end of the quotes. */
  AfterQuote,
}

const QUOTE = 34;
const LF = 10;
const CR = 13;
/** Nothing that is read is longer; a quote that is never closed must not gather a whole file. */
const MAX_CELL = 1 << 16;

/**
 * Splits delimited text into rows of cells, in whatever pieces the text comes. Rows end with LF, CRLF or CR, cells may be
 * quoted with doubled quotes inside, and rows without any text are left out.
 */
export class CsvRows {
  private state = State.Start;
  private cells: string[] = [];
  private cell = "";
  private afterCr = false;
  private rows: string[][] = [];
  private count = 0;
  /** Row of the newest opened quote. */
  private opened = 0;

  constructor(
    private readonly delimiter: string,
    private readonly sink: CellsSink,
    private readonly fault: FaultSink,
  ) {}

  /** Reads the next piece of text; complete rows are handed on before it returns. */
  push(text: string): void {
    let at = 0;
    if (this.afterCr && text !== "") {
      this.afterCr = false;
      if (text.charCodeAt(0) === LF) at = 1;
    }
    let quote = text.indexOf('"', at);
    let cr = text.indexOf("\r", at);
    while (at < text.length) {
      if (quote >= 0 && quote < at) quote = text.indexOf('"', at);
      if (cr >= 0 && cr < at) cr = text.indexOf("\r", at);
      const end = this.isRowStart() ? text.indexOf("\n", at) : -1;
      const plainUntil = cr >= 0 && cr < end ? cr : end;
      // Nearly all rows: whole, without quotes, ending with LF or CRLF.
      if (end >= 0 && (quote < 0 || quote > end) && plainUntil >= end - 1) {
        this.keep(text.slice(at, plainUntil).split(this.delimiter));
        at = end + 1;
      } else {
        at = this.step(text, at);
      }
    }
    this.flush();
  }

  /** Reads what is left as the last row. */
  end(): void {
    if (this.state === State.Quoted) this.fault(this.opened, "a quote is opened and never closed");
    if (!this.isRowStart()) this.endRow();
    this.flush();
  }

  private isRowStart(): boolean {
    return this.state === State.Start && this.cells.length === 0;
  }

  /** Reads one run of text or one special character and returns where to go on. */
  private step(text: string, at: number): number {
    if (this.state === State.Quoted) {
      const close = text.indexOf('"', at);
      this.add(text, at, close < 0 ? text.length : close);
      if (close < 0) return text.length;
      this.state = State.AfterQuote;
      return close + 1;
    }
    const code = text.charCodeAt(at);
    if (code === QUOTE && this.state === State.Start) {
      this.state = State.Quoted;
      this.opened = this.count;
      return at + 1;
    }
    if (code === QUOTE && this.state === State.AfterQuote) {
      this.add('"', 0, 1);
      this.state = State.Quoted;
      return at + 1;
    }
    if (code === LF || code === CR) {
      this.endRow();
      if (code !== CR) return at + 1;
      if (at + 1 === text.length) this.afterCr = true;
      return text.charCodeAt(at + 1) === LF ? at + 2 : at + 1;
    }
    if (text.startsWith(this.delimiter, at)) {
      this.endCell();
      return at + 1;
    }
    if (this.state === State.AfterQuote) this.fault(this.count, "text follows a closing quote");
    this.state = State.Plain;
    const end = this.plainEnd(text, at + 1);
    this.add(text, at, end);
    return end;
  }

  private plainEnd(text: string, from: number): number {
    const delimiter = this.delimiter.charCodeAt(0);
    let at = from;
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === delimiter || code === LF || code === CR) break;
    }
    return at;
  }

  private add(text: string, from: number, to: number): void {
    const room = MAX_CELL - this.cell.length;
    if (room > 0) this.cell += text.slice(from, Math.min(to, from + room));
  }

  private endCell(): void {
    this.cells.push(this.cell);
    this.cell = "";
    this.state = State.Start;
  }

  private endRow(): void {
    this.endCell();
    const { cells } = this;
    this.cells = [];
    this.keep(cells);
  }

  private keep(cells: string[]): void {
    if (isBlankRow(cells)) return;
    this.rows.push(cells);
    this.count++;
  }

  private flush(): void {
    if (this.rows.length === 0) return;
    const { rows } = this;
    this.rows = [];
    this.sink(rows);
  }
}

function isBlankRow(cells: readonly string[]): boolean {
  return (cells[0] ?? "").trim() === "" && cells.every((cell) => cell.trim() === "");
}
