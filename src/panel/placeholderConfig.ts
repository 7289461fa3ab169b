import { clouds } from "../knowledge";
import type { Config } from "./config/types";

/** Reads `config.json` beside the page, unchecked. */
export async function loadConfig(): Promise<Config> {
  const [cloud] = clouds;
  if (cloud === undefined) throw new Error("No cloud is known.");
  const given = (await (await fetch("config.json")).json()) as Partial<Config>;
  return { tenant: given.tenant ?? null, cloud, workspaceId: given.workspaceId ?? null, report: given.report ?? null };
}
