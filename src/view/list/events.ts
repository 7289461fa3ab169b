import type { SortKey } from "../state";

/** What the list reports. */
export interface GridEvents {
  /** `byKey`: the reader wants to go on in what opens. */
  open(index: number, byKey: boolean): void;
  close(): void;
  sort(key: SortKey): void;
  contextMenu(index: number | null, x: number, y: number): void;
}
