import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { exportBranch } from "./certify/branch";
import { checkBuilds } from "./certify/builds";
import { lineOf } from "./certify/result";
import { checkSources } from "./certify/sources";
import { visualTree } from "./certify/visualTree";

const USAGE = "npm run certify -- [--allow-placeholders] [--branch DIR]";

/** The options, or an end with a word on how they are given. */
function options(): { readonly areAllowed: boolean; readonly branch: string | undefined } {
  try {
    const { values } = parseArgs({
      options: { "allow-placeholders": { type: "boolean", default: false }, branch: { type: "string" } },
    });
    return { areAllowed: values["allow-placeholders"], branch: values.branch };
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
    process.exit(2);
  }
}

const { areAllowed, branch } = options();
const work = await mkdtemp(path.join(os.tmpdir(), "certify-"));
try {
  const tree = await visualTree();
  // The folder is tried first: its fault should not be known only after a minute.
  if (branch !== undefined) await exportBranch(tree, branch);
  const results = [...(await checkSources(tree, areAllowed)), ...(await checkBuilds(tree, work, branch !== undefined))];
  for (const result of results) console.log(lineOf(result));
  if (branch !== undefined) console.log(`The visual's own source, ${tree.size} files, is in ${path.resolve(branch)}.`);
  const failed = results.filter(({ status }) => status === "failed").length;
  console.log(failed === 0 ? "Nothing failed." : `${failed} failed.`);
  process.exitCode = failed === 0 ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await rm(work, { recursive: true, force: true });
}
