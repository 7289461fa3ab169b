/** Where progress goes: a terminal, or nothing at all. */
export interface Screen {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

const EVERY_MS = 200;

/** One line that is written over again on a terminal; silent in a pipe, so that logs stay readable. */
export class Progress {
  private readonly began: number;
  private drawn = -Infinity;
  private isShown = false;

  /** `total` is the bytes of all files, 0 where one does not tell; `clock` in ms. */
  constructor(
    private readonly screen: Screen,
    private readonly total: number,
    private readonly clock: () => number,
  ) {
    this.began = clock();
  }

  update(rows: number, bytes: number): void {
    const now = this.clock();
    if (this.screen.isTTY !== true || now - this.drawn < EVERY_MS) return;
    this.drawn = now;
    this.isShown = true;
    const seconds = (now - this.began) / 1000;
    const parts = [`${grouped(rows)} rows`];
    if (this.total > 0) parts.push(`${String(Math.min(99, Math.floor((bytes / this.total) * 100)))} %`);
    if (seconds >= 1) parts.push(`${grouped(Math.round(rows / seconds))} rows/s`);
    this.screen.write(
      `\r${`Reading: ${parts.join(", ")}`.slice(0, Math.max(1, (this.screen.columns ?? 80) - 1))}\u001b[K`,
    );
  }

  /** Takes the line away; what is written next starts on a clean one. */
  done(): void {
    if (this.isShown) this.screen.write("\r\u001b[K");
    this.isShown = false;
  }
}

/** 1234567 as "1,234,567", the same in every locale. */
export function grouped(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ",");
}
