import { credentialLabel, KIND_WORDS, type JudgedCredential } from "../derive/credentials";
import type { FactsStore } from "../store/factsStore";
import { NO_TEXT } from "../store/signInStore";
import { names, plural } from "../words";
import type { FailingCase } from "./failingCases";
import { grouped } from "./grouped";
import type { Draft } from "./types";

const HOUR = 3_600_000;

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
    for (const credential of expired) drafts.push(...stillUsed(store, principal, credential));
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
        values: { principal: nameOf(store, principal), ...words(credential) },
      });
    }
  }
  if (noneValid.length > 1) drafts.push(list(store, "none-valid", noneValid));
  return drafts;
}

/** Sign-ins after the end of a credential that name its key, and from how many addresses. */
function stillUsed(store: FactsStore, principal: number, credential: JudgedCredential): Draft[] {
  const { signIns, principals } = store;
  const { keyId, end } = credential;
  const key = keyId === "" || end === null ? -1 : signIns.texts.find(keyId);
  if (key < 0 || end === null) return [];
  const addresses = new Set<number>();
  let failures = 0;
  for (let route = principals.routes.at(principal); route >= 0; route = signIns.routeNext.at(route)) {
    for (let row = signIns.routeLastRow.at(route); row >= 0; row = signIns.before.at(row)) {
      if (signIns.keyId.at(row) !== key || signIns.code.at(row) === 0 || !(signIns.time.at(row) > end)) continue;
      failures += signIns.count.at(row);
      addresses.add(signIns.ipAddress.at(row));
    }
  }
  if (failures === 0) return [];
  const known = addresses.size > 0 && !addresses.has(NO_TEXT);
  return [
    {
      id: known ? "ended-still-used" : "ended-still-named",
      principals: [principal],
      code: null,
      values: {
        principal: nameOf(store, principal),
        addresses: addresses.size === 1 ? "1 address" : `${String(addresses.size)} addresses`,
        use: addresses.size === 1 ? "uses" : "use",
        failures: plural(failures, "failure"),
        ...words(credential),
      },
    },
  ];
}

const words = (credential: JudgedCredential): { kind: string; name: string } => ({
  kind: KIND_WORDS[credential.kind],
  name: credentialLabel(credential),
});

function list(store: FactsStore, id: string, principals: readonly number[]): Draft {
  const all = principals.map((principal) => nameOf(store, principal)).sort();
  return { id, principals, code: null, values: { count: String(all.length), names: names(all) } };
}

const nameOf = ({ principals }: FactsStore, principal: number): string =>
  principals.names.at(principal) || principals.key(principal);
