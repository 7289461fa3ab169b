import checklistData from "./aadsts50171.json";
import connectorData from "./connectors.json";
import genericData from "./generic.json";
import cloudData from "./clouds.json";
import codeData from "./codes.json";
import postureData from "./posture.json";
import sourceData from "./sources.json";
import type {
  Certainty,
  ChecklistEntry,
  CloudEntry,
  CloudId,
  CodeEntry,
  ConnectorEntry,
  PostureRuleEntry,
  Provenance,
  SourceEntry,
  StepEntry,
} from "./types";

export { SAMPLE_TENANT_ID } from "./sampleTenant";
export type * from "./types";

/** Version of the rules and texts, written into every export. */
export const RULES_VERSION = "2026.11";

/** The day on which the knowledge was last checked against its sources. */
export const CHECKED = "2026-11-23";

export const sources = sourceData as readonly SourceEntry[];

/** Ascending by code. */
export const codeEntries = codeData as readonly CodeEntry[];

export const clouds = cloudData as readonly CloudEntry[];

export const postureRules = postureData as readonly PostureRuleEntry[];

/** Steps for codes without a checklist of their own. */
export const genericSteps = genericData as readonly StepEntry[];

/** Words of user agents that hint at a product whose token requests its users cannot change. */
export const connectors = connectorData as readonly ConnectorEntry[];

export const checklist50171 = checklistData as ChecklistEntry;

const sourcesByKey = new Map(sources.map((source) => [source.key, source]));
const codesByNumber = new Map(codeEntries.map((entry) => [entry.code, entry]));
const cloudsById = new Map(clouds.map((cloud) => [cloud.id, cloud]));
const rulesById = new Map(postureRules.map((rule) => [rule.id, rule]));

const CERTAINTY_WORDS: Readonly<Record<Certainty, string>> = {
  primary: "primary source",
  secondary: "secondary source",
  inferred: "inferred",
  unverified: "unverified",
};

/** The entry of a result code, or null for a code that the catalogue does not know. */
export function findCode(code: number): CodeEntry | null {
  return codesByNumber.get(code) ?? null;
}

/** Throws for an id that is no cloud: the ids are fixed in the types. */
export function findCloud(id: CloudId): CloudEntry {
  return found(cloudsById.get(id), "cloud", id);
}

/** Throws for an unknown id: rules are named by the program, never by data. */
export function findRule(id: string): PostureRuleEntry {
  return found(rulesById.get(id), "posture rule", id);
}

/** Microsoft's own page for a code. */
export function lookupUrl(code: number): string {
  return `https://login.microsoftonline.com/error?code=${code}`;
}

/** One readable line that says where a statement comes from, when it was checked and how sure it is. */
export function sourceLine(provenance: Provenance): string {
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

function found<T>(value: T | undefined, kind: string, id: string): T {
  if (value === undefined) {
    throw new Error(`Unknown ${kind}: ${id}`);
  }
  return value;
}
