import { shown } from "../../view/safeText";
import { say } from "../words";
import { CONFIG_FILE, NOT_CONFIGURED } from "./none";
import type { ConfigResult } from "./types";

const NOTHING: ConfigResult = { config: NOT_CONFIGURED, mistakes: [] };

/** Reads `config.json` beside the page. A missing or empty file configures nothing; whatever is wrong is a mistake. */
export async function loadConfig(get: typeof fetch = (...args) => fetch(...args)): Promise<ConfigResult> {
  let response: Response;
  let content: string;
  try {
    response = await get(CONFIG_FILE, { cache: "no-store" });
    content = await response.text();
  } catch {
    return wrong(say("configUnreadable", say("configNetwork")));
  }
  if (response.status === 404 || response.status === 410) return NOTHING;
  if (!response.ok) return wrong(say("configUnreadable", say("configStatus", String(response.status))));
  return readConfig(content);
}

/** Reads the text of a configuration. The checks are loaded only where there is something to check. */
export async function readConfig(content: string): Promise<ConfigResult> {
  const text = content.replace(/^\uFEFF/, "").trim();
  if (text === "" || /^\{\s*\}$/.test(text)) return NOTHING;
  // A host that answers every address with some page means well for pages, but not for data.
  if (text.startsWith("<")) return wrong(say("configPage"));
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return wrong(say("configSyntax", shown(error instanceof Error ? error.message : String(error))));
  }
  const { checkConfig } = await import("./check");
  return checkConfig(value);
}

const wrong = (message: string): ConfigResult => ({
  config: NOT_CONFIGURED,
  mistakes: [{ path: CONFIG_FILE, message }],
});
