import { judge, type Result } from "./result";
import type { Manifest, Pbiviz } from "./projectTypes";

const PLACEHOLDER = /placeholder|example\.(com|org|net)|\btbd\b|\bchange\s?me\b|^\s*$/i;

/** Names of author, support, privacy and repository that only the owner can give and has not given. */
export function placeholders(pbiviz: Pbiviz, manifest: Manifest, licence: string): string[] {
  const { visual = {}, author = {} } = pbiviz;
  const values: Readonly<Record<string, string | undefined>> = {
    "author.name": author.name ?? "",
    "author.email": author.email ?? "",
    "visual.supportUrl": visual.supportUrl ?? "",
    "visual.privacyUrl": visual.privacyUrl,
    "visual.gitHubUrl": visual.gitHubUrl,
    "package.json author": manifest.author === undefined ? undefined : JSON.stringify(manifest.author),
  };
  const found = Object.entries(values).filter(([, value]) => value !== undefined && PLACEHOLDER.test(value));
  const holder = /^Copyright .*$/m.exec(licence)?.[0] ?? "";
  const isNamed = holder !== "" && !/\bthe owner of\b/i.test(holder) && !PLACEHOLDER.test(holder);
  return [...found.map(([name]) => name), ...(isNamed ? [] : ["LICENSE copyright holder"])];
}

/** No placeholder left; a note instead of a failure where they are allowed for now. */
export function checkPlaceholders(left: readonly string[], areAllowed: boolean): Result {
  const result = judge("placeholders", left.length === 0 ? [] : [left.join(", ")], "none left");
  return areAllowed && left.length > 0 ? { ...result, status: "note" } : result;
}
