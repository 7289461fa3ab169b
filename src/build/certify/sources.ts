import { readFile } from "node:fs/promises";
import { at } from "../paths";
import { git } from "./branch";
import { checkCapabilities } from "./capabilities";
import { checkFiles } from "./files";
import { checkPng } from "./icon";
import { checkManifest, checkScripts } from "./manifest";
import { checkMinified } from "./minified";
import { checkPlaceholders, placeholders } from "./placeholders";
import type { Manifest, Pbiviz } from "./projectTypes";
import type { Result } from "./result";
import { checkVersions } from "./versions";
import type { Tree } from "./visualTree";

/** The checks that read files and build nothing. */
export async function checkSources(tree: Tree, areAllowed: boolean): Promise<Result[]> {
  const text = (name: string): string => tree.get(name)?.toString("utf8") ?? "";
  const pbiviz = JSON.parse(text("pbiviz.json")) as Pbiviz;
  const manifest = JSON.parse(await readFile(at("package.json"), "utf8")) as Manifest;
  const api = await readFile(at("node_modules/powerbi-visuals-api/package.json"), "utf8");
  const committed = (await git(["ls-files", "-z"]))?.split("\0");
  return [
    checkVersions(pbiviz, manifest, (JSON.parse(api) as { version: string }).version),
    checkManifest(pbiviz),
    checkPlaceholders(placeholders(pbiviz, manifest, text("LICENSE")), areAllowed),
    checkPng("icon", tree.get(pbiviz.assets?.icon ?? "") ?? null, 20, 20),
    checkCapabilities(JSON.parse(text("capabilities.json")) as object),
    checkFiles(committed ?? [...tree.keys()], text(".gitignore")),
    checkScripts(manifest),
    checkMinified(new Map([...tree].map(([name, content]) => [name, content.toString("utf8")]))),
    committedOnly(await git(["status", "--porcelain"])),
  ];
}

function committedOnly(changes: string | null): Result {
  const name = "checkout";
  if (changes === null) return { status: "note", name, detail: "not under git: what is committed was not checked" };
  if (changes === "") return { status: "ok", name, detail: "everything is committed" };
  return { status: "note", name, detail: "not everything is committed: a submitted branch must equal its package" };
}
