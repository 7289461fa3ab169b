/** Fields of the facts table, in the order in which they are offered to people. */
export const FIELDS = [
  "servicePrincipalId",
  "servicePrincipalName",
  "appId",
  "servicePrincipalType",
  "resultType",
  "resultDescription",
  "resource",
  "resourceId",
  "time",
  "clientCredentialType",
  "credentialKeyId",
  "ipAddress",
  "location",
  "userAgent",
  "tenantId",
  "appOwnerTenantId",
  "resourceOwnerTenantId",
  "correlationId",
  "signIns",
  "heldKind",
  "heldKeyId",
  "heldName",
  "heldStart",
  "heldEnd",
  "heldLastUsed",
  "heldOrigin",
  "heldUsage",
  "heldThumbprint",
  "heldIssuer",
  "heldSubject",
] as const;

export type Field = (typeof FIELDS)[number];

/** Names of the field wells where they differ from the field's own: Log Analytics columns and plain words. */
const WELLS: Readonly<Partial<Record<Field, string>>> = {
  resource: "ResourceDisplayName",
  resourceId: "ResourceIdentity",
  time: "TimeGenerated",
  credentialKeyId: "ServicePrincipalCredentialKeyId",
  ipAddress: "IPAddress",
  tenantId: "AADTenantId",
  signIns: "Sign-ins",
};

/** The name of a field's well, as the report author sees it. */
export function wellName(field: Field): string {
  const known = WELLS[field];
  if (known !== undefined) return known;
  if (!field.startsWith("held")) return field.charAt(0).toUpperCase() + field.slice(1);
  return `Held ${field
    .slice(4)
    .replace(/(?!^)[A-Z]/g, " $&")
    .toLowerCase()}`;
}

/** Fields that make two joined rows the same sign-in row when all of them agree. */
export const SIGN_IN_FIELDS: readonly Field[] = FIELDS.slice(0, FIELDS.indexOf("heldKind"));

/** Fields of a held credential. */
export const HELD_FIELDS: readonly Field[] = FIELDS.slice(FIELDS.indexOf("heldKind"));

/** Other names under which files carry a field: Log Analytics columns, Graph properties, credential lists. */
const ALIASES: Readonly<Record<string, Field>> = {
  resourcedisplayname: "resource",
  resourceidentity: "resourceId",
  timegenerated: "time",
  serviceprincipalcredentialkeyid: "credentialKeyId",
  aadtenantid: "tenantId",
  count_: "signIns",
  signincount: "signIns",
  credentialkind: "heldKind",
  keyid: "heldKeyId",
  displayname: "heldName",
  startdatetime: "heldStart",
  enddatetime: "heldEnd",
  lastuseddatetime: "heldLastUsed",
  origin: "heldOrigin",
  keyusage: "heldUsage",
  thumbprint: "heldThumbprint",
  ficissuer: "heldIssuer",
  ficsubject: "heldSubject",
};

const BY_NAME: ReadonlyMap<string, Field> = new Map<string, Field>([
  ...FIELDS.map((field): [string, Field] => [field.toLowerCase(), field]),
  ...Object.entries(ALIASES),
]);

/**
 * The field that a column header names: a field's own name or its Log Analytics or Graph name, in any case, with or
 * without the portal's `[UTC]` suffix; a column exported in another zone is not taken for UTC. Null for columns that the facts table does not know.
 */
export function fieldOfHeader(header: string): Field | null {
  const name = header
    .replace(/^\uFEFF/, "")
    .replace(/\s*\[UTC\]\s*$/i, "")
    .trim()
    .toLowerCase();
  return BY_NAME.get(name) ?? null;
}

/** What a missing field would add, told to the reader in this order; fields without an entry are not missed. */
export const ADDS: readonly { readonly field: Field; readonly adds: string }[] = [
  { field: "time", adds: "trend, last failure and verification of fixes" },
  { field: "resource", adds: "the name of the resource that was asked for, and with it what a later success proves" },
  { field: "resourceId", adds: "cases per resource, and commands filled in with the resource" },
  { field: "servicePrincipalName", adds: "names instead of ids" },
  { field: "appId", adds: "commands filled in with the application" },
  { field: "tenantId", adds: "commands filled in with the tenant" },
  { field: "clientCredentialType", adds: "evidence about the kind of credential used" },
  { field: "credentialKeyId", adds: "which credential is in use" },
  { field: "heldKind", adds: "credentials and their posture" },
  { field: "heldEnd", adds: "expiry of credentials" },
  { field: "heldStart", adds: "lifetime of credentials" },
  { field: "heldLastUsed", adds: "credentials that are no longer used" },
];

/** Column index of each field, -1 where the table lacks it. */
export type ColumnMap = Readonly<Record<Field, number>>;

/** Builds a column map from (field, column index) pairs; the first column of a field wins. */
export function columnMap(entries: Iterable<readonly [Field, number]>): ColumnMap {
  const map = Object.fromEntries(FIELDS.map((field) => [field, -1])) as Record<Field, number>;
  for (const [field, index] of entries) if (map[field] === -1) map[field] = index;
  return map;
}

/** Columns that only a Log Analytics table has; there `TenantId` is the workspace and `AADTenantId` the tenant. */
const LOG_ANALYTICS = /^(aadtenantid|timegenerated|resourceidentity|resourcedisplayname)(\s*\[.*\])?$/i;

/** Column map of a file's header row. */
export function columnMapOfHeaders(headers: readonly string[]): ColumnMap {
  const entries: [Field, number][] = [];
  const isLogAnalytics = headers.some((header) => LOG_ANALYTICS.test(header.trim()));
  headers.forEach((header, index) => {
    if (isLogAnalytics && header.trim().toLowerCase() === "tenantid") return;
    const field = fieldOfHeader(header);
    if (field !== null) entries.push([field, index]);
  });
  return columnMap(entries);
}
