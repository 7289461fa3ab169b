const maxDepth = 6;
const maxItems = 50;
const maxText = 2_000;

/** A structured-clone-safe, bounded copy of anything a visual passes to its host. */
export function summarize(value: unknown, depth = 0, seen: Set<object> = new Set()): unknown {
  switch (typeof value) {
    case "string":
      return value.length > maxText ? `${value.slice(0, maxText)}… (${String(value.length)} characters)` : value;
    case "function":
      return value.name === "" ? "[function]" : `[function ${value.name}]`;
    case "symbol":
      return String(value);
    case "object":
      return value === null ? null : summarizeObject(value, depth, seen);
    default:
      return value;
  }
}

function summarizeObject(value: object, depth: number, seen: Set<object>): unknown {
  if (value instanceof Date) return new Date(value.getTime());
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  if (value instanceof Node) return `[node ${value.nodeName.toLowerCase()}]`;
  const key: unknown = Reflect.get(value, "getKey");
  if (typeof key === "function") return { selectionId: String(Reflect.apply(key, value, [])) };
  if ("dataViews" in value && "viewport" in value) return summarizeUpdate(value);
  if (seen.has(value)) return "[circular]";
  if (depth >= maxDepth) return Array.isArray(value) ? `[array of ${String(value.length)}]` : "[object]";
  const path = new Set(seen).add(value);
  if (Array.isArray(value)) {
    const items = value.slice(0, maxItems).map((item) => summarize(item, depth + 1, path));
    return value.length > maxItems ? [...items, `… (${String(value.length)} items)`] : items;
  }
  const entries = Object.entries(value);
  const copy: Record<string, unknown> = {};
  for (const [name, item] of entries.slice(0, maxItems)) copy[name] = summarize(item, depth + 1, path);
  if (entries.length > maxItems) copy["…"] = `${String(entries.length)} members`;
  return copy;
}

/** Update options come with every rendering event: what tells them apart is enough. */
function summarizeUpdate(options: object): unknown {
  const { type, operationKind, viewport } = options as Record<string, unknown>;
  return { type, operationKind, viewport };
}
