import cloudData from "./clouds.json";
import { found } from "./found";
import type { CloudEntry, CloudId } from "./types";

/** Clouds that can be chosen, and those that are known only by their hosts. */
export const clouds = cloudData as readonly CloudEntry[];

const cloudsById = new Map(clouds.map((cloud) => [cloud.id, cloud]));

/** Throws for an id that is no cloud: the ids are fixed in the types. */
export function findCloud(id: CloudId): CloudEntry {
  return found(cloudsById.get(id), "cloud", id);
}
