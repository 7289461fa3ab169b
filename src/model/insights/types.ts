/** One line about several principals, true of the rows as they are. */
export interface Insight {
  readonly id: string;
  readonly text: string;
  /** Indices in the snapshot's columns. */
  readonly principals: readonly number[];
  /** The code that the line is about, or null. */
  readonly code: number | null;
}

/** An insight before it is worded; principals are the store's indices. */
export interface Draft {
  readonly id: string;
  readonly principals: readonly number[];
  readonly code: number | null;
  readonly values: Readonly<Record<string, string>>;
}
