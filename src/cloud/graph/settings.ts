/** What one request of the stand-in is about. */
export type GraphPart =
  "signIns" | "managedIdentities" | "credentialUse" | "applications" | "principals" | "federated" | "rawSignIns";

/** How a request may go wrong. */
export const FAULTS = [
  "claims",
  "expired",
  "consent",
  "role",
  "denied",
  "licence",
  "throttled",
  "throttledSilently",
  "unavailable",
  "server",
  "gateway",
  "lostPage",
  "sameLink",
  "foreignLink",
  "plainLink",
  "scriptLink",
  "truncated",
  "html",
  "notAPage",
  "cut",
  "drip",
  "silent",
  "repeatsToken",
  "inner429",
  "inner503",
  "inner403",
  "innerMissing",
] as const;

export type FaultKind = (typeof FAULTS)[number];

export interface Fault {
  readonly part: GraphPart;
  readonly kind: FaultKind;
  /** The request of this part that it begins at, from 0. */
  readonly at?: number;
  /** How many requests it meets; -1 for all that follow. */
  readonly times?: number;
  /** Seconds, for throttled answers. */
  readonly retryAfter?: number | string;
  /** The error's words attack whoever shows them; so do those of a tenant that is hostile. */
  readonly hostile?: boolean;
  /** True where the page may read `Retry-After`: Graph does not say that it exposes it. */
  readonly exposed?: boolean;
  /** Ms between the eight pieces of a dripping body. */
  readonly pause?: number;
}

/** How a tenant of the stand-in looks. */
export interface GraphSettings {
  readonly principals: number;
  /** How many of them fail. */
  readonly failing: number;
  readonly managed: number;
  readonly days: number;
  /** The last day (ISO date). */
  readonly until: string;
  readonly page: number;
  readonly seed: number;
  /** Every name and every error's sentence is one that attacks whoever shows it. */
  readonly hostile: boolean;
  /** Rows of each answer besides in which every text attacks, ids and times included. */
  readonly poisoned: number;
  readonly faults: readonly Fault[];
}

const DEFAULTS: GraphSettings = {
  principals: 40,
  failing: 6,
  managed: 5,
  days: 14,
  until: "2026-11-23",
  page: 50,
  seed: 1,
  hostile: false,
  poisoned: 0,
  faults: [],
};

/** A tenant's settings; `fault` stands for one of `faults`. What is absent or of another type is as by default. */
export function settingsOf(given: Readonly<Record<string, unknown>>): GraphSettings {
  const settings: Record<string, unknown> = { ...DEFAULTS };
  for (const [name, value] of Object.entries(DEFAULTS)) {
    if (typeof given[name] === typeof value) settings[name] = given[name];
  }
  if (typeof given["fault"] === "object" && given["fault"] !== null) settings["faults"] = [given["fault"]];
  return settings as unknown as GraphSettings;
}
