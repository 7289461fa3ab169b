import type { Snapshot } from "../../model/types";
import { snapshotOf } from "./read";
import type { Glimpse } from "./types";

/** The sample's first picture, made when the site was built; null where it does not come. */
export async function loadGlimpse(): Promise<Snapshot | null> {
  try {
    const response = await fetch("glimpse.json");
    return response.ok ? snapshotOf((await response.json()) as Glimpse) : null;
  } catch {
    return null;
  }
}
