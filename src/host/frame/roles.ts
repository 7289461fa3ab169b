import type { Binding, Capabilities, TableRows } from "../protocol";

export interface Role {
  name: string;
  displayName: string;
  kind: "grouping" | "measure" | "either";
  /** Whether the mapping lets the role take several fields. */
  many: boolean;
}

const kinds: Record<string, Role["kind"]> = {
  grouping: "grouping",
  measure: "measure",
  groupingormeasure: "either",
  0: "grouping",
  1: "measure",
  2: "either",
};

/** The rows part of the first table mapping, or nothing when the visual has none. */
export function tableRows(capabilities: Capabilities): TableRows | undefined {
  return capabilities.dataViewMappings?.find((mapping) => mapping.table?.rows)?.table?.rows;
}

/** The roles of the table mapping in the order in which it lists them. */
export function tableRoles(capabilities: Capabilities, text: (key: string) => string | undefined): Role[] {
  const rows = tableRows(capabilities);
  const bindings: Binding[] = rows ? (rows.select ?? [rows]) : [];
  const roles: Role[] = [];
  for (const binding of bindings) {
    const name = binding.bind?.to ?? binding.for?.in;
    const declared = capabilities.dataRoles?.find((role) => role.name === name);
    if (name === undefined || !declared) continue;
    const localized = declared.displayNameKey === undefined ? undefined : text(declared.displayNameKey);
    roles.push({
      name,
      displayName: localized ?? declared.displayName ?? name,
      kind: kinds[String(declared.kind).toLowerCase()] ?? "either",
      many: binding.for !== undefined,
    });
  }
  return roles;
}

/**
 * Which role each header goes to. A header names a role, its display name, or an alias. When none does and a role takes
 * several fields, all columns go there: that is how a generic table visual is used.
 */
export function assignRoles(
  headers: readonly string[],
  roles: readonly Role[],
  aliases: Readonly<Record<string, string>> = {},
): (Role | undefined)[] {
  const byName = new Map<string, Role>();
  for (const role of roles) byName.set(role.displayName.toLowerCase(), role);
  for (const role of roles) byName.set(role.name.toLowerCase(), role);
  for (const [alias, name] of Object.entries(aliases)) {
    const role = byName.get(name.toLowerCase());
    if (role) byName.set(alias.toLowerCase(), role);
  }
  const taken = new Set<Role>();
  const assigned = headers.map((header) => {
    const role = byName.get(header.trim().toLowerCase());
    if (!role || (taken.has(role) && !role.many)) return undefined;
    taken.add(role);
    return role;
  });
  const open = roles.find((role) => role.many);
  return taken.size === 0 && open ? headers.map(() => open) : assigned;
}
