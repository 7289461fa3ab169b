import type { Tenant } from "./types";

/** One request that a service got, without anything secret. */
export interface Recorded {
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly status: number;
  /** What the request was about where that is not in its path: grant, scope, whether claims were asked for. */
  readonly about: Readonly<Record<string, string>>;
}

/** A tenant with what happened in it. */
export interface TenantRecord extends Tenant {
  readonly requests: Recorded[];
  /** Indices of faults that are told once only and were told. */
  readonly spent: Set<number>;
}

/** The tenants that tests have made, by id; others do not exist. */
export class Tenants {
  readonly #records = new Map<string, TenantRecord>();

  /** Makes a tenant, or gives it other settings; what was recorded stays. */
  set(id: string, settings: Readonly<Record<string, unknown>>): void {
    const key = id.toLowerCase();
    this.#records.set(key, { id: key, settings, requests: this.#records.get(key)?.requests ?? [], spent: new Set() });
  }

  /** The tenant whose services were asked for something with this name in its path; the latest of several. */
  thatAsked(name: string): TenantRecord | undefined {
    const all = [...this.#records.values()].reverse();
    return name === "" ? undefined : all.find(({ requests }) => requests.some(({ path }) => path.includes(name)));
  }

  find(id: string): TenantRecord | undefined {
    return this.#records.get(id.toLowerCase());
  }
}
