import path from "node:path";
import { findFormat } from "../export/all";
import { Fault } from "./fault";
import type { TakenUp } from "./marks";
import type { Request } from "./settings";

/** Refuses to write over a worked checklist where something of it would be lost with it. Throws a Fault. */
export function checkKept(taken: readonly TakenUp[], { out, unmatched, format, scope }: Request): void {
  const targets = [out, unmatched].filter((name) => name !== null).map((name) => path.resolve(name));
  for (const { name, read, given } of taken) {
    if (!targets.includes(path.resolve(name))) continue;
    const lost = (what: string, hint: string): Fault =>
      new Fault(`${name} is not written over: ${what} would be lost with it.`, hint);
    if (read.problemCount > 0) throw lost("what could not be read", "Write to another file.");
    if (findFormat(format)?.readsBack !== true)
      throw lost(`its marks, which cannot be read back from ${format},`, "Write to another file.");
    if (scope.kind !== "all") throw lost("marks outside the scope", "Write to another file.");
    if (given.unmatched.length > 0 && unmatched === null)
      throw lost("marks that fit nothing any more", "Name a file for them with --unmatched.");
  }
}
