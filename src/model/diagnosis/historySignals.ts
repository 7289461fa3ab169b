import type { CaseFacts, Listed } from "./caseFacts";
import type { Detector, SignalValues } from "./detector";
import { isNews } from "./news";
import { DAY, HOUR } from "../units";
import { instant, names, span } from "../words";

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
  "never-succeeded-others-do": (facts) => (!facts.succeededEver ? listed(facts.otherSuccesses) : null),
  "nothing-succeeds": (facts) => (!facts.succeededEver && facts.otherSuccesses.count === 0 ? {} : null),
  "other-resources-succeed": (facts) => listed(facts.otherSuccesses),
  "other-resources-succeed-since": (facts) => listed(facts.otherSuccessesSince),
  "other-resources-fail": (facts) => listed(facts.otherFailures),
  "one-day-only": (facts) => (facts.failingDays === 1 ? {} : null),
  "few-failures": (facts) =>
    facts.attempts >= ENOUGH && facts.failures / facts.attempts < FEW
      ? { failures: String(facts.failures), attempts: String(facts.attempts) }
      : null,
  "no-times": (facts) => (Number.isNaN(facts.firstFailure) ? {} : null),
  "new-principal": (facts) =>
    isNews(facts) &&
    facts.firstSeen === facts.firstFailure &&
    facts.history.firstSuccess > facts.firstFailure &&
    !facts.history.untimed
      ? {}
      : null,
  "new-resource": (facts) =>
    facts.routeFirstSeen === facts.firstFailure &&
    facts.firstFailure - facts.firstSeen >= DAY &&
    facts.namesResource &&
    !facts.history.untimed
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

/** First seen with the first failure, within an hour that a bin may stand for. */
function isNew(first: ReadonlyMap<number, number>, text: number, facts: CaseFacts): boolean {
  const seen = first.get(text) ?? -Infinity;
  return seen >= facts.firstFailure && seen < facts.firstFailure + HOUR;
}

const listed = ({ names: some, count }: Listed): SignalValues => (count > 0 ? { names: names(some, count) } : null);
