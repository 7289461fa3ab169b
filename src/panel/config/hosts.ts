import { clouds } from "../../knowledge/clouds";
import type { CloudEntry } from "../../knowledge/types";
import { shown } from "../../view/safeText";
import { say } from "../words";

/** Keys that may repeat a host of the chosen cloud. They choose nothing: every address comes from the cloud's data. */
export const HOST_KEYS = {
  authority: "loginHost",
  graphHost: "graphHost",
  logAnalyticsHost: "logsHost",
  powerBiHost: "powerBiApiHost",
  powerBiAppHost: "powerBiAppHost",
} as const satisfies Readonly<Record<string, keyof CloudEntry>>;

export type HostKey = keyof typeof HOST_KEYS;

/** How a host may be written. */
export const spellings = (host: string): readonly string[] => [host, `https://${host}`, `https://${host}/`];

/** Why a host key is refused, or null where it names the chosen cloud's own host. */
export function hostMistake(key: HostKey, value: string, cloud: CloudEntry): string | null {
  const host = cloud[HOST_KEYS[key]];
  if (host === "") return say("configHostNone", cloud.id);
  if (spellings(host).includes(value)) return null;
  const named = hostOf(value);
  if (named === host) return say("configHostPath", `https://${host}`);
  const owner = clouds.find((other) => other.id !== cloud.id && other[HOST_KEYS[key]] === named);
  if (owner !== undefined) return say("configHostOther", named, owner.id, cloud.id, host);
  return say("configHostUnknown", shown(value), cloud.id, host);
}

/** The host that a text would be read as; the text itself where it is no address. */
function hostOf(value: string): string {
  try {
    const { protocol, username, host } = new URL(value.includes("://") ? value : `https://${value}`);
    return protocol === "https:" && username === "" ? host : value;
  } catch {
    return value;
  }
}
