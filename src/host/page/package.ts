import type { Capabilities, VisualPackage } from "../protocol";
import { unzip } from "./zip";

/** The parts of `resources/<GUID>.pbiviz.json` that are used here, as far as a file keeps to them. */
interface PackageJson {
  visual?: { guid?: unknown; displayName?: string; name?: string; version?: string };
  apiVersion?: string;
  content?: { js?: unknown; css?: string };
  externalJS?: string[];
  stringResources?: Record<string, Record<string, string>>;
  capabilities?: Capabilities | null;
}

/** Largest package that is read, in bytes. */
export const largestPackage = 64 * 1024 * 1024;

/** Reads a packaged visual from the bytes of a `.pbiviz`. Errors are sentences for the person who chose the file. */
export async function readPackage(archive: ArrayBuffer): Promise<VisualPackage> {
  if (archive.byteLength === 0) throw new Error("The file is empty");
  if (archive.byteLength > largestPackage) throw new Error("The package is larger than 64 MB");
  const files = await unzip(archive);
  const names = [...files.keys()].filter((path) => path.endsWith(".pbiviz.json"));
  const [name] = names;
  const bytes = name === undefined ? undefined : files.get(name);
  if (name === undefined || !bytes) {
    throw new Error("This archive is no packaged visual: it contains no resources/<GUID>.pbiviz.json");
  }
  if (names.length > 1) throw new Error(`This package holds several visuals (${names.join(", ")}); it may hold one`);
  return fromJson(parse(new TextDecoder().decode(bytes), name), name);
}

function parse(text: string, name: string): PackageJson {
  try {
    const json: unknown = JSON.parse(text);
    if (typeof json === "object" && json !== null) return json;
  } catch {
    // Told below, together with JSON that is no object.
  }
  throw new Error(`${name} in the package is no JSON object`);
}

function fromJson(json: PackageJson, name: string): VisualPackage {
  const guid = json.visual?.guid;
  const js = json.content?.js;
  if (typeof guid !== "string" || guid === "") throw new Error(`${name} names no visual (visual.guid)`);
  if (typeof js !== "string" || js === "") throw new Error(`The package has no script (content.js of ${name})`);
  if (!json.capabilities) throw new Error(`The package has no capabilities (capabilities of ${name})`);
  return {
    guid,
    displayName: json.visual?.displayName ?? json.visual?.name ?? guid,
    version: json.visual?.version ?? "",
    apiVersion: json.apiVersion ?? "",
    js,
    css: json.content?.css ?? "",
    externalJS: json.externalJS ?? [],
    stringResources: Array.isArray(json.stringResources) ? {} : (json.stringResources ?? {}),
    capabilities: json.capabilities,
  };
}
