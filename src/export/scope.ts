import type { Snapshot } from "../model/types";
import { oneLine } from "./guard";

/** What a file is about. `words` of `principals` say by what they were chosen, as a sentence for the file. */
export type ExportScope =
  | { readonly kind: "all" }
  | { readonly kind: "principals"; readonly ids: readonly string[]; readonly words: string }
  | { readonly kind: "principal"; readonly id: string }
  | { readonly kind: "case"; readonly id: string };

export type ScopeKind = ExportScope["kind"];

export const EVERYTHING: ExportScope = { kind: "all" };

/** The scope of a menu that belongs to one case, or to everything where it belongs to none. */
export function caseOrAll(caseId: string | null): ExportScope {
  return caseId === null ? EVERYTHING : { kind: "case", id: caseId };
}

/** What the document says about its scope. */
export interface ScopeStatement {
  readonly kind: ScopeKind;
  /** Id of the principal or case; null for the other scopes. */
  readonly id: string | null;
  /** One sentence. */
  readonly text: string;
}

/** Principals within a scope, by id in code-unit order: the order of rows in the source must not show in the file. */
export function indicesOf({ columns: { id, count } }: Snapshot, scope: ExportScope): number[] {
  const wanted: number[] = [];
  const within = membership(scope);
  for (let i = 0; i < count; i++) if (within(id[i] ?? "")) wanted.push(i);
  return wanted.sort((a, b) => compare(id[a] ?? "", id[b] ?? ""));
}

/** Principals whose checklists are in memory at a time: a tenant's may be larger than the memory and the longest text. */
const PART = 50;

/** The same in parts; at least one, which may be empty. */
export function* partsOf(snapshot: Snapshot, scope: ExportScope): Generator<readonly number[]> {
  const indices = indicesOf(snapshot, scope);
  for (let from = 0; from === 0 || from < indices.length; from += PART) yield indices.slice(from, from + PART);
}

function membership(scope: ExportScope): (id: string) => boolean {
  switch (scope.kind) {
    case "all":
      return () => true;
    case "principals": {
      const ids = new Set(scope.ids);
      return (id) => ids.has(id);
    }
    case "principal":
      return (id) => id === scope.id;
    case "case":
      return (id) => scope.id.startsWith(`${id}|`);
  }
}

/** States a scope in one sentence. */
export function statementOf(scope: ExportScope): ScopeStatement {
  switch (scope.kind) {
    case "all":
      return { kind: scope.kind, id: null, text: "Every service principal in the data." };
    case "principals":
      return { kind: scope.kind, id: null, text: oneLine(scope.words) || "A selection of service principals." };
    case "principal":
      return { kind: scope.kind, id: scope.id, text: `One service principal: ${oneLine(scope.id)}.` };
    case "case":
      return { kind: scope.kind, id: scope.id, text: `One case: ${oneLine(scope.id)}.` };
  }
}

/** Code-unit order: the same in every locale. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
