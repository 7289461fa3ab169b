import { findCode, sourceLine } from "../../knowledge";
import type { Settings } from "../settings";
import type { FactsStore } from "../store/factsStore";
import { STATES, type Case, type Principal } from "../types";
import { checklistOf, entryFor, fixesOf } from "../checklist/checklist";
import { caseFacts, type FactsInput } from "../diagnosis/caseFacts";
import { diagnose } from "../diagnosis/causes";
import { historyOf, type History } from "../diagnosis/history";
import type { Peers } from "../diagnosis/peers";
import { signalsOf } from "../diagnosis/signals";
import { timeOrNull, type JudgedCredential } from "./credentials";
import type { JudgedPosture } from "./posture";
import { wordPosture } from "./postureWords";
import type { Verifier } from "./verification";

const KEYED_BY = ["servicePrincipalId", "appId", "none"] as const;

export interface PrincipalInput {
  readonly store: FactsStore;
  readonly verifier: Verifier;
  readonly peers: Peers;
  readonly settings: Settings;
  readonly asOf: number;
  /** Index in the store and index in the snapshot's columns. */
  readonly principal: number;
  readonly index: number;
  readonly credentials: readonly JudgedCredential[];
  readonly posture: JudgedPosture;
}

/** Everything about one principal, made when it is shown or exported. */
export function principalOf(input: PrincipalInput): Principal {
  const { store, principal, settings, credentials } = input;
  const { principals } = store;
  const history = historyOf(store, principal);
  const facts = { store, credentials: clientCredentials(credentials), history, peers: input.peers };
  const cases = caseIdsOf(store, principal).map((id) => caseOf(input, facts, id));
  cases.sort(
    (a, b) =>
      STATES.indexOf(a.verification.state) - STATES.indexOf(b.verification.state) ||
      b.failures - a.failures ||
      (a.id < b.id ? -1 : 1),
  );
  const name = principals.name(principal);
  return {
    index: input.index,
    id: principals.key(principal),
    keyedBy: KEYED_BY[principals.keyKind.at(principal)] ?? "none",
    name: name === "" ? principals.key(principal) : name,
    hasName: name !== "",
    appId: principals.appIds.at(principal),
    type: principals.types.at(principal),
    tenantIds: tenantsOf(store, history),
    elsewhereOwner: principals.elsewhereOwners.at(principal),
    signIns: principals.signIns.at(principal),
    failures: principals.failures.at(principal),
    byCode: byCode(cases),
    firstSeen: timeOrNull(principals.firstSeen.at(principal)),
    lastSeen: timeOrNull(principals.lastSeen.at(principal)),
    lastFailure: timeOrNull(principals.lastFailure.at(principal)),
    status: cases[0]?.verification.state ?? null,
    posture: wordPosture(input.posture, settings.thresholds, principals.elsewhereOwners.at(principal)),
    mtlsReadiness: input.posture.mtlsReadiness,
    credentials: facts.credentials,
    cases,
  };
}

/** Case numbers of a principal, in no particular order. */
export function caseIdsOf(store: FactsStore, principal: number): number[] {
  const { signIns, principals } = store;
  const ids: number[] = [];
  for (let route = principals.routes.at(principal); route >= 0; route = signIns.routeNext.at(route)) {
    for (let id = signIns.routeCases.at(route); id >= 0; id = signIns.caseNext.at(id)) ids.push(id);
  }
  return ids;
}

function caseOf(input: PrincipalInput, from: FactsInput, id: number): Case {
  const { store, principal, settings } = input;
  const { signIns, principals } = store;
  const code = signIns.cases.right.at(id);
  const resource = signIns.routes.right.at(signIns.cases.left.at(id));
  const resourceKey = signIns.resources.text(resource);
  const entry = findCode(code);
  const checklist = entryFor(code);
  const facts = caseFacts(from, id);
  const signals = signalsOf(facts);
  const verification = input.verifier.explain(id, input.asOf);
  const name = principals.name(principal);
  const key = principals.key(principal);
  const resourceId = signIns.resourceIds[resource] ?? "";
  const ids = {
    code,
    tenantId: facts.tenantId,
    appId: principals.appIds.at(principal),
    servicePrincipalId: principals.keyKind.at(principal) === 0 ? key : "",
    servicePrincipalName: name,
    resourceId,
    resource: signIns.resourceNames.at(resource),
    keyId: verification.state === "verified" ? removableSecret(from.credentials) : "",
    correlationId: signIns.caseCorrelation.at(id),
    firstFailure: iso(facts.firstFailure),
    lastFailure: iso(facts.lastFailure),
  };
  return {
    id: `${key}|${resourceKey}|${String(code)}`,
    code,
    entry,
    entrySource: entry === null ? "" : sourceLine(entry),
    summary: checklist.summary,
    summarySource: sourceLine(checklist),
    message: signIns.caseMessage.at(id),
    resource: signIns.resourceNames.at(resource) || resourceId,
    resourceId,
    failures: facts.failures,
    firstFailure: timeOrNull(facts.firstFailure),
    lastFailure: timeOrNull(facts.lastFailure),
    tenantId: facts.tenantId,
    correlationId: ids.correlationId,
    credentialTypes: facts.credentialTypes,
    verification,
    changes: [...signals.values()].filter(({ change }) => change).map(({ text }) => text),
    causes: diagnose(checklist.causes, signals),
    fixes: fixesOf(checklist),
    checklist: checklistOf(checklist, signals, ids, settings.cloud, verification.state === "verified"),
  };
}

/** The one secret that a clean-up may name: the only one held, and not the credential in use. Else empty. */
function removableSecret(credentials: readonly JudgedCredential[]): string {
  const [secret, ...others] = credentials.filter(({ kind }) => kind === "secret");
  return secret === undefined || others.length > 0 || secret.inUse ? "" : secret.keyId;
}

function byCode(cases: readonly Case[]): { code: number; failures: number }[] {
  const totals = new Map<number, number>();
  for (const { code, failures } of cases) totals.set(code, (totals.get(code) ?? 0) + failures);
  return [...totals]
    .map(([code, failures]) => ({ code, failures }))
    .sort((a, b) => b.failures - a.failures || a.code - b.code);
}

function tenantsOf({ signIns }: FactsStore, { tenants }: History): string[] {
  return [...tenants].map((tenant) => signIns.texts.text(tenant)).sort();
}

const clientCredentials = (all: readonly JudgedCredential[]): readonly JudgedCredential[] =>
  all.filter((credential) => !credential.isSigningKey);

const iso = (time: number): string => (Number.isNaN(time) ? "" : new Date(time).toISOString());
