import { isNews, type CaseFacts } from "./caseFacts";
import type { Detector } from "./detector";
import { instant, names, span } from "../words";

const DAY = 86_400_000;
/** Below this many sign-ins a share says nothing. */
const ENOUGH = 20;
const FEW = 0.05;

/** Signals about what the principal did before, between and after its failures. */
export const historyDetectors: Readonly<Record<string, Detector>> = {
  "succeeded-before": (facts) =>
    Number.isNaN(facts.lastSuccessBefore)
      ? null
      : { lastSuccess: instant(facts.lastSuccessBefore), gap: span(facts.firstFailure - facts.lastSuccessBefore) },
  "succeeded-before-same-key": (facts) => (!Number.isNaN(facts.lastSuccessBefore) && facts.sameKeyBefore ? {} : null),
  "succeeded-before-other-key": (facts) => (!Number.isNaN(facts.lastSuccessBefore) && !facts.sameKeyBefore ? {} : null),
  "succeeded-between": (facts) => (facts.succeededBetween ? {} : null),
  "succeeded-after": (facts) => (facts.succeededAfter ? {} : null),
  "never-succeeded": (facts) => (facts.succeededEver ? null : {}),
  "never-succeeded-others-do": (facts) =>
    !facts.succeededEver && facts.otherSuccesses.length > 0 ? { names: names(facts.otherSuccesses) } : null,
  "nothing-succeeds": (facts) => (!facts.succeededEver && facts.otherSuccesses.length === 0 ? {} : null),
  "other-resources-succeed": (facts) =>
    facts.otherSuccesses.length > 0 ? { names: names(facts.otherSuccesses) } : null,
  "other-resources-succeed-since": (facts) =>
    facts.otherSuccessesSince.length > 0 ? { names: names(facts.otherSuccessesSince) } : null,
  "other-resources-fail": (facts) => (facts.otherFailures.length > 0 ? { names: names(facts.otherFailures) } : null),
  "one-day-only": (facts) => (facts.failingDays === 1 ? {} : null),
  "few-failures": (facts) =>
    facts.attempts >= ENOUGH && facts.failures / facts.attempts < FEW
      ? { failures: String(facts.failures), attempts: String(facts.attempts) }
      : null,
  "no-times": (facts) => (Number.isNaN(facts.firstFailure) ? {} : null),
  "new-principal": (facts) => (isNews(facts) && facts.firstSeen === facts.firstFailure ? {} : null),
  "new-resource": (facts) =>
    facts.routeFirstSeen === facts.firstFailure && facts.firstFailure - facts.firstSeen >= DAY && facts.namesResource
      ? { firstFailure: instant(facts.firstFailure), firstSeen: instant(facts.firstSeen) }
      : null,
  "new-address": (facts) =>
    isNews(facts) &&
    facts.history.firstAddressedSuccess < facts.firstFailure &&
    facts.failingAddresses.some((address) => isNew(facts.history.addresses, address, facts))
      ? {}
      : null,
  "same-addresses": (facts) =>
    facts.allAddressed &&
    facts.failingAddresses.length > 0 &&
    facts.failingAddresses.every((address) => facts.history.succeededFrom.has(address))
      ? {}
      : null,
  "several-addresses": (facts) =>
    facts.failingAddresses.length > 1 ? { addressCount: String(facts.failingAddresses.length) } : null,
  "new-user-agent": (facts) =>
    isNews(facts) &&
    facts.history.firstAgentSuccess < facts.firstFailure &&
    facts.failingAgents.some((agent) => isNew(facts.history.agents, agent, facts))
      ? {}
      : null,
  "several-tenants": (facts) =>
    facts.history.tenants.size > 1 ? { tenantCount: String(facts.history.tenants.size) } : null,
};

function isNew(first: ReadonlyMap<number, number>, text: number, facts: CaseFacts): boolean {
  return (first.get(text) ?? -Infinity) >= facts.firstFailure;
}
