import { checklist50171, connectors, sourceLine } from "../../knowledge";
import type { CauseEntry } from "../../knowledge/types";
import type { Cause, Evidence, Likelihood } from "../types";
import type { CaseFacts } from "./caseFacts";

interface Judgement {
  readonly likelihood: Likelihood;
  readonly evidence: readonly Evidence[];
  readonly remark?: string;
}

type Judge = (facts: CaseFacts) => Judgement;

const yes = (text: string): Evidence => ({ for: true, text });
const no = (text: string): Evidence => ({ for: false, text });

/** What the kind of credential on the failing rows leaves open. */
const unsaid = ({ credentialTypes }: CaseFacts): string =>
  credentialTypes.length === 0
    ? "The rows do not say which kind of credential was used."
    : `The failing rows name ${list(credentialTypes.map(({ type }) => type))}; that does not show whether a client certificate was presented.`;

const ORDER: readonly Likelihood[] = ["likely", "possible", "unlikely"];

/** One judge a cause. Evidence is what the rows carry; likelihood is a guess about it, never proof. */
const JUDGES: Readonly<Record<string, Judge>> = {
  "standard-endpoint": (facts) => {
    const evidence: Evidence[] = [];
    if (facts.otherSuccesses.length > 0) evidence.push(yes(`Other resources succeed: ${list(facts.otherSuccesses)}.`));
    const remark = "The log does not record which endpoint was used; ask whoever runs the client.";
    return { likelihood: facts.otherSuccesses.length > 0 ? "likely" : "possible", evidence, remark };
  },
  "client-cannot-mtls": (facts) => {
    const secret = failuresOf(facts, "clientSecret");
    const certificate = failuresOf(facts, "certificate");
    const evidence: Evidence[] = [];
    if (secret > 0) evidence.push(yes(`A client secret was used on ${ofAll(secret, facts)}.`));
    if (certificate > 0)
      evidence.push(no(`A certificate was used on ${ofAll(certificate, facts)}; that is not proof of mutual TLS.`));
    const remark = secret === 0 && certificate === 0 ? unsaid(facts) : "";
    const likelihood = secret > 0 && secret >= certificate ? "likely" : certificate > 0 ? "unlikely" : "possible";
    return { likelihood, evidence, remark };
  },
  "stale-audience": (facts) => {
    const evidence: Evidence[] = [];
    if (!facts.succeededEver && facts.otherSuccesses.length > 0) {
      evidence.push(yes(`This resource has never succeeded in these rows; ${list(facts.otherSuccesses)} did.`));
    }
    if (facts.succeededBefore && facts.sameKeyBefore) {
      evidence.push(
        yes(
          "It succeeded earlier with the same credential, so the resource, or how the client asks for it, may have changed.",
        ),
      );
    } else if (facts.succeededBefore) {
      evidence.push(no("This resource was reached successfully before, so it is probably the one that was meant."));
    }
    if (facts.succeededEver && !facts.succeededBefore && !facts.succeededAfter) {
      evidence.push(no("It succeeded between failures, so it is probably the resource that was meant."));
    }
    if (facts.succeededAfter) evidence.push(no("It succeeded later, so it is probably the resource that was meant."));
    const likelihood = evidence.some((item) => !item.for) ? "unlikely" : "possible";
    return { likelihood, evidence };
  },
  "first-party-audience": (facts) => {
    if (facts.resourceOwner === "" || facts.tenantId === "") {
      const remark =
        facts.resourceOwner === ""
          ? "The rows do not say which tenant owns the resource."
          : "The rows do not say which tenant is yours.";
      return { likelihood: "possible", evidence: [], remark };
    }
    return facts.resourceOwner === facts.tenantId
      ? { likelihood: "unlikely", evidence: [no("The resource belongs to your own tenant.")] }
      : { likelihood: "possible", evidence: [yes(`The resource belongs to another tenant (${facts.resourceOwner}).`)] };
  },
  "hardcoded-endpoint": () => ({
    likelihood: "possible",
    evidence: [],
    remark: "Nothing in a sign-in log can show this; ask the client's developer.",
  }),
  "assertion-audience": (facts) => {
    const signed = ["certificate", "clientAssertion", "federatedIdentityCredential"]
      .map((type) => failuresOf(facts, type))
      .reduce((sum, failures) => sum + failures, 0);
    if (signed > 0) {
      return { likelihood: "possible", evidence: [yes(`A signed assertion was sent on ${ofAll(signed, facts)}.`)] };
    }
    const secret = failuresOf(facts, "clientSecret");
    return secret > 0
      ? {
          likelihood: secret === facts.failures ? "unlikely" : "possible",
          evidence: [no(`A client secret was used on ${ofAll(secret, facts)}; with a secret no assertion is sent.`)],
        }
      : { likelihood: "possible", evidence: [], remark: unsaid(facts) };
  },
  "managed-connector": (facts) => {
    const hit = facts.userAgents.map((agent) => connectorIn(agent)).find((found) => found !== null);
    if (hit != null) {
      const text = `The user agent contains “${hit.word}”, which may be ${hit.product}.`;
      return { likelihood: "possible", evidence: [yes(text)] };
    }
    return facts.userAgents.length > 0
      ? { likelihood: "unlikely", evidence: [no("The user agents name no product connector that is known here.")] }
      : { likelihood: "possible", evidence: [], remark: "The rows carry no user agent." };
  },
};

/** Causes of a case, likeliest first; empty for codes whose causes are not catalogued. */
export function diagnose(facts: CaseFacts): readonly Cause[] {
  if (facts.code !== checklist50171.code) return [];
  const causes = checklist50171.causes.map((entry, order) => ({ order, cause: judge(entry, facts) }));
  causes.sort((a, b) => rank(a.cause) - rank(b.cause) || a.order - b.order);
  return causes.map(({ cause }) => cause);
}

function judge(entry: CauseEntry, facts: CaseFacts): Cause {
  const judgement: Judgement = JUDGES[entry.id]?.(facts) ?? { likelihood: "possible", evidence: [] };
  return {
    id: entry.id,
    title: entry.title,
    likelihood: judgement.likelihood,
    evidence: judgement.evidence,
    remark: judgement.remark ?? "",
    source: sourceLine(entry),
    original: entry.original,
    verdict: entry.verdict,
    correction: entry.correction,
  };
}

const rank = (cause: Cause): number => ORDER.indexOf(cause.likelihood);

function failuresOf(facts: CaseFacts, type: string): number {
  return facts.credentialTypes.find((entry) => entry.type === type)?.failures ?? 0;
}

function ofAll(count: number, facts: CaseFacts): string {
  return count === facts.failures
    ? `all ${String(count)} failures`
    : `${String(count)} of ${String(facts.failures)} failures`;
}

function list(names: readonly string[]): string {
  const shown = names
    .slice(0, 3)
    .map((name) => (name.length > 60 ? `${name.slice(0, 60)}…` : name))
    .join(", ");
  return names.length > 3 ? `${shown} and ${String(names.length - 3)} more` : shown;
}

/** A product whose word stands in a user agent as a word of its own. */
function connectorIn(agent: string): { readonly word: string; readonly product: string } | null {
  return connectors.find(({ word }) => new RegExp(`(?<![a-z0-9])${word}(?![a-z])`, "i").test(agent)) ?? null;
}
