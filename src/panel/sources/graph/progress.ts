import type { PartProgress } from "../types";
import { partName, PARTS, type PartId } from "./parts";

/** Keeps how far each part has come, and tells it after every change. */
export class Progress {
  private readonly parts = new Map<PartId, PartProgress>();

  constructor(
    private readonly tell: (parts: readonly PartProgress[]) => void,
    known: ReadonlyMap<PartId, PartProgress>,
    asked: ReadonlyMap<PartId, unknown>,
  ) {
    for (const part of PARTS.filter(({ id }) => known.has(id) || asked.has(id))) {
      const blank = { rows: 0, done: 0, total: null, waitingUntil: null, state: "waiting" } as const;
      this.parts.set(part.id, { ...blank, ...known.get(part.id), part: partName(part) });
    }
    this.say();
  }

  of(id: PartId): PartProgress {
    return this.parts.get(id) as PartProgress;
  }

  set(id: PartId, change: Partial<PartProgress>): void {
    this.parts.set(id, { ...this.of(id), ...change });
    this.say();
  }

  /** A request, and the rows that it brought. */
  add(id: PartId, rows: number, done: number): void {
    const known = this.of(id);
    this.set(id, { rows: known.rows + rows, done: known.done + done });
  }

  snapshot(): ReadonlyMap<PartId, PartProgress> {
    return new Map(this.parts);
  }

  private say(): void {
    this.tell([...this.parts.values()]);
  }
}
