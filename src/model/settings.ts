import type { CloudId } from "../knowledge/types";

/** Thresholds of the posture rules by rule id, in days; absent ones keep the sourced default. */
export type Thresholds = Readonly<Partial<Record<string, number>>>;

/** What a reader or an administrator may set; everything has a sourced default. */
export interface Settings {
  readonly cloud: CloudId;
  readonly thresholds: Thresholds;
  /** Codes whose failures the summary counts separately. */
  readonly watchedCodes: readonly number[];
}

export const DEFAULT_SETTINGS: Settings = { cloud: "public", thresholds: {}, watchedCodes: [50171] };
