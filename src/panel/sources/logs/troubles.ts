import type { Trouble } from "../../trouble";
import { say } from "../../words";
import type { TABLES } from "./queries";

type Source = (typeof TABLES)[number];

/**
 * The engine's words for a result that is too large, or a query that takes too much, whatever the envelope: a smaller window helps
 * (Kusto documentation, "Query limits" and "Errors in native code").
 */
const TOO_LARGE = /E_QUERY_RESULT_SET_TOO_LARGE|0x80DA0003|-2133196797|E_RUNAWAY_QUERY|E_LOW_MEMORY_CONDITION/i;

/** A name that the engine cannot resolve: here the only name that may be missing is the table's. */
const UNRESOLVED = /SEM0100|Failed to resolve (?:table|scalar|entity)/i;

/** The engine's code for it, and ours for a table that the workspace does not have. */
export const NOT_COLLECTED = "SEM0100";

/** True where a smaller window may get through. */
export function isTooLarge(told: { readonly code?: string; readonly detail?: string }): boolean {
  return TOO_LARGE.test(`${told.code ?? ""} ${told.detail ?? ""}`);
}

/** The trouble as it is meant in Log Analytics, told so that the reader knows what to do (docs/queries.md has the sources). */
export function refined(trouble: Trouble, source: Source): Trouble {
  const words = `${trouble.code ?? ""} ${trouble.detail ?? ""}`;
  if (isTooLarge(trouble)) return { ...trouble, kind: "tooLarge" };
  if (UNRESOLVED.test(words) && words.includes(source.table)) {
    return {
      ...trouble,
      kind: "refused",
      code: NOT_COLLECTED,
      detail: say("logsNotCollected", source.table, source.category),
    };
  }
  if (trouble.status !== 401 && /InvalidAuthenticationToken/i.test(words)) return { ...trouble, kind: "refused" };
  if (/PathNotFoundError|WorkspaceNotFound/i.test(words) || trouble.status === 404) {
    return { ...trouble, kind: "refused", detail: say("logsWorkspace") };
  }
  return trouble;
}

/** Trying the same again later may help. */
export const mayPass = ({ kind }: Trouble): boolean =>
  kind !== "refused" && kind !== "notInCloud" && kind !== "tooLarge";
