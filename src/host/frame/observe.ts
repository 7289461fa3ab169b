import type { Recorder } from "./recorder";

/** Names that engines and inspectors read from any object; their absence says nothing about the visual. */
const readByEngines = new Set([
  "then",
  "toJSON",
  "constructor",
  "nodeType",
  "tagName",
  "prototype",
  "valueOf",
  "toString",
]);

/** Wraps a host object so that its calls are recorded and reads of unknown members are reported instead of throwing. */
export function observe<T extends object>(target: T, path: string, recorder: Recorder): T {
  const wrapped = new Map<string, unknown>();
  return new Proxy(target, {
    get(object, name, receiver): unknown {
      if (typeof name === "symbol") return Reflect.get(object, name, receiver);
      if (!(name in object)) {
        if (!readByEngines.has(name)) recorder.missing(`${path}.${name}`);
        return undefined;
      }
      const value: unknown = Reflect.get(object, name);
      if (typeof value !== "function" || !Object.hasOwn(object, name)) return value;
      let recorded = wrapped.get(name);
      if (recorded === undefined) {
        recorded = (...args: unknown[]): unknown => {
          recorder.call(`${path}.${name}`, args);
          const result: unknown = Reflect.apply(value, object, args);
          return result;
        };
        wrapped.set(name, recorded);
      }
      return recorded;
    },
  });
}
