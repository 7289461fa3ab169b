import type { Held, Resource, Run } from "./types";

/** A month of daily bins without a failure. */
export const daily = (on: Resource, used: number | null, total: number, type?: string, from = "10-25T00"): Run => ({
  on,
  from,
  to: "11-23T00",
  every: 24,
  total,
  ...(used === null ? {} : { used }),
  ...(type === undefined ? {} : { type }),
});

export const certificate = (name: string, end: string, days: number, more: Partial<Held> = {}): Held => ({
  kind: "certificate",
  name,
  end,
  days,
  lastUsed: "2026-11-23T00",
  ...more,
});

export const secret = (name: string, end: string, days: number, lastUsed = "2026-11-23T00"): Held => ({
  kind: "secret",
  name,
  end,
  days,
  lastUsed,
});
