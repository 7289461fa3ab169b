import { credentialLabel, KIND_WORDS, type JudgedCredential } from "../derive/credentials";
import type { FactsStore } from "../store/factsStore";
import { NO_TEXT } from "../store/signInStore";
import { HOUR } from "../units";
import { names, plural } from "../words";
import type { FailingCase } from "./failingCases";
import { grouped } from "./grouped";
import type { Draft } from "./types";

/** What insights about credentials are made from. */
export interface CredentialInput {
  readonly store: FactsStore;
  readonly failing: readonly FailingCase[];
  readonly now: number;
  credentials(principal: number): readonly JudgedCredential[];
}

/** Failures that began with the end of a credential, an expired one that is still used, and principals without any. */
export function credentialInsights(input: CredentialInput): Draft[] {
  const { store, now } = input;
  const drafts: Draft[] = [];
  const ended: { readonly principal: number; readonly credential: JudgedCredential }[] = [];
  const noneValid: number[] = [];
  for (const cases of grouped(input.failing, ({ principal }) => String(principal))) {
    const [{ principal }] = cases as readonly [FailingCase];
    const credentials = input.credentials(principal).filter(({ isSigningKey }) => !isSigningKey);
    const expired = credentials.filter(({ end }) => end !== null && end <= now);
    const cause = expired.find(({ end }) => cases.every(({ first }) => Math.abs(first - (end ?? 0)) <= HOUR));
    if (cause !== undefined) ended.push({ principal, credential: cause });
    drafts.push(...stillUsed(store, principal, expired));
    if (credentials.length > 0 && credentials.every(({ status }) => status === "expired")) noneValid.push(principal);
  }
  if (ended.length > 2) {
    drafts.push(
      list(
        store,
        "credentials-ended",
        ended.map(({ principal }) => principal),
      ),
    );
  } else {
    for (const { principal, credential } of ended) {
      drafts.push({
        id: "credential-ended",
        principals: [principal],
        code: null,
        values: { principal: store.principals.label(principal), ...words(credential) },
      });
    }
  }
  if (noneValid.length > 1) drafts.push(list(store, "none-valid", noneValid));
  return drafts;
}

interface Tally {
  readonly addresses: Set<number>;
  failures: number;
}

/** Failures after the end of a credential that name its key, and from how many addresses they come. */
function stillUsed(store: FactsStore, principal: number, expired: readonly JudgedCredential[]): Draft[] {
  const { signIns, principals } = store;
  const byKey = new Map<
    number,
    { readonly credential: JudgedCredential; readonly end: number; readonly tally: Tally }
  >();
  for (const credential of expired) {
    const key = credential.keyId === "" ? -1 : signIns.texts.find(credential.keyId);
    if (key < 0 || credential.end === null) continue;
    byKey.set(key, { credential, end: credential.end, tally: { addresses: new Set(), failures: 0 } });
  }
  if (byKey.size === 0) return [];
  for (let route = principals.routes.at(principal); route >= 0; route = signIns.routeNext.at(route)) {
    for (let row = signIns.routeLastRow.at(route); row >= 0; row = signIns.before.at(row)) {
      const used = byKey.get(signIns.keyId.at(row));
      if (used === undefined || signIns.code.at(row) === 0 || !(signIns.time.at(row) > used.end)) continue;
      used.tally.failures += signIns.count.at(row);
      used.tally.addresses.add(signIns.ipAddress.at(row));
    }
  }
  const name = principals.label(principal);
  return [...byKey.values()].flatMap(({ credential, tally }) => used(principal, name, credential, tally));
}

function used(principal: number, name: string, credential: JudgedCredential, { addresses, failures }: Tally): Draft[] {
  if (failures === 0) return [];
  const count = addresses.size;
  const values = { principal: name, ...words(credential) };
  if (addresses.has(NO_TEXT)) {
    const named = { ...values, failures: plural(failures, "failure"), use: failures === 1 ? "names" : "name" };
    return [{ id: "ended-still-named", principals: [principal], code: null, values: named }];
  }
  const from = {
    ...values,
    addresses: count === 1 ? "1 address" : `${String(count)} addresses`,
    use: count === 1 ? "uses" : "use",
  };
  return [{ id: "ended-still-used", principals: [principal], code: null, values: from }];
}

const words = (credential: JudgedCredential): { kind: string; name: string } => ({
  kind: KIND_WORDS[credential.kind],
  name: credentialLabel(credential),
});

function list(store: FactsStore, id: string, principals: readonly number[]): Draft {
  const all = principals.map((principal) => store.principals.label(principal)).sort();
  return { id, principals, code: null, values: { count: String(all.length), names: names(all) } };
}
