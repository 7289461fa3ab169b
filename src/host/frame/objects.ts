import type powerbi from "powerbi-visuals-api";
import type { FormatObjects } from "../protocol";

/** Applies what a visual persists to the report's format objects. Only static (unselected) objects are kept. */
export function applyChanges(objects: FormatObjects, changes: powerbi.VisualObjectInstancesToPersist): FormatObjects {
  const result: FormatObjects = structuredClone(objects);
  for (const { objectName, properties } of changes.merge ?? []) {
    result[objectName] = { ...result[objectName], ...structuredClone(properties) };
  }
  for (const { objectName, properties } of changes.replace ?? []) {
    result[objectName] = structuredClone(properties);
  }
  for (const { objectName, properties } of changes.remove ?? []) {
    const kept = Object.entries(result[objectName] ?? {}).filter(([name]) => !(name in properties));
    if (kept.length > 0) result[objectName] = Object.fromEntries(kept);
    else Reflect.deleteProperty(result, objectName);
  }
  for (const { objectName } of changes.removeObject ?? []) Reflect.deleteProperty(result, objectName);
  return result;
}
