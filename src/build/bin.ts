import { readFileSync } from "node:fs";
import path from "node:path";
import { at } from "./paths";

/** The script behind a package's command. */
export function bin(name: string, command = name): string {
  const manifest = at("node_modules", name, "package.json");
  const { bin: commands } = JSON.parse(readFileSync(manifest, "utf8")) as { bin: string | Record<string, string> };
  return path.join(path.dirname(manifest), typeof commands === "string" ? commands : (commands[command] ?? ""));
}
