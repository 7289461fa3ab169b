import type { Dataset } from "../protocol";
import { readFacts } from "./facts";

/** One entry of datasets.json. */
export interface DatasetEntry {
  id: string;
  title: string;
  url: string;
  now?: string;
  types?: "text" | "typed";
  dates?: "date" | "text";
  /** Other header names: header -> role. */
  aliases?: Record<string, string>;
}

/** Data sets every visual must survive, made from its capabilities alone. */
export const builtIn: readonly { id: string; title: string; dataset: Dataset }[] = [
  { id: "noFields", title: "No fields", dataset: { source: "noFields" } },
  { id: "blank", title: "No columns", dataset: { source: "blank" } },
  { id: "noRows", title: "No rows", dataset: { source: "noRows" } },
  { id: "onlyMeasures", title: "Only measures", dataset: { source: "onlyMeasures" } },
  { id: "wrongValues", title: "Wrong values", dataset: { source: "wrongValues" } },
];

/** The name under which a file or rows from a test are shown. */
export const customId = "custom";

/** Reads the list of data sets; without one only the built-in sets are there. */
export async function loadEntries(): Promise<DatasetEntry[]> {
  const response = await fetch("datasets.json");
  return response.ok ? ((await response.json()) as DatasetEntry[]) : [];
}

/** Loads the rows of a data set. `extra` aliases come from the page's address and win. */
export async function loadDataset(
  entries: readonly DatasetEntry[],
  id: string,
  extra: Record<string, string>,
): Promise<{ dataset: Dataset; now: string | null }> {
  const made = builtIn.find((item) => item.id === id);
  if (made) return { dataset: made.dataset, now: null };
  const entry = entries.find((item) => item.id === id);
  if (!entry) throw new Error(`There is no data set named ${id}`);
  const response = await fetch(entry.url);
  if (!response.ok) throw new Error(`${entry.url} could not be read (${String(response.status)})`);
  const dataset = fromCsv(await response.text(), { ...entry.aliases, ...extra });
  return { dataset, now: entry.now ?? null };
}

/** A data set from the text of a CSV file. */
export function fromCsv(text: string, aliases: Record<string, string> = {}): Dataset {
  return { source: "text", columns: readFacts(text), aliases };
}

/** Reads `alias=Header:role,Other:role` from the page's address. */
export function aliasesFrom(parameter: string | null): Record<string, string> {
  const pairs = (parameter ?? "").split(",").map((pair) => pair.split(":").map((part) => part.trim()));
  return Object.fromEntries(pairs.filter((pair): pair is [string, string] => pair.length === 2));
}
