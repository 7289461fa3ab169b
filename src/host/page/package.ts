import type { Capabilities, VisualPackage } from "../protocol";
import { unzip } from "./zip";

/** The parts of `resources/<GUID>.pbiviz.json` that are used here. */
interface PackageJson {
  visual: { guid: string; displayName?: string; name?: string; version?: string };
  apiVersion?: string;
  content: { js: string; css?: string };
  externalJS?: string[];
  stringResources?: Record<string, Record<string, string>>;
  capabilities: Capabilities;
}

/** Reads a packaged visual from the bytes of a `.pbiviz`. */
export async function readPackage(archive: ArrayBuffer): Promise<VisualPackage> {
  const files = await unzip(archive);
  const name = [...files.keys()].find((path) => /^resources\/.+\.pbiviz\.json$/.test(path));
  const bytes = name === undefined ? undefined : files.get(name);
  if (!bytes) throw new Error("The package contains no resources/<GUID>.pbiviz.json");
  const json = JSON.parse(new TextDecoder().decode(bytes)) as PackageJson;
  return {
    guid: json.visual.guid,
    displayName: json.visual.displayName ?? json.visual.name ?? json.visual.guid,
    version: json.visual.version ?? "",
    apiVersion: json.apiVersion ?? "",
    js: json.content.js,
    css: json.content.css ?? "",
    externalJS: json.externalJS ?? [],
    stringResources: Array.isArray(json.stringResources) ? {} : (json.stringResources ?? {}),
    capabilities: json.capabilities,
  };
}
