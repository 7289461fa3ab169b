/** Values that JSON cannot say, by the name after `$`. */
const named: Record<string, () => unknown> = {
  undefined: () => undefined,
  NaN: () => Number.NaN,
  Infinity: () => Number.POSITIVE_INFINITY,
  "-Infinity": () => Number.NEGATIVE_INFINITY,
  "-0": () => -0,
  function: () => () => undefined,
  symbol: () => Symbol("value"),
  bigint: () => 2n ** 70n,
};

/**
 * A copy of a value from a scenario in which `{ "$": "NaN" }` and the like have become what they name;
 * `{ "$": "date", "value": "2026-01-01" }` is a date and `{ "$": "text", "value": "x", "times": 9 }` a repeated text.
 * Anything else stays the very same value.
 */
export function revive(value: unknown): unknown {
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  if (Array.isArray(value)) return reviveArray(value);
  const mark: unknown = Object.hasOwn(value, "$") ? Reflect.get(value, "$") : undefined;
  if (typeof mark === "string") {
    const { value: given, times } = value as { value?: unknown; times?: unknown };
    if (mark === "date") return new Date(given as string);
    if (mark === "text") return String(given).repeat(Number(times));
    if (Object.hasOwn(named, mark)) return named[mark]?.();
  }
  for (const [key, item] of Object.entries(value)) {
    const revived = revive(item);
    if (!Object.is(revived, item)) Reflect.set(value, key, revived);
  }
  return value;
}

// In place, because the values are a structured clone of our own; sparse places stay sparse.
function reviveArray(items: unknown[]): unknown[] {
  items.forEach((item, index) => {
    const revived = revive(item);
    if (!Object.is(revived, item)) items[index] = revived;
  });
  return items;
}
