import type { Snapshot } from "../model/types";
import { Fault } from "./fault";

/** What a result is about. */
export type Scope = { readonly kind: "all" } | { readonly kind: "case" | "principal"; readonly id: string };

/** Reads `case:ID` or `principal:ID`; ids compare without case. Throws a Fault. */
export function parseScope(text: string | null): Scope {
  if (text === null) return { kind: "all" };
  const [, kind, id] = /^(case|principal):(.+)$/s.exec(text) ?? [];
  if ((kind === "case" || kind === "principal") && id !== undefined) return { kind, id: id.trim().toLowerCase() };
  throw new Fault(`--scope takes case:ID or principal:ID; not ${JSON.stringify(text)}.`);
}

/** Indices of the principals within a scope. Throws a Fault where the data has nothing of it. */
export function principalsWithin(snapshot: Snapshot, scope: Scope): readonly number[] {
  const { columns } = snapshot;
  const all = Array.from({ length: columns.count }, (_, index) => index);
  if (scope.kind === "all") return all;
  const found = all.filter((index) => {
    const id = columns.id[index] ?? "";
    return scope.kind === "principal"
      ? id === scope.id
      : scope.id.startsWith(`${id}|`) && snapshot.principal(index).cases.some((own) => own.id === scope.id);
  });
  if (found.length === 0) throw new Fault(`There is no ${scope.kind} ${scope.id} in the data.`);
  return found;
}
