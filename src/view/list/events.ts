import type { SortKey } from "../state";

/** What the list reports. */
export interface GridEvents {
  /** `byKey`: the reader wants to go on in what opens. */
  open(index: number, byKey: boolean): void;
  close(): void;
  /** Adds a principal to what is selected, or takes it away. */
  mark(index: number): void;
  sort(key: SortKey): void;
  /** Opens or closes a group. */
  toggle(key: string, open: boolean): void;
  /** Absent where the place has no menu of its own: then the browser's stays. */
  readonly contextMenu?: ((index: number | null, x: number, y: number) => void) | undefined;
}
