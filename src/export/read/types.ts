import type { MarkEntry } from "../../model/marks";
import type { Problem } from "../../model/types";

/** What a file says about steps, and what of it could not be read. */
export interface MarksRead {
  /** Epoch ms of the export that the file comes from; null where it does not say. */
  readonly generatedAt: number | null;
  readonly entries: readonly ReadMark[];
  /** Rows, fields and values that were not understood; at most 1,000. */
  readonly problems: readonly Problem[];
  /** All of them, those beyond the first 1,000 included. */
  readonly problemCount: number;
}

/** A mark of a file; `changedAt` is null where the file gives no time. */
export interface ReadMark {
  readonly caseId: string;
  readonly step: string;
  readonly mark: Omit<MarkEntry["mark"], "changedAt"> & { readonly changedAt: number | null };
  /** What the file cannot tell of the reader's mark, because the product's own word stands in its place. */
  readonly untold: readonly ("state" | "reason")[];
  /** 1-based data row in the file. */
  readonly row: number;
}

/** Collects problems up to the number that is kept. */
export class ProblemList {
  readonly kept: Problem[] = [];
  total = 0;

  add(row: number, field: string, value: unknown, reason: string): void {
    this.total++;
    if (this.kept.length >= 1000) return;
    this.kept.push({ row, field, value: shownValue(value), reason });
  }
}

function shownValue(value: unknown): string {
  if (typeof value === "string") return value.slice(0, 200);
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return value === null || value === undefined ? "" : `[${Array.isArray(value) ? "list" : typeof value}]`;
}

/** A file that says nothing, with the one reason. */
export function unreadable(reason: string): MarksRead {
  return { generatedAt: null, entries: [], problems: [{ row: 0, field: "", value: "", reason }], problemCount: 1 };
}
