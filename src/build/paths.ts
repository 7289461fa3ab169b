import { fileURLToPath } from "node:url";
import path from "node:path";

/** The checkout's root, and a path below it. */
export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
export const at = (...parts: string[]): string => path.join(ROOT, ...parts);
