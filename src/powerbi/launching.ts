import type powerbi from "powerbi-visuals-api";
import { isPortalUrl } from "../model";

type Host = powerbi.extensibility.visual.IVisualHost;

/** Opens addresses of the admin centers through the host, which asks its reader first; undefined where it cannot. */
export function launcherOf(host: Host | undefined): ((url: string) => void) | undefined {
  if (typeof host?.launchUrl !== "function") return undefined;
  return (url) => {
    if (isPortalUrl(url)) host.launchUrl(url);
  };
}
