/** A thing that the program names and that must therefore be there. */
export function found<T>(value: T | undefined, kind: string, id: string): T {
  if (value === undefined) {
    throw new Error(`Unknown ${kind}: ${id}`);
  }
  return value;
}
