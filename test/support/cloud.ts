import { randomUUID } from "node:crypto";
import { setting } from "./browser";

/** One request that the stand-in cloud got. */
export interface CloudRequest {
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly status: number;
  readonly about: Readonly<Record<string, string>>;
}

/** A tenant of the stand-in cloud that belongs to one test. */
export interface CloudTenant {
  readonly id: string;
  readonly clientId: string;
  /** Changes what the tenant does from now on; `identity` keeps its application. */
  set(settings: Readonly<Record<string, unknown>>): Promise<void>;
  requests(): Promise<readonly CloudRequest[]>;
}

/** Makes a tenant with an application whose page is at this address. `settings` are those of the cloud's parts. */
export async function makeTenant(page: string, settings: Readonly<Record<string, unknown>> = {}): Promise<CloudTenant> {
  const id = randomUUID();
  const clientId = randomUUID();
  const address = `${setting("SPP_CLOUD")}/control/tenants/${id}`;
  const set = async (next: Readonly<Record<string, unknown>>): Promise<void> => {
    const identity = { clientId, redirectUris: [new URL("redirect.html", page).href], ...(next["identity"] as object) };
    const answer = await fetch(address, { method: "POST", body: JSON.stringify({ ...next, identity }) });
    if (!answer.ok) throw new Error(`The stand-in cloud answered ${String(answer.status)}.`);
  };
  await set(settings);
  return {
    id,
    clientId,
    set,
    requests: async () => (await (await fetch(`${address}/requests`)).json()) as CloudRequest[],
  };
}

/** Where the stand-in listens, and the authority that signed its certificates and may sign those of clients. */
export interface CloudAddresses {
  readonly ports: Readonly<Record<string, number>>;
  readonly authority: { readonly cert: string; readonly key: string };
}

export async function cloudAddresses(): Promise<CloudAddresses> {
  return (await (await fetch(`${setting("SPP_CLOUD")}/control/cloud`)).json()) as CloudAddresses;
}
