/** One sign-in as a table of Log Analytics holds it; columns that are absent are empty. `TimeGenerated` is ISO text. */
export type LogRow = Readonly<Record<string, string>> & { readonly TimeGenerated: string };

export interface LogTable {
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly rows: readonly (readonly unknown[])[];
}

/** Range and bins of a query, epoch ms; `until` is not part of it. */
export interface Slice {
  readonly from: number;
  readonly until: number;
  readonly grain: number;
}

type Group = LogRow[];

const DAY = 86_400_000;
const MANAGED = "AADManagedIdentitySignInLogs";

/** Columns of Log Analytics by which queries/sign-ins.kql groups, with the names that it gives them. */
const KEYS: readonly (readonly [name: string, column: string])[] = [
  ["servicePrincipalId", "ServicePrincipalId"],
  ["servicePrincipalName", "ServicePrincipalName"],
  ["appId", "AppId"],
  ["resultType", "ResultType"],
  ["resource", "ResourceDisplayName"],
  ["resourceId", "ResourceIdentity"],
  ["credentialKeyId", "ServicePrincipalCredentialKeyId"],
  ["tenantId", "AADTenantId"],
  ["appOwnerTenantId", "AppOwnerTenantId"],
  ["resourceOwnerTenantId", "ResourceOwnerTenantId"],
];

/** What only single sign-ins have. */
const DETAILS: readonly (readonly [name: string, column: string])[] = [
  ["clientCredentialType", "ClientCredentialType"],
  ["resultDescription", "ResultDescription"],
  ["correlationId", "CorrelationId"],
  ["ipAddress", "IPAddress"],
  ["location", "Location"],
  ["userAgent", "UserAgent"],
];

const text = (row: LogRow, column: string): string => row[column] ?? "";
const failed = (row: LogRow): boolean => text(row, "ResultType") !== "0";
const timeOf = (row: LogRow): number => Date.parse(row.TimeGenerated);
const typed = (names: readonly string[], type: string): { name: string; type: string }[] =>
  names.map((name) => ({ name, type }));

function within(rows: readonly LogRow[], { from, until }: Slice): LogRow[] {
  return rows.filter((row) => timeOf(row) >= from && timeOf(row) < until);
}

function groupsOf(rows: readonly LogRow[], slice: Slice): Group[] {
  const groups = new Map<string, Group>();
  for (const row of within(rows, slice)) {
    const key = JSON.stringify([
      ...KEYS.map(([, column]) => text(row, column)),
      failed(row) ? text(row, "ClientCredentialType") : "",
      text(row, "Type"),
      Math.floor(timeOf(row) / slice.grain),
    ]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return [...groups.values()];
}

/** What queries/sign-ins.kql answers: the first sign-in of a group by itself, the others at the time of the last. */
export function signInTable(rows: readonly LogRow[], slice: Slice): LogTable {
  const out: unknown[][] = [];
  for (const group of groupsOf(rows, slice)) {
    const times = group.map(timeOf);
    const first = Math.min(...times);
    const last = Math.max(...times);
    const newest = group[times.indexOf(last)] as LogRow;
    const add = (time: number, count: number, isFirst: boolean): void => {
      const told = failed(newest) && !isFirst;
      out.push([
        ...KEYS.map(([, column]) => text(newest, column)),
        text(newest, "Type") === MANAGED ? "ManagedIdentity" : "",
        failed(newest) ? text(newest, "ClientCredentialType") : "",
        told ? text(newest, "ResultDescription") : "",
        told ? text(newest, "CorrelationId") : "",
        new Date(time).toISOString(),
        count,
      ]);
    };
    if (first < last) {
      add(first, 1, true);
      add(last, group.length - 1, false);
    } else add(last, group.length, false);
  }
  const names = [...KEYS.map(([name]) => name), "servicePrincipalType", "clientCredentialType"];
  return {
    columns: [
      ...typed([...names, "resultDescription", "correlationId"], "string"),
      { name: "time", type: "datetime" },
      { name: "signIns", type: "long" },
    ],
    rows: out,
  };
}

/** What queries/estimate.kql answers. */
export function estimateTable(rows: readonly LogRow[], slice: Slice): LogTable {
  const days = new Map<number, LogRow[]>();
  for (const row of within(rows, slice)) {
    const day = Math.floor(timeOf(row) / DAY) * DAY;
    days.set(day, [...(days.get(day) ?? []), row]);
  }
  const out = [...days].sort(([a], [b]) => a - b);
  return {
    columns: [
      { name: "day", type: "datetime" },
      ...typed(["signIns", "failures", "rows", "bytes"], "long"),
      { name: "newest", type: "datetime" },
    ],
    rows: out.map(([day, group]) => {
      const expected = Math.min(2 * groupsOf(group, slice).length, group.length);
      const newest = new Date(Math.max(...group.map(timeOf))).toISOString();
      return [new Date(day).toISOString(), group.length, group.filter(failed).length, expected, expected * 400, newest];
    }),
  };
}

/** What queries/principal.kql answers. */
export function principalTable(rows: readonly LogRow[], slice: Slice, principal: string): LogTable {
  const own = within(rows, slice)
    .filter((row) => text(row, "ServicePrincipalId").toLowerCase() === principal.toLowerCase())
    .sort((a, b) => timeOf(b) - timeOf(a));
  const columns = [...KEYS, ...DETAILS];
  return {
    columns: [
      ...typed([...columns.map(([name]) => name), "servicePrincipalType"], "string"),
      { name: "time", type: "datetime" },
    ],
    rows: own.map((row) => [
      ...columns.map(([, column]) => text(row, column)),
      text(row, "Type") === MANAGED ? "ManagedIdentity" : "",
      row.TimeGenerated,
    ]),
  };
}
