import { readFileSync } from "node:fs";
import { NOT_CONFIGURED } from "../panel/config/none";
import { readConfig } from "../panel/config/read";
import type { Config } from "../panel/config/types";
import { at } from "./paths";

/** A configuration to build with: the file's own text, and what it says. */
export interface GivenConfig {
  readonly text: string;
  readonly config: Config;
}

// Present though it configures nothing: browsers report a missing file on their console.
export const SAMPLE_ONLY: GivenConfig = { text: "{}\n", config: NOT_CONFIGURED };

/** Reads the file that a site is built with; without one it shows the sample. Throws with every mistake, one a line. */
export async function givenConfig(file: string | undefined): Promise<GivenConfig> {
  if (file === undefined) return SAMPLE_ONLY;
  const text = readFileSync(file, "utf8");
  const { config, mistakes } = await readConfig(text);
  if (mistakes.length === 0) return { text, config };
  const lines = mistakes.map(({ path, message }) => `  ${path}: ${message}`);
  throw new Error([`${file} cannot be used:`, ...lines].join("\n"));
}

/** The configuration beside the built page as it is on disk; what cannot be used configures nothing, as in the page. */
export async function servedConfig(): Promise<Config> {
  let text = "";
  try {
    text = readFileSync(at("dist/panel/config.json"), "utf8");
  } catch {
    // Absent: the sample.
  }
  return (await readConfig(text)).config;
}
