import { shortId } from "./safeText";
import { text } from "./strings";

/** What a resource is called: its name, else its id; names come from anybody, so the caller cleans them as it draws. */
export function resourceWords(key: string, name: string): string {
  if (name !== "") return name;
  return key === "-" ? text("unnamedResource") : key;
}

/** The same with the start of its id, where two resources share a name. */
export function resourceWordsApart(key: string, name: string): string {
  const words = resourceWords(key, name);
  return words === key || key === "-" || key === name.toLowerCase() ? words : `${words} · ${shortId(key)}`;
}
