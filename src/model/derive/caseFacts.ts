import type { FactsStore } from "../store/factsStore";
import { NO_TEXT } from "../store/signInStore";
import type { JudgedCredential } from "./credentials";

/** What the rows say about one case: the only ground on which causes and steps are judged. */
export interface CaseFacts {
  readonly code: number;
  /** Credential types on failing rows (lower case, empty left out) with the failures they stand for, most first. */
  readonly credentialTypes: readonly { readonly type: string; readonly failures: number }[];
  /** Failures whose rows name a credential type. */
  readonly typedFailures: number;
  readonly failures: number;
  /** Names of other resources on which the principal has succeeded, sorted. */
  readonly otherSuccesses: readonly string[];
  readonly succeededBefore: boolean;
  readonly succeededAfter: boolean;
  readonly succeededEver: boolean;
  /** A key id named both by an earlier success and by a failure. */
  readonly sameKeyBefore: boolean;
  readonly tenantId: string;
  readonly resourceOwner: string;
  readonly userAgents: readonly string[];
  readonly hasUserAgents: boolean;
  readonly isManagedIdentity: boolean;
  readonly hasCredentialData: boolean;
  readonly holdsSecret: boolean;
}

/** Collects the facts of a case from its principal's rows. */
export function caseFacts(store: FactsStore, id: number, credentials: readonly JudgedCredential[]): CaseFacts {
  const { signIns, principals } = store;
  const route = signIns.cases.left.at(id);
  const code = signIns.cases.right.at(id);
  const principal = signIns.routes.left.at(route);
  const first = signIns.caseFirst.at(id);
  const last = signIns.caseLast.at(id);
  const types = new Map<string, number>();
  const failedKeys = new Set<number>();
  const earlierKeys = new Set<number>();
  const agents = new Set<string>();
  let typedFailures = 0;
  let succeededBefore = false;
  let owner = "";
  for (let row = signIns.routeLastRow.at(route); row >= 0; row = signIns.before.at(row)) {
    const rowCode = signIns.code.at(row);
    const key = signIns.keyId.at(row);
    const rowOwner = signIns.texts.text(signIns.resourceOwner.at(row));
    if (rowOwner > owner) owner = rowOwner;
    if (rowCode === 0 && signIns.time.at(row) < first) {
      succeededBefore = true;
      earlierKeys.add(key);
    }
    if (rowCode !== code) continue;
    failedKeys.add(key);
    const type = signIns.texts.text(signIns.credentialType.at(row));
    if (type !== "" && type.toLowerCase() !== "none") {
      const word = typeWord(type);
      types.set(word, (types.get(word) ?? 0) + signIns.count.at(row));
      typedFailures += signIns.count.at(row);
    }
    const agent = signIns.texts.text(signIns.userAgent.at(row));
    if (agent !== "" && agents.size < 50) agents.add(agent);
  }
  const typeList = [...types].map(([type, failures]) => ({ type, failures }));
  typeList.sort((a, b) => b.failures - a.failures || (a.type < b.type ? -1 : 1));
  return {
    code,
    credentialTypes: typeList,
    typedFailures,
    failures: signIns.caseFailures.at(id),
    otherSuccesses: otherSuccesses(store, route, principals.routes.at(principal)),
    succeededBefore,
    succeededAfter: signIns.routeLastSuccess.at(route) > last,
    succeededEver: signIns.routeSuccesses.at(route) > 0,
    sameKeyBefore: [...failedKeys].some((key) => key !== NO_TEXT && earlierKeys.has(key)),
    tenantId: signIns.caseTenant.at(id),
    resourceOwner: owner,
    userAgents: [...agents].sort(),
    hasUserAgents: store.has("userAgent"),
    isManagedIdentity:
      /^managedidentity$/i.test(principals.types.at(principal)) ||
      typeList.some(({ type }) => type.toLowerCase() === "managedidentity"),
    hasCredentialData: credentials.length > 0,
    holdsSecret: credentials.some(({ kind }) => kind === "secret"),
  };
}

/** Log words differ in case between sources: one word for each type that is known. */
function typeWord(type: string): string {
  const known = ["clientSecret", "certificate", "clientAssertion", "federatedIdentityCredential", "managedIdentity"];
  return known.find((word) => word.toLowerCase() === type.toLowerCase()) ?? type;
}

function otherSuccesses(store: FactsStore, route: number, head: number): string[] {
  const { signIns } = store;
  const names: string[] = [];
  for (let other = head; other >= 0; other = signIns.routeNext.at(other)) {
    if (other === route || signIns.routeSuccesses.at(other) === 0) continue;
    const resource = signIns.routes.right.at(other);
    names.push(signIns.resourceNames.at(resource) || signIns.resources.text(resource));
  }
  return names.sort();
}
