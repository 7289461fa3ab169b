import { cp, mkdir, readdir, realpath, rm, symlink } from "node:fs/promises";
import path from "node:path";
import { bin } from "../bin";
import { at } from "../paths";
import { run } from "../run";

/** What the packager left behind in a folder of its own. */
export interface Built {
  readonly code: number;
  readonly output: string;
  readonly file: string | null;
}

/** The packager and what it loads sources with: the bundler numbers a module by its loaders' places too. */
const LOADERS: readonly string[] = [
  "css-loader",
  "json-loader",
  "less-loader",
  "mini-css-extract-plugin",
  "powerbi-visuals-tools",
  "ts-loader",
];

/**
 * Gives a folder the packages that are installed in the checkout, without installing anything. Most are links; the
 * packager and those that end up in the visual are copied, because the bundler follows links and numbers modules by
 * where they truly lie: linked, they would make another script than the one that an installation makes.
 */
export async function linkPackages(folder: string, copied: readonly string[]): Promise<void> {
  const from = await realpath(at("node_modules"));
  const to = path.join(folder, "node_modules");
  await mkdir(to, { recursive: true });
  const tops = new Set([...LOADERS, ...copied.map((place) => topOf(place))]);
  for (const name of await packageNames(from)) {
    const target = path.join(to, name);
    await mkdir(path.dirname(target), { recursive: true });
    if (tops.has(name)) await cp(path.join(from, name), target, { recursive: true });
    else await symlink(path.join(from, name), target, "junction");
  }
}

/** Packages the visual of a folder; a file is reported only where this very run has made exactly one. */
export async function packageIn(folder: string, ...options: readonly string[]): Promise<Built> {
  const dist = path.join(folder, "dist");
  await rm(dist, { recursive: true, force: true });
  const args = ["package", "--no-stats", "--skip-api", ...options];
  const packager = path.relative(at("."), bin("powerbi-visuals-tools", "pbiviz"));
  const { code, output } = await run(path.join(folder, packager), args, true, folder);
  const names = await readdir(dist).catch(() => [] as string[]);
  const made = names.filter((name) => name.endsWith(".pbiviz"));
  return { code, output, file: made.length === 1 ? path.join(dist, made[0] ?? "") : null };
}

function topOf(place: string): string {
  return place.replace(/^node_modules\//, "").split("/node_modules/")[0] ?? "";
}

async function packageNames(folder: string): Promise<string[]> {
  const names: string[] = [];
  for (const name of await readdir(folder)) {
    if (name.startsWith(".")) continue;
    if (!name.startsWith("@")) names.push(name);
    else for (const own of await readdir(path.join(folder, name))) names.push(`${name}/${own}`);
  }
  return names;
}
