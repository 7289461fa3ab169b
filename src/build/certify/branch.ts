import { execFile } from "node:child_process";
import { mkdir, readdir, rm } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { ROOT } from "../paths";
import { writeTree, type Tree } from "./visualTree";

const execute = promisify(execFile);

/** What git prints, or null where there is no git or no repository. */
export async function git(args: readonly string[], cwd = ROOT): Promise<string | null> {
  const done = execute("git", [...args], { cwd, maxBuffer: 1 << 26 });
  return done.then(({ stdout }) => stdout).catch(() => null);
}

/**
 * Writes the tree into a folder, in place of what was there. Only an empty folder, or a checkout of the branch
 * `certification`, is written to: everything else in it is removed, so that nothing of an older tree is left.
 */
export async function exportBranch(tree: Tree, folder: string): Promise<void> {
  const target = path.resolve(folder);
  if (!path.relative(target, ROOT).startsWith("..")) throw new Error(`${target} holds this checkout.`);
  await mkdir(target, { recursive: true });
  const names = (await readdir(target)).filter((name) => name !== ".git");
  const isCheckout = (await git(["rev-parse", "--show-cdup"], target))?.trim() === "";
  const branch = isCheckout ? (await git(["symbolic-ref", "--short", "HEAD"], target))?.trim() : undefined;
  if (names.length > 0 && branch !== "certification") {
    throw new Error(`${target} is neither empty nor a checkout of the branch "certification".`);
  }
  for (const name of names) await rm(path.join(target, name), { recursive: true });
  await writeTree(tree, target);
}
