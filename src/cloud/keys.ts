import { createPrivateKey, createPublicKey, generateKeyPairSync, verify, type JsonWebKey } from "node:crypto";

/** What a token of the stand-in says; `answered` holds the claims challenge that it was asked for with. */
export interface TokenClaims {
  readonly tid: string;
  readonly aud: string;
  readonly exp: number;
  readonly scp?: string;
  readonly oid?: string;
  readonly appid?: string;
  readonly answered?: string;
  readonly cnf?: Readonly<Record<string, string>>;
}

/** The key that signs every token of this stand-in. */
export interface SigningKey {
  /** Private, as a JSON web key with its name. */
  readonly jwk: JsonWebKey & { readonly kid: string; readonly use: string; readonly alg: string };
  /** Claims of a token that this key has signed; null for anything else. */
  claims(token: string): TokenClaims | null;
}

export function makeSigningKey(): SigningKey {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const jwk = { ...privateKey.export({ format: "jwk" }), kid: "stand-in", use: "sig", alg: "RS256" };
  const publicKey = createPublicKey(createPrivateKey({ key: jwk, format: "jwk" }));
  return {
    jwk,
    claims(token) {
      const [head = "", body = "", signature = ""] = token.split(".");
      const signed = Buffer.from(`${head}.${body}`);
      if (!verify("RSA-SHA256", signed, publicKey, Buffer.from(signature, "base64url"))) return null;
      return JSON.parse(Buffer.from(body, "base64url").toString("utf8")) as TokenClaims;
    },
  };
}
