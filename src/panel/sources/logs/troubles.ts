import type { Trouble } from "../../trouble";
import { say } from "../../words";
import type { TABLES } from "./queries";

type Source = (typeof TABLES)[number];

/**
 * The engine's words for a result that is too large, or a query that takes too much, whatever the envelope: a smaller window helps
 * (Kusto documentation, "Query limits" and "Errors in native code").
 */
const TOO_LARGE = /E_QUERY_RESULT_SET_TOO_LARGE|0x80DA0003|-2133196797|E_RUNAWAY_QUERY|E_LOW_MEMORY_CONDITION/i;

/** The query could not be bound. Tests bind it against the documented tables, so what is missing is the table itself. */
const UNBOUND = /SEM\d{4}|SemanticError|semantic error|Failed to resolve/i;
const NAMED = /named '([^']*)'/i;

/** The engine's code for a name that it does not know, and ours for a table that the workspace does not have. */
export const NOT_COLLECTED = "SEM0100";

/** True where a smaller window may get through. */
export function isTooLarge(told: { readonly code?: string; readonly detail?: string }): boolean {
  return TOO_LARGE.test(`${told.code ?? ""} ${told.detail ?? ""}`);
}

/** The trouble as it is meant in Log Analytics, told so that the reader knows what to do (docs/queries.md has the sources). */
export function refined(trouble: Trouble, source: Source): Trouble {
  const words = `${trouble.code ?? ""} ${trouble.detail ?? ""}`;
  if (isTooLarge(trouble)) return { ...trouble, kind: "tooLarge" };
  if (UNBOUND.test(words) && (NAMED.exec(words)?.[1] ?? source.table) === source.table) {
    return {
      ...trouble,
      kind: "notCollected",
      code: NOT_COLLECTED,
      detail: say("logsNotCollected", source.table, source.category),
    };
  }
  // A token that is no good is no missing role, although the service answers 403 to both.
  if (trouble.kind === "role" && /InvalidAuthenticationTokenAudience/i.test(words))
    return { ...trouble, kind: "refused" };
  if (trouble.kind === "role" && /InvalidAuthenticationToken/i.test(words)) return { ...trouble, kind: "signedOut" };
  if (/PathNotFoundError|WorkspaceNotFound/i.test(words) || trouble.status === 404) {
    return { ...trouble, kind: "refused", detail: say("logsWorkspace") };
  }
  return trouble;
}

/** Trying the same again later may help. */
export const mayPass = ({ kind }: Trouble): boolean =>
  !["refused", "notInCloud", "tooLarge", "notCollected"].includes(kind);
