import agentData from "./agents.json";
import clientErrorData from "./clientErrors.json";
import insightData from "./insights.json";
import portalData from "./portal.json";
import postureData from "./posture.json";
import signalData from "./signals.json";
import sourceData from "./sources.json";
import stateData from "./states.json";
import { found } from "./found";
import type {
  AgentEntry,
  Certainty,
  ClientErrorEntry,
  PortalPageEntry,
  PostureRuleEntry,
  Provenance,
  SignalEntry,
  SourceEntry,
  StateEntry,
} from "./types";

export { checklistFor, checklists, sharedSteps } from "./checklists";
export { clouds, findCloud } from "./clouds";
export { codeEntries, findCode } from "./codes";
export { SAMPLE_TENANT_ID } from "./sampleTenant";
export type * from "./types";

/** Version of the rules and texts, written into every export. */
export const RULES_VERSION = "2026.11";

/** The day on which the knowledge was last checked against its sources. */
export const CHECKED = "2026-11-23";

export const sources = sourceData as readonly SourceEntry[];

/** Pages of the Entra admin center about a principal. */
export const portalPages = portalData as readonly PortalPageEntry[];

export const postureRules = postureData as readonly PostureRuleEntry[];

/** Words of user agents that hint at a product or a client library. */
export const agents = agentData as readonly AgentEntry[];

/** Everything that the rows can show about a case, in the order in which it is told. */
export const signals = signalData as readonly SignalEntry[];

/** Errors of libraries that reach no log. */
export const clientErrors = clientErrorData as readonly ClientErrorEntry[];

/** Sentences about several principals by id; `{placeholders}` are filled from the rows. */
export const insightTexts: ReadonlyMap<string, string> = new Map(insightData.map(({ id, text }) => [id, text]));

/** What to do next in each state of a case. */
export const stateEntries = stateData as readonly StateEntry[];

const sourcesByKey = new Map(sources.map((source) => [source.key, source]));
const rulesById = new Map(postureRules.map((rule) => [rule.id, rule]));

const CERTAINTY_WORDS: Readonly<Record<Certainty, string>> = {
  primary: "primary source",
  secondary: "secondary source",
  inferred: "inferred",
  unverified: "unverified",
};

/** Throws for an unknown id: rules are named by the program, never by data. */
export function findRule(id: string): PostureRuleEntry {
  return found(rulesById.get(id), "posture rule", id);
}

/** What to do next with a case in this state. */
export function findState(state: StateEntry["state"]): StateEntry {
  return found(
    stateEntries.find((entry) => entry.state === state),
    "state",
    state,
  );
}

/** Microsoft's own page for a code. */
export function lookupUrl(code: number): string {
  return `https://login.microsoftonline.com/error?code=${code}`;
}

const lines = new WeakMap<Provenance, string>();

/** One readable line that says where a statement comes from, when it was checked and how sure it is. */
export function sourceLine(provenance: Provenance): string {
  let line = lines.get(provenance);
  if (line === undefined) lines.set(provenance, (line = lineOf(provenance)));
  return line;
}

function lineOf(provenance: Provenance): string {
  const certainty = CERTAINTY_WORDS[provenance.certainty];
  const checked = `checked ${provenance.checked}`;
  if (provenance.sources.length === 0) {
    return `No source found; ${certainty}; ${checked}`;
  }
  return `${describeSources(provenance.sources)}; ${checked}; ${certainty}`;
}

/** "Title, other title (…repository@commit)": neighbors from one place share its mention. */
function describeSources(keys: readonly string[]): string {
  const cited = keys.map((key) => found(sourcesByKey.get(key), "source", key));
  const places = cited.map((source) => /^[\w.-]+\/([\w.-]+(?:@[0-9a-f]+|#\d+))/.exec(source.reference)?.[1]);
  return cited
    .map(({ title }, i) =>
      places[i] === undefined || places[i] === places[i + 1] ? title : `${title} (…${places[i]})`,
    )
    .join(", ");
}

/** Titles and places of sources, for statements whose certainty stands elsewhere; empty without sources. */
export function sourceNames(keys: readonly string[]): string {
  return describeSources(keys);
}
