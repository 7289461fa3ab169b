import type { SingleSignIn } from "../sources/singles";

/** How one key fared. */
export interface KeyUse {
  /** Key id, else thumbprint or federated credential, lower-cased; empty where the sign-ins name none. */
  readonly key: string;
  readonly type: string;
  readonly failures: number;
  readonly successes: number;
  /** Sign-ins whose result cannot be read. */
  readonly unreadable: number;
}

export const isFailure = ({ code }: SingleSignIn): boolean => code !== null && code !== 0;

export const keyOf = ({ credentialKeyId, credentialThumbprint, federatedCredentialId }: SingleSignIn): string =>
  (credentialKeyId || credentialThumbprint || federatedCredentialId).toLowerCase();

/** Sign-ins gathered by the key that they used: most failures first, then most sign-ins. */
export function keyUses(signIns: readonly SingleSignIn[]): KeyUse[] {
  const uses = new Map<string, KeyUse>();
  for (const one of signIns) {
    const key = keyOf(one);
    const type = one.credentialType;
    const sign = `${key}|${type}`;
    const known = uses.get(sign) ?? { key, type, failures: 0, successes: 0, unreadable: 0 };
    uses.set(sign, {
      ...known,
      failures: known.failures + Number(isFailure(one)),
      successes: known.successes + Number(one.code === 0),
      unreadable: known.unreadable + Number(one.code === null),
    });
  }
  return [...uses.values()].sort(
    (a, b) => b.failures - a.failures || b.successes - a.successes || (a.key < b.key ? -1 : 1),
  );
}
