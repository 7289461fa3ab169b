import { bin } from "./bin";
import { run } from "./run";

const CHECKS: readonly (readonly [string, string, readonly string[]])[] = [
  ["types", bin("typescript", "tsc"), ["--noEmit", "-p", "tsconfig.check.json"]],
  ["eslint", bin("eslint"), ["."]],
  ["layers", bin("dependency-cruiser", "depcruise"), ["--config", ".dependency-cruiser.cjs", "src"]],
  ["prettier", bin("prettier"), ["--check", "--log-level", "warn", "."]],
  ["unused", bin("knip"), ["--no-progress"]],
];

let failed = 0;
for (const [name, script, args] of CHECKS) {
  const { code } = await run(script, args);
  console.log(`${name}: ${code === 0 ? "ok" : "failed"}`);
  if (code !== 0) failed++;
}
process.exitCode = failed === 0 ? 0 : 1;
