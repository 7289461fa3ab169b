import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { at, ROOT } from "../paths";
import { branchManifest } from "./branchManifest";
import { cutLock, type Lock } from "./lock";
import type { Manifest, Pbiviz } from "./projectTypes";
import { reachable } from "./reachable";

/** Files by their path, as they stand in the branch. */
export type Tree = ReadonlyMap<string, Buffer>;

const COPIED: readonly string[] = [
  ".gitignore",
  "LICENSE",
  "capabilities.json",
  "eslint.config.mjs",
  "pbiviz.json",
  "tsconfig.json",
];

/** The types that the whole repository is linted with: without them the same rules find other things. */
const CHECKED = { extends: "./tsconfig.json", compilerOptions: { noEmit: true, types: ["node"] } };

/** The source of the visual alone: what its entry reaches, its style sheets, texts and icon, and its own package.json. */
export async function visualTree(): Promise<Tree> {
  const tree = new Map<string, Buffer>();
  const copy = async (name: string): Promise<void> => void tree.set(name, await readFile(at(name)));
  const { files, packages } = reachable(ROOT);
  const pbiviz = await read<Pbiviz>("pbiviz.json");
  const icon = pbiviz.assets?.icon;
  const all = [...files, ...COPIED, ...(await below("style")), ...(await below("stringResources"))];
  for (const name of [...all, ...(icon === undefined ? [] : [icon])]) await copy(name);
  const manifest = branchManifest(await read<Manifest>("package.json"), packages);
  tree.set("package.json", json(manifest));
  tree.set("package-lock.json", json(cutLock(await read<Lock>("package-lock.json"), lockRoot(manifest))));
  tree.set("tsconfig.check.json", json(CHECKED));
  tree.set("README.md", await readFile(at("src/build/certify/branchReadme.md")));
  return new Map([...tree].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** What the packager reads of the checkout itself. */
export async function wholeTree(): Promise<Tree> {
  const folders = await Promise.all(["src", "style", "assets", "stringResources"].map(below));
  const names = [...folders.flat(), "capabilities.json", "package.json", "pbiviz.json", "tsconfig.json"];
  return new Map(await Promise.all(names.map(async (name) => [name, await readFile(at(name))] as const)));
}

/** Writes the files into a folder, beside what lies there. */
export async function writeTree(tree: Tree, folder: string): Promise<void> {
  for (const [name, content] of tree) {
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content);
  }
}

/** All files below a folder of the checkout; none where it does not exist. */
async function below(folder: string): Promise<string[]> {
  if (!existsSync(at(folder))) return [];
  const entries = await readdir(at(folder), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  return files.map((file) => path.relative(ROOT, file).split(path.sep).join("/")).sort();
}

async function read<T>(name: string): Promise<T> {
  return JSON.parse(await readFile(at(name), "utf8")) as T;
}

function json(value: unknown): Buffer {
  return Buffer.from(`${JSON.stringify(value, null, 2)}\n`);
}

/** The entry that npm writes for the package itself: what it needs, without its scripts. */
function lockRoot({
  name,
  version,
  license,
  dependencies,
  devDependencies,
  engines,
}: ReturnType<typeof branchManifest>) {
  return {
    name,
    version,
    ...(license === undefined ? {} : { license }),
    ...(dependencies === undefined ? {} : { dependencies }),
    ...(devDependencies === undefined ? {} : { devDependencies }),
    ...(engines === undefined ? {} : { engines }),
  };
}
