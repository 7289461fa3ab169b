import { existsSync } from "node:fs";
import path from "node:path";
import { bin } from "../bin";
import { run } from "../run";
import { judge, type Result } from "./result";
import { checkVulnerabilities } from "./vulnerabilities";

/** ESLint with the visual's own configuration, Microsoft's recommended one in it, and the compiler's types. */
export async function checkLint(folder: string): Promise<Result> {
  const faults: string[] = [];
  const runs: readonly (readonly [string, string, readonly string[]])[] = [
    ["eslint", bin("eslint"), ["."]],
    ["tsc", bin("typescript", "tsc"), ["-p", "tsconfig.check.json"]],
  ];
  for (const [name, script, args] of runs) {
    const { code, output } = await run(script, args, true, folder);
    if (code !== 0) faults.push(`${name} ended with code ${code}: ${output.trim().slice(-2000)}`);
  }
  return judge("lint", faults, "no error of ESLint (eslint-plugin-powerbi-visuals recommended) or of types");
}

/** `npm audit` of a folder's lock file; development packages count, as they do for reviewers. */
export async function checkAudited(folder: string): Promise<Result> {
  const script = npm();
  if (script === null) return checkVulnerabilities('{"message":"npm was not found"}');
  const args = ["audit", "--json", "--package-lock-only", "--fetch-retries=0", "--fetch-timeout=20000"];
  return checkVulnerabilities((await run(script, args, true, folder)).output);
}

/** npm's own script: the one that runs this, else the one beside Node. */
function npm(): string | null {
  const beside = path.join(path.dirname(process.execPath), "../lib/node_modules/npm/bin/npm-cli.js");
  const candidates = [process.env["npm_execpath"], beside];
  return candidates.find((file) => file?.endsWith("npm-cli.js") === true && existsSync(file)) ?? null;
}
