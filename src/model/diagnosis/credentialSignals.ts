import { credentialLabel, KIND_WORDS, type JudgedCredential } from "../derive/credentials";
import type { CredentialKind } from "../types";
import type { CaseFacts } from "./caseFacts";
import type { Detector, SignalValues } from "./detector";
import { isNews } from "./news";
import { DAY, HOUR } from "../units";
import { beforeFailure, cut, names, plural, share } from "../words";

/** How far back a change may lie where no success bounds it. */
const LATELY = 7 * DAY;

const typed = (facts: CaseFacts, ...types: string[]): number =>
  facts.credentialTypes.reduce((sum, { type, failures }) => (types.includes(type) ? sum + failures : sum), 0);

const SIGNED = ["certificate", "clientAssertion", "federatedIdentityCredential"];

const shareOf = (facts: CaseFacts, name: string, ...types: string[]): SignalValues => {
  const count = typed(facts, ...types);
  return count > 0 ? { [name]: share(count, facts.failures) } : null;
};

const day = (time: number): string => new Date(time).toISOString().slice(0, 10);
const held = (facts: CaseFacts, kind: CredentialKind): readonly JudgedCredential[] =>
  facts.credentials.filter((credential) => credential.kind === kind);

/** Valid at a time, as far as the dates tell; unknown dates count as valid, so that nothing is claimed from a gap. */
const validAt = ({ start, end }: JudgedCredential, time: number): boolean =>
  (start === null || start <= time) && (end === null || end > time);

/** The credential whose end, or start, lies nearest before the first failure. */
function changed(facts: CaseFacts, kind: CredentialKind, field: "start" | "end"): SignalValues {
  const { firstFailure, lastSuccessBefore } = facts;
  const unbounded = Number.isNaN(lastSuccessBefore);
  // Failures from the first rows on may be older than the rows, and then nothing is known of what came before them.
  if (unbounded && !isNews(facts)) return null;
  // Since the last success, but a day at least: another client may have gone on succeeding.
  const after = unbounded ? firstFailure - LATELY : Math.min(lastSuccessBefore, firstFailure - DAY);
  const until = firstFailure + HOUR;
  let nearest: JudgedCredential | null = null;
  for (const credential of held(facts, kind)) {
    const time = credential[field];
    if (time === null || !(time > after && time <= until)) continue;
    if (nearest === null || time > (nearest[field] ?? 0)) nearest = credential;
  }
  const time = nearest?.[field] ?? null;
  if (nearest === null || time === null) return null;
  return { name: credentialLabel(nearest), [field]: day(time), gap: beforeFailure(time, firstFailure) };
}

function noneValid(facts: CaseFacts, kind: CredentialKind): SignalValues {
  const all = held(facts, kind);
  if (all.length === 0 || Number.isNaN(facts.lastFailure)) return null;
  return all.some((credential) => validAt(credential, facts.lastFailure)) ? null : {};
}

function validHeld(facts: CaseFacts, kind: CredentialKind): SignalValues {
  const valid = held(facts, kind).find(
    (credential) => credential.end !== null && validAt(credential, facts.lastFailure),
  );
  return valid === undefined ? null : { name: credentialLabel(valid) };
}

const noneHeld = (facts: CaseFacts, kind: CredentialKind): SignalValues =>
  facts.credentials.length > 0 && held(facts, kind).length === 0 ? {} : null;

/** A held credential that failing rows name and that fits. */
function failingKey(facts: CaseFacts, fits: (credential: JudgedCredential) => boolean): SignalValues {
  if (Number.isNaN(facts.lastFailure)) return null;
  const named = facts.credentials.find(
    (credential) => credential.keyId !== "" && facts.failingKeys.includes(credential.keyId) && fits(credential),
  );
  if (named === undefined || named.end === null) return null;
  return { kind: KIND_WORDS[named.kind], name: credentialLabel(named), end: day(named.end) };
}

/** Signals about the credential that was sent and those that are held. */
export const credentialDetectors: Readonly<Record<string, Detector>> = {
  "only-secret-used": (facts) =>
    facts.failures > 0 && typed(facts, "clientSecret") === facts.failures
      ? { failures: plural(facts.failures, "failure") }
      : null,
  "secret-used": (facts) => shareOf(facts, "secretShare", "clientSecret"),
  "secret-used-partly": (facts) =>
    typed(facts, "clientSecret") < facts.failures ? shareOf(facts, "secretShare", "clientSecret") : null,
  "certificate-used": (facts) => shareOf(facts, "certificateShare", "certificate"),
  "signed-assertion-used": (facts) => shareOf(facts, "signedShare", ...SIGNED),
  "federated-used": (facts) => shareOf(facts, "federatedShare", "federatedIdentityCredential"),
  "other-type-used": (facts) =>
    facts.typedFailures > 0 && typed(facts, "clientSecret", "certificate") === 0
      ? { types: names(facts.credentialTypes.map(({ type }) => type)) }
      : null,
  "type-unsaid": (facts) => (facts.typedFailures === 0 ? {} : null),
  "is-managed-identity": (facts) => (facts.isManagedIdentity ? {} : null),
  "no-credential-data": (facts) => (facts.credentials.length === 0 ? {} : null),
  "secret-ended": (facts) => changed(facts, "secret", "end"),
  "certificate-ended": (facts) => changed(facts, "certificate", "end"),
  "secret-started": (facts) => changed(facts, "secret", "start"),
  "certificate-started": (facts) => changed(facts, "certificate", "start"),
  "federated-started": (facts) => changed(facts, "federated", "start"),
  "no-valid-secret": (facts) => noneValid(facts, "secret"),
  "no-valid-certificate": (facts) => noneValid(facts, "certificate"),
  "valid-secret-held": (facts) => validHeld(facts, "secret"),
  "valid-certificate-held": (facts) => validHeld(facts, "certificate"),
  "no-secret-held": (facts) => noneHeld(facts, "secret"),
  "no-certificate-held": (facts) => noneHeld(facts, "certificate"),
  "federated-held": (facts) => {
    const count = held(facts, "federated").length;
    return count > 0 ? { federatedCount: plural(count, "federated credential") } : null;
  },
  "no-federated-held": (facts) => noneHeld(facts, "federated"),
  "failing-key-ended": (facts) => failingKey(facts, ({ end }) => end !== null && end <= facts.lastFailure),
  "failing-key-valid": (facts) => failingKey(facts, (held) => held.end !== null && validAt(held, facts.lastFailure)),
  "failing-key-not-held": (facts) => {
    const unknown = facts.failingKeys.find((key) => !facts.credentials.some(({ keyId }) => keyId === key));
    return facts.credentials.length > 0 && unknown !== undefined ? { key: cut(unknown) } : null;
  },
};
