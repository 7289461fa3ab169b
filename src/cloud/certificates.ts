import { generate } from "selfsigned";

/** A certificate and its private key, both PEM. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

const DAY = 86_400_000;

/** An authority of our own and a certificate for these host names that it has signed. */
export async function makeCertificates(
  hosts: readonly string[],
): Promise<{ readonly authority: Certificate; readonly server: Certificate }> {
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
  return { authority, server: { cert: leaf.cert, key: leaf.private } };
}
