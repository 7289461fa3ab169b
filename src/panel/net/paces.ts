import type { Call } from "./types";

/** How often calls of one kind may start, and how long one of them may take. All times in ms. */
export interface Pace {
  readonly apart: number;
  /** No more than `most` calls start in any `within`. */
  readonly most: number;
  readonly within: number;
  readonly timeout: number;
  /** Headers of every call of this kind. */
  readonly headers: Readonly<Record<string, string>>;
}

const GRAPH = { Prefer: "include-unknown-enum-members" };

/**
 * Documented ceilings and the pace kept below them. Sources, checked 2026-11-23: learn.microsoft.com/graph/throttling-limits
 * (reports: 5 requests in 10 s for one app and tenant; reading `keyCredentials`: 150 a minute; directory: 3,500 units in 10 s for a small
 * tenant, an application costs 2), learn.microsoft.com/azure/azure-monitor/service-limits (200 queries in 30 s, 10 minutes each).
 * Power BI documents no figure for reading one report: its pace is only a courtesy.
 */
export const PACES: Readonly<Record<Call["pace"], Pace>> = {
  reports: { apart: 2_000, most: 5, within: 10_000, timeout: 120_000, headers: GRAPH },
  directory: { apart: 400, most: 25, within: 10_000, timeout: 60_000, headers: GRAPH },
  logs: { apart: 200, most: 100, within: 30_000, timeout: 630_000, headers: {} },
  powerbi: { apart: 200, most: 50, within: 10_000, timeout: 60_000, headers: {} },
};
