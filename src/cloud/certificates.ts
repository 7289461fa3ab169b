import { generate } from "selfsigned";

/** A certificate and its private key, both PEM. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

const DAY = 86_400_000;

/** What the stand-in and its clients present in a handshake. */
export interface Certificates {
  readonly authority: Certificate;
  readonly server: Certificate;
  /** A client's; its subject is "CN=client". */
  readonly client: Certificate;
}

/** An authority of our own, and certificates that it has signed: for these host names, and for a client. */
export async function makeCertificates(hosts: readonly string[]): Promise<Certificates> {
  const now = Date.now();
  const common = {
    keyType: "ec",
    algorithm: "sha256",
    notBeforeDate: new Date(now - DAY),
    notAfterDate: new Date(now + 30 * DAY),
  } as const;
  const root = await generate([{ name: "commonName", value: "Stand-in authority" }], {
    ...common,
    extensions: [
      { name: "basicConstraints", cA: true, critical: true },
      { name: "keyUsage", keyCertSign: true, digitalSignature: true, critical: true },
    ],
  });
  const authority = { cert: root.cert, key: root.private };
  const leaf = await generate([{ name: "commonName", value: "Stand-in cloud" }], {
    ...common,
    ca: authority,
    extensions: [
      { name: "basicConstraints", cA: false },
      { name: "keyUsage", digitalSignature: true, keyEncipherment: true },
      { name: "extKeyUsage", serverAuth: true },
      { name: "subjectAltName", altNames: hosts.map((value) => ({ type: 2 as const, value })) },
    ],
  });
  const client = await generate([{ name: "commonName", value: "client" }], {
    ...common,
    ca: authority,
    extensions: [
      { name: "basicConstraints", cA: false },
      { name: "keyUsage", digitalSignature: true },
      { name: "extKeyUsage", clientAuth: true },
    ],
  });
  return {
    authority,
    server: { cert: leaf.cert, key: leaf.private },
    client: { cert: client.cert, key: client.private },
  };
}
