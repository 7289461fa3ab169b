import type { Fault, FaultKind, GraphPart } from "../../src/cloud/graph/settings";

/** A tenant of the stand-in with some of everything, up to today. */
export const TENANT = {
  principals: 12,
  failing: 4,
  managed: 2,
  days: 5,
  until: new Date().toISOString().slice(0, 10),
} as const;

/** The same tenant without anybody in it. */
export const EMPTY = { ...TENANT, principals: 0, failing: 0, managed: 0 } as const;

/** Rows of the list once all of the tenant is there. */
export const ALL = TENANT.principals + TENANT.managed;

export const REPORTS: readonly GraphPart[] = ["signIns", "managedIdentities", "credentialUse"];
/** Everything that a load begins with; federated credentials follow the applications. */
export const PARTS: readonly GraphPart[] = [...REPORTS, "applications", "principals"];

/** Every request of these parts goes wrong in this way. */
export const faulty = (kind: FaultKind, parts: readonly GraphPart[], more: Partial<Fault> = {}): Fault[] =>
  parts.map((part) => ({ part, kind, times: -1, ...more }));
