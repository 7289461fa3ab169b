import { agents } from "../../knowledge";
import type { AgentEntry } from "../../knowledge/types";
import type { CaseFacts } from "./caseFacts";
import type { Detector } from "./detector";
import { HOUR } from "../units";
import { others } from "../words";
import { COUNTED } from "./peers";

const BEGAN = "began to fail with this code";
/** What "at the same time" means in rows of each grain. */
const TOGETHER = {
  day: "on the same day (UTC)",
  hour: "in the same hour",
  instant: "within a minute of this one",
} as const;

/** Signals about other principals, tenants, and the words of user agents and errors. */
export const otherDetectors: Readonly<Record<string, Detector>> = {
  "library-agent": (facts) => {
    const hit = agentIn(facts.userAgents, "library");
    return hit === null ? null : { library: hit.product };
  },
  "connector-agent": (facts) => {
    const hit = agentIn(facts.userAgents, "connector");
    return hit === null ? null : { word: hit.word, product: hit.product };
  },
  "agents-without-connector": (facts) =>
    facts.userAgents.length > 0 && agentIn(facts.userAgents, "connector") === null ? {} : null,
  "no-user-agent": (facts) => (facts.userAgents.length === 0 ? {} : null),
  "peers-same-resource": ({ peers }) =>
    peers.failing > 0 ? { peers: others(peers.failing, "has failed", "have failed") } : null,
  "peers-same-minute": (facts) =>
    // At the start of the rows everything seems to begin at once.
    facts.peers.started > 0 && facts.firstFailure - facts.rowsFrom >= HOUR
      ? { peersStarted: others(facts.peers.started, BEGAN, BEGAN, COUNTED), together: TOGETHER[facts.grain] }
      : null,
  "peers-succeed": ({ peers }) =>
    peers.succeeded > 0 ? { peersSucceeded: others(peers.succeeded, "has succeeded", "have succeeded") } : null,
  "no-peers": ({ peers, namesResource, principalCount }) =>
    namesResource && principalCount > 1 && peers.failing === 0 ? {} : null,
  "resource-own-tenant": (facts) => (owners(facts) && facts.resourceOwner === facts.tenantId ? {} : null),
  "resource-owner-elsewhere": (facts) =>
    owners(facts) && facts.resourceOwner !== facts.tenantId ? { resourceOwner: facts.resourceOwner } : null,
  "resource-owner-unknown": (facts) => (owners(facts) ? null : {}),
  "app-owned-elsewhere": (facts) => (facts.elsewhereOwner !== "" ? { appOwner: facts.elsewhereOwner } : null),
  "resource-unnamed": (facts) => (facts.namesResource ? null : {}),
  "text-names-mtls": (facts) => (facts.namesMtls ? {} : null),
};

const owners = (facts: CaseFacts): boolean => facts.resourceOwner !== "" && facts.tenantId !== "";

/** The first word of the catalogue that stands in a user agent as a word of its own. */
function agentIn(userAgents: readonly string[], kind: AgentEntry["kind"]): AgentEntry | null {
  for (const agent of userAgents) {
    const hit = agents.find((entry) => entry.kind === kind && wordPattern(entry.word).test(agent));
    if (hit !== undefined) return hit;
  }
  return null;
}

const patterns = new Map<string, RegExp>();

function wordPattern(word: string): RegExp {
  let pattern = patterns.get(word);
  if (pattern === undefined) {
    pattern = new RegExp(`(?<![a-z0-9])${word}(?![a-z])`, "i");
    patterns.set(word, pattern);
  }
  return pattern;
}
