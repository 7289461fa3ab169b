import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { makeCertificates } from "./certificates";
import { controlServer } from "./control";
import { IdentityService } from "./identity/service";
import { makeSigningKey } from "./keys";
import { serveHost } from "./serviceHost";
import { Tenants } from "./tenants";
import type { CloudPart } from "./types";

export { PARTS } from "./parts";
export type { CloudPart, Tenant } from "./types";

export interface SignInHosts {
  readonly loginHost: string;
  /** Empty where there is none. */
  readonly mtlsHost: string;
}

export interface CloudOptions {
  /** Hosts that sign people and principals in, each with the one whose token endpoint asks for a client certificate. */
  readonly signIn: readonly SignInHosts[];
  readonly parts: readonly CloudPart[];
}

/** A running stand-in. */
export interface Cloud {
  /** Where tests set up tenants. */
  readonly control: string;
  /** The port on 127.0.0.1 that answers for each host name. */
  readonly ports: ReadonlyMap<string, number>;
  close(): Promise<void>;
}

/** Starts the stand-in for the cloud on free ports of 127.0.0.1. */
export async function startCloud({ signIn, parts }: CloudOptions): Promise<Cloud> {
  const loginHosts = signIn.map(({ loginHost }) => loginHost);
  const mtlsHosts = signIn.map(({ mtlsHost }) => mtlsHost).filter((host) => host !== "");
  const services = new Map(parts.flatMap((part) => part.hosts.map((host): [string, CloudPart] => [host, part])));
  const { authority, server, client } = await makeCertificates([...loginHosts, ...mtlsHosts, ...services.keys()]);
  const tenants = new Tenants();
  const key = makeSigningKey();
  const identity = new IdentityService(tenants, key);
  const answer = async (request: IncomingMessage, response: ServerResponse, mtls: boolean): Promise<void> => {
    const host = (request.headers.host ?? "").split(":")[0] ?? "";
    const part = services.get(host);
    const signedInAt = signIn.find(({ loginHost, mtlsHost }) => host === (mtls ? mtlsHost : loginHost));
    if (part !== undefined && !mtls) await serveHost(part, host, tenants, key, request, response);
    else if (signedInAt !== undefined) await identity.handle(request, response, signedInAt.loginHost, mtls);
    else response.writeHead(421).end();
  };
  const listener = (mtls: boolean) => (request: IncomingMessage, response: ServerResponse) => {
    answer(request, response, mtls).catch(() => {
      if (response.headersSent) response.destroy();
      else response.writeHead(500).end();
    });
  };
  const standard = createServer(server, listener(false));
  // Whoever has no certificate gets an answer that says so, not a broken handshake.
  const mutual = createServer(
    { ...server, ca: authority.cert, requestCert: true, rejectUnauthorized: false },
    listener(true),
  );
  const [port, mtlsPort] = await Promise.all([standard, mutual].map(listen));
  const ports = new Map([
    ...[...loginHosts, ...services.keys()].map((host): [string, number] => [host, port ?? 0]),
    ...mtlsHosts.map((host): [string, number] => [host, mtlsPort ?? 0]),
  ]);
  const control = controlServer(tenants, () => ({
    ports: Object.fromEntries(ports),
    authority: authority.cert,
    client,
  }));
  const controlPort = await listen(control);
  return {
    control: `http://127.0.0.1:${String(controlPort)}`,
    ports,
    close: async () => {
      await Promise.all([standard, mutual, control].map(close));
    },
  };
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      resolve((server.address() as AddressInfo).port);
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((done) => {
    server.close(() => {
      done();
    });
    server.closeAllConnections();
  });
}
