/** What one check found. A note is for people to read; only a failure stops a submission. */
export interface Result {
  readonly status: "ok" | "failed" | "note";
  readonly name: string;
  readonly detail: string;
}

/** Ok with `fine` where there is no fault, else a failure that names them all. */
export function judge(name: string, faults: readonly string[], fine: string): Result {
  return faults.length === 0
    ? { status: "ok", name, detail: fine }
    : { status: "failed", name, detail: faults.join("; ") };
}

/** The line that is printed for a result. */
export function lineOf({ status, name, detail }: Result): string {
  return `${status.padEnd(6)} ${name}: ${detail}`;
}
