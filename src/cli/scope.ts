import type { ExportScope } from "../export";
import type { Snapshot } from "../model/types";
import { codeOf } from "./code";
import { Fault } from "./fault";

/** What a result was asked to be about. */
export type Scope =
  | { readonly kind: "all" }
  | { readonly kind: "failing" }
  | { readonly kind: "case"; readonly id: string }
  | { readonly kind: "principal"; readonly id: string }
  | { readonly kind: "code"; readonly code: number };

/** Reads `case:ID`, `principal:ID`, `code:NUMBER` or `failing`; ids compare without case. Throws a Fault. */
export function parseScope(text: string | null): Scope {
  if (text === null) return { kind: "all" };
  if (text === "failing") return { kind: "failing" };
  const [, kind, value = ""] = /^(case|principal|code):(.+)$/s.exec(text) ?? [];
  if (kind === "case" || kind === "principal") return { kind, id: value.trim().toLowerCase() };
  const code = kind === "code" ? codeOf(value) : null;
  if (code !== null) return { kind: "code", code };
  throw new Fault(`--scope takes principal:ID, case:ID, code:50171 or failing; not ${JSON.stringify(text)}.`);
}

/** Indices of the principals within a scope. Throws a Fault where an id that was named is not in the data. */
export function principalsWithin(snapshot: Snapshot, scope: Scope): readonly number[] {
  const { columns } = snapshot;
  const all = Array.from({ length: columns.count }, (_, index) => index);
  if (scope.kind === "all") return all;
  if (scope.kind === "failing") return all.filter((index) => columns.failing[index] === 1);
  if (scope.kind === "code") {
    const coded = snapshot.withCases({ code: scope.code, resource: null, days: null });
    return all.filter((index) => coded[index] === 1);
  }
  const found = all.filter((index) => {
    const id = columns.id[index] ?? "";
    return scope.kind === "principal"
      ? id === scope.id
      : scope.id.startsWith(`${id}|`) && snapshot.principal(index).cases.some((own) => own.id === scope.id);
  });
  if (found.length === 0) throw new Fault(`There is no ${scope.kind} ${scope.id} in the data.`);
  return found;
}

/** The scope as the file states it. */
export function exportScope({ columns }: Snapshot, within: readonly number[], scope: Scope): ExportScope {
  if (scope.kind === "all" || scope.kind === "case" || scope.kind === "principal") return scope;
  const words =
    scope.kind === "failing"
      ? "Service principals with a case that is failing, regressed or changed, with all of their cases."
      : `Service principals with a case of AADSTS${String(scope.code)}, with all of their cases.`;
  return { kind: "principals", ids: within.map((index) => columns.id[index] ?? ""), words };
}
