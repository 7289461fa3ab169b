import { identityOf, mergeHeld, type Held } from "../store/credentialStore";
import type { FactsStore } from "../store/factsStore";
import type { Credential, CredentialKind, CredentialStatus, Time } from "../types";
import { cut } from "../words";

/** A credential with what posture needs to know about it. */
export interface JudgedCredential extends Credential {
  /** First successful sign-in in these rows that names it. */
  readonly firstUsed: Time;
  /** True when the directory says that it was never used. */
  readonly neverUsed: boolean;
  /** First row of it, 1-based, and what its rows contradict each other in. */
  readonly row: number;
  readonly contradiction: "none" | "start" | "end";
  /** Signing keys of single sign-on are not client credentials and are kept out of posture. */
  readonly isSigningKey: boolean;
}

/** Kinds as a sentence names them. */
export const KIND_WORDS: Readonly<Record<CredentialKind, string>> = {
  secret: "secret",
  certificate: "certificate",
  federated: "federated credential",
  managedIdentity: "managed identity",
};

/** What a credential is called in a sentence: its name, else an id of it. */
export function credentialLabel({ name, keyId, thumbprint }: Credential): string {
  return cut(name || keyId || thumbprint || "without a name");
}

const KIND_ORDER = ["secret", "certificate", "federated", "managedIdentity"];

/**
 * Credentials of a principal: its own and those of its application, each once, in a stable order. Expiry is judged at
 * `now` (epoch ms).
 */
export function credentialsOf(store: FactsStore, principal: number, now: number): readonly JudgedCredential[] {
  const appId = store.principals.appIds.at(principal);
  const merged = new Map<string, Held>();
  const owners = [store.principals.key(principal), ...(appId === "" ? [] : [`app:${appId}`])];
  for (const owner of new Set(owners)) {
    for (const held of store.credentials.of(owner)) {
      const key = identityOf(held);
      const known = merged.get(key);
      if (known === undefined) merged.set(key, { ...held });
      else mergeHeld(known, held);
    }
  }
  const unique = mergeByThumbprint([...merged.values()]);
  const inUse = keyInUse(store, principal, unique);
  // The password of a signing key carries its thumbprint; it is no client secret either.
  const signers = new Set(
    unique.filter((held) => isSigner(held) && held.thumbprint !== "").map((held) => held.thumbprint),
  );
  return unique
    .map((held) => judge(store, principal, held, inUse, signers, now))
    .sort(
      (a, b) =>
        KIND_ORDER.indexOf(a.kind) - KIND_ORDER.indexOf(b.kind) ||
        (b.end ?? Infinity) - (a.end ?? Infinity) ||
        (a.keyId + a.name < b.keyId + b.name ? -1 : 1),
    );
}

/** The same certificate is listed once for signing and once for verifying: one thumbprint is one certificate. */
function mergeByThumbprint(all: Held[]): (Held & { usages: Set<string> })[] {
  const result: (Held & { usages: Set<string> })[] = [];
  const byThumbprint = new Map<string, Held & { usages: Set<string> }>();
  for (const held of all.sort((a, b) => (identityOf(a) < identityOf(b) ? -1 : 1))) {
    const entry = { ...held, usages: new Set([held.usage.toLowerCase()]) };
    const known = held.kind === "certificate" && held.thumbprint !== "" ? byThumbprint.get(held.thumbprint) : undefined;
    if (known !== undefined) {
      known.usages.add(held.usage.toLowerCase());
      // The verifying entry is the one whose key id appears in sign-ins.
      const keyId = held.usage.toLowerCase() === "verify" ? held.keyId : known.keyId;
      mergeHeld(known, held);
      known.keyId = keyId;
      continue;
    }
    if (held.kind === "certificate" && held.thumbprint !== "") byThumbprint.set(held.thumbprint, entry);
    result.push(entry);
  }
  return result;
}

/** Key id named by the newest sign-in, if it is held, else that of the credential with the newest last use. */
function keyInUse(store: FactsStore, principal: number, all: readonly Held[]): string {
  const named = store.principals.keysInUse.at(principal);
  if (named !== "" && all.some((held) => held.keyId === named)) return named;
  let newest: Held | null = null;
  for (const held of all) {
    if (!Number.isNaN(held.lastUsed) && (newest === null || held.lastUsed > newest.lastUsed)) newest = held;
  }
  return newest === null ? "" : newest.keyId === "" ? identityOf(newest) : newest.keyId;
}

const isSigner = ({ kind, usages }: Held & { usages: Set<string> }): boolean =>
  kind === "certificate" && usages.has("sign");

function judge(
  store: FactsStore,
  principal: number,
  held: Held & { usages: Set<string> },
  inUse: string,
  signers: ReadonlySet<string>,
  now: number,
): JudgedCredential {
  // A start that is not before the end cannot be true: the end alone is judged.
  const start = held.start >= held.end ? Number.NaN : held.start;
  const key = held.keyId === "" ? -1 : store.signIns.texts.find(held.keyId);
  const seen = store.principals.keyLastUsed(principal, key);
  const firstUsed = store.principals.keyFirstUsed(principal, key);
  const lastUsed = Number.isNaN(seen)
    ? held.lastUsed
    : Number.isNaN(held.lastUsed)
      ? seen
      : Math.max(seen, held.lastUsed);
  const onServicePrincipal = held.origin.toLowerCase() !== "application";
  return {
    kind: held.kind,
    keyId: held.keyId,
    name: held.name,
    start: timeOrNull(start),
    end: timeOrNull(held.end),
    lastUsed: timeOrNull(lastUsed),
    origin: held.origin,
    usage: held.usage,
    thumbprint: held.thumbprint,
    issuer: held.issuer,
    subject: held.subject,
    status: statusOf({ ...held, start }, now),
    row: held.row,
    contradiction: held.earliestEnd < held.end ? "end" : held.start >= held.end ? "start" : "none",
    inUse: inUse !== "" && (held.keyId === inUse || identityOf(held) === inUse),
    firstUsed: timeOrNull(firstUsed),
    neverUsed: held.neverUsed && Number.isNaN(lastUsed),
    isSigningKey: onServicePrincipal && (isSigner(held) || (held.kind === "secret" && signers.has(held.thumbprint))),
  };
}

function statusOf(held: Held, now: number): CredentialStatus {
  if (held.kind === "federated" || held.kind === "managedIdentity") {
    return !Number.isNaN(held.end) && held.end <= now ? "expired" : "valid";
  }
  if (!Number.isNaN(held.end) && held.end <= now) return "expired";
  if (!Number.isNaN(held.start) && held.start > now) return "notYetValid";
  return Number.isNaN(held.end) ? "unknown" : "valid";
}

export function timeOrNull(value: number): Time {
  return Number.isFinite(value) ? value : null;
}
