import type powerbi from "powerbi-visuals-api";
import { type Lookup, speak } from "../view/strings";

type Host = powerbi.extensibility.visual.IVisualHost;

/** Lets the interface speak with the package's string resources, in the language that the host chooses from them. */
export function speakAsHost(host: Host | undefined): void {
  const manager = host?.createLocalizationManager?.();
  const texts: Lookup = (key) => manager?.getDisplayName?.(key);
  speak(manager === undefined ? undefined : texts);
}
