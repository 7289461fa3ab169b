import type { CredentialKind } from "../types";

const KINDS: ReadonlyMap<string, CredentialKind> = new Map<string, CredentialKind>([
  ["secret", "secret"],
  ["password", "secret"],
  ["clientsecret", "secret"],
  ["certificate", "certificate"],
  ["key", "certificate"],
  ["asymmetricx509cert", "certificate"],
  ["federated", "federated"],
  ["federatedidentitycredential", "federated"],
  ["managedidentity", "managedIdentity"],
]);

/** The kind of a held credential by the facts table's words or Graph's, without case; null for other words. */
export function credentialKindOf(text: string): CredentialKind | null {
  return KINDS.get(text.toLowerCase()) ?? null;
}
