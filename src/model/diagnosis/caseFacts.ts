import type { JudgedCredential } from "../derive/credentials";
import type { FactsStore } from "../store/factsStore";
import { NO_TEXT } from "../store/signInStore";
import { LISTED } from "../words";
import type { History } from "./history";
import type { PeerCounts, Peers } from "./peers";

/** The first names of some resources, sorted, and how many there are. */
export interface Listed {
  readonly names: readonly string[];
  readonly count: number;
}

/** What the rows say about one case: the only ground on which causes and steps are judged. Times are epoch ms or NaN. */
export interface CaseFacts {
  readonly code: number;
  readonly failures: number;
  /** All sign-ins of the principal to this resource, whatever their result. */
  readonly attempts: number;
  /** Days (UTC) with failures. */
  readonly failingDays: number;
  readonly firstFailure: number;
  readonly lastFailure: number;
  /** Start of the loaded rows: what began there may have begun before. */
  readonly rowsFrom: number;
  /** First sign-in of the principal, and first sign-in of it to this resource. */
  readonly firstSeen: number;
  readonly routeFirstSeen: number;
  /** Failures by credential type (empty left out), most first. */
  readonly credentialTypes: readonly { readonly type: string; readonly failures: number }[];
  readonly typedFailures: number;
  readonly lastSuccessBefore: number;
  readonly succeededBetween: boolean;
  readonly succeededAfter: boolean;
  readonly succeededEver: boolean;
  /** A key id named both by an earlier success and by a failure. */
  readonly sameKeyBefore: boolean;
  /** Names of other resources on which the principal has succeeded, has done so since the first failure, fails likewise. */
  readonly otherSuccesses: Listed;
  readonly otherSuccessesSince: Listed;
  readonly otherFailures: Listed;
  readonly failingKeys: readonly string[];
  readonly failingAddresses: readonly number[];
  /** True when every failing row names an address. */
  readonly allAddressed: boolean;
  readonly failingAgents: readonly number[];
  readonly userAgents: readonly string[];
  readonly history: History;
  readonly credentials: readonly JudgedCredential[];
  readonly peers: PeerCounts;
  readonly tenantId: string;
  readonly resourceOwner: string;
  /** The tenant that owns the application, where that is another one; else empty. */
  readonly elsewhereOwner: string;
  /** How fine the times of all rows are. */
  readonly grain: "day" | "hour" | "instant";
  /** Principals in all rows. */
  readonly principalCount: number;
  readonly namesResource: boolean;
  readonly namesMtls: boolean;
  readonly isManagedIdentity: boolean;
}

/** Where the facts of a case come from. */
export interface FactsInput {
  readonly store: FactsStore;
  readonly credentials: readonly JudgedCredential[];
  readonly history: History;
  readonly peers: Peers;
}

/** Collects the facts of a case from its principal's rows. */
export function caseFacts({ store, credentials, history, peers }: FactsInput, id: number): CaseFacts {
  const { signIns, principals } = store;
  const route = signIns.cases.left.at(id);
  const code = signIns.cases.right.at(id);
  const principal = signIns.routes.left.at(route);
  const first = timed(signIns.caseFirst.at(id));
  const last = timed(signIns.caseLast.at(id));
  const rows = readRows(store, route, code, first, last);
  const others = otherResources(history, route, code, first);
  return {
    ...rows,
    ...others,
    code,
    failures: signIns.caseFailures.at(id),
    attempts: attemptsOf(store, route),
    failingDays: signIns.caseDays.at(id),
    firstFailure: first,
    lastFailure: last,
    rowsFrom: timed(signIns.firstTime),
    firstSeen: timed(principals.firstSeen.at(principal)),
    routeFirstSeen: timed(signIns.routeFirstSeen.at(route)),
    succeededAfter: signIns.routeLastSuccess.at(route) > last,
    succeededEver: signIns.routeSuccesses.at(route) > 0,
    history,
    credentials,
    peers: peers.of(id),
    tenantId: signIns.caseTenant.at(id),
    elsewhereOwner: principals.elsewhereOwners.at(principal),
    grain: signIns.grain,
    principalCount: principals.size,
    namesResource: signIns.isNamed(signIns.routes.right.at(route)),
    namesMtls: signIns.caseMtlsText.at(id) !== "",
    isManagedIdentity:
      /^managedidentity$/i.test(principals.types.at(principal)) ||
      rows.credentialTypes.some(({ type }) => type === "managedIdentity"),
  };
}

/** What the rows of one principal on one resource say about a code. */
function readRows({ signIns }: FactsStore, route: number, code: number, first: number, last: number) {
  const types = new Map<string, number>();
  const failedKeys = new Set<number>();
  const earlierKeys = new Set<number>();
  const addresses = new Set<number>();
  const agents = new Set<number>();
  let typedFailures = 0;
  let lastSuccessBefore = Number.NaN;
  let succeededBetween = false;
  let allAddressed = true;
  let resourceOwner = "";
  for (let row = signIns.routeLastRow.at(route); row >= 0; row = signIns.before.at(row)) {
    const rowCode = signIns.code.at(row);
    const time = signIns.time.at(row);
    const owner = signIns.texts.text(signIns.resourceOwner.at(row));
    if (owner > resourceOwner) resourceOwner = owner;
    if (rowCode === 0 && time < first) {
      if (!(time <= lastSuccessBefore)) lastSuccessBefore = time;
      earlierKeys.add(signIns.keyId.at(row));
    } else if (rowCode === 0 && time > first && time < last) succeededBetween = true;
    if (rowCode !== code) continue;
    failedKeys.add(signIns.keyId.at(row));
    const type = signIns.texts.text(signIns.credentialType.at(row));
    if (type !== "" && type.toLowerCase() !== "none") {
      const word = typeWord(type);
      types.set(word, (types.get(word) ?? 0) + signIns.count.at(row));
      typedFailures += signIns.count.at(row);
    }
    if (signIns.ipAddress.at(row) === NO_TEXT) allAddressed = false;
    else addresses.add(signIns.ipAddress.at(row));
    if (signIns.userAgent.at(row) !== NO_TEXT) agents.add(signIns.userAgent.at(row));
  }
  failedKeys.delete(NO_TEXT);
  const credentialTypes = [...types].map(([type, failures]) => ({ type, failures }));
  credentialTypes.sort((a, b) => b.failures - a.failures || (a.type < b.type ? -1 : 1));
  const text = (id: number): string => signIns.texts.text(id);
  return {
    credentialTypes,
    typedFailures,
    lastSuccessBefore,
    succeededBetween,
    allAddressed,
    resourceOwner,
    sameKeyBefore: [...failedKeys].some((key) => earlierKeys.has(key)),
    failingKeys: [...failedKeys].map(text).sort(),
    failingAddresses: [...addresses],
    failingAgents: [...agents],
    userAgents: [...agents].map(text).sort(),
  };
}

/** Log words differ in case between sources: one word for each type that is known. */
function typeWord(type: string): string {
  const known = ["clientSecret", "certificate", "clientAssertion", "federatedIdentityCredential", "managedIdentity"];
  return known.find((word) => word.toLowerCase() === type.toLowerCase()) ?? type;
}

/** Other resources of the principal that succeed, have succeeded since, or fail alike: a few names and how many. */
function otherResources({ resources, failing }: History, route: number, code: number, first: number) {
  const alike = failing.get(code);
  const otherSuccesses = new Listing();
  const otherSuccessesSince = new Listing();
  const otherFailures = new Listing();
  // One principal may have thousands of resources and as many cases: nothing is copied here.
  for (const other of resources) {
    if (other.route === route) continue;
    if (other.succeeded) otherSuccesses.add(other.name);
    if (other.lastSuccess > first) otherSuccessesSince.add(other.name);
    if (alike?.has(other.route) === true) otherFailures.add(other.name);
  }
  return { otherSuccesses, otherSuccessesSince, otherFailures };
}

/** Counts names and keeps the first ones. */
class Listing implements Listed {
  readonly names: string[] = [];
  count = 0;

  add(name: string): void {
    this.count++;
    if (this.names.length < LISTED && !this.names.includes(name)) this.names.push(name);
  }
}

function attemptsOf({ signIns }: FactsStore, route: number): number {
  let attempts = signIns.routeSuccesses.at(route);
  for (let id = signIns.routeCases.at(route); id >= 0; id = signIns.caseNext.at(id))
    attempts += signIns.caseFailures.at(id);
  return attempts;
}

const timed = (time: number): number => (Number.isFinite(time) ? time : Number.NaN);
