import { readFileSync } from "node:fs";
import path from "node:path";
import { at } from "./paths";
import { run } from "./run";

/** The script behind a package's command. */
function bin(name: string, command = name): string {
  const manifest = at("node_modules", name, "package.json");
  const { bin: commands } = JSON.parse(readFileSync(manifest, "utf8")) as { bin: string | Record<string, string> };
  return path.join(path.dirname(manifest), typeof commands === "string" ? commands : (commands[command] ?? ""));
}

const CHECKS: readonly (readonly [string, string, readonly string[]])[] = [
  ["types", bin("typescript", "tsc"), ["--noEmit", "-p", "tsconfig.check.json"]],
  ["eslint", bin("eslint"), ["."]],
  [
    "layers",
    at("node_modules/dependency-cruiser/bin/dependency-cruise.mjs"),
    ["--config", ".dependency-cruiser.cjs", "src"],
  ],
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
