import { request, type RequestOptions } from "node:https";
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

/** Where the stand-in listens, the authority that signed its certificates, and one for a client with "CN=client". */
export interface CloudAddresses {
  readonly ports: Readonly<Record<string, number>>;
  readonly authority: string;
  readonly client: { readonly cert: string; readonly key: string };
}

export async function cloudAddresses(): Promise<CloudAddresses> {
  return (await (await fetch(`${setting("SPP_CLOUD")}/control/cloud`)).json()) as CloudAddresses;
}

/** An answer of the stand-in to a client that is no browser. */
export interface CloudAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** What a client that is no browser sends; with a certificate where it has one. */
export interface CloudCall {
  readonly form?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly certificate?: { readonly cert: string; readonly key: string };
}

/** Asks the stand-in under a production address, and checks its certificate as production's would be checked. */
export async function askCloud(address: string, call: CloudCall = {}): Promise<CloudAnswer> {
  const { ports, authority } = await cloudAddresses();
  const { hostname, pathname, search } = new URL(address);
  const port = ports[hostname];
  if (port === undefined) throw new Error(`The stand-in cloud has no ${hostname}.`);
  const body = call.form === undefined ? undefined : new URLSearchParams(call.form).toString();
  const options: RequestOptions = {
    host: "127.0.0.1",
    port,
    servername: hostname,
    ca: authority,
    path: pathname + search,
    method: body === undefined ? "GET" : "POST",
    headers: {
      ...call.headers,
      host: hostname,
      ...(body === undefined ? {} : { "content-type": "application/x-www-form-urlencoded" }),
    },
    ...call.certificate,
  };
  return new Promise((resolve, reject) => {
    const sent = request(options, (answer) => {
      let text = "";
      answer.setEncoding("utf8");
      answer.on("data", (chunk: string) => (text += chunk));
      answer.on("end", () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: text }));
    });
    sent.on("error", reject);
    sent.end(body);
  });
}
