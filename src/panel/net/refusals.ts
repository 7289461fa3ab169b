import type { TroubleKind } from "../trouble";

/** What a service's own words for a refusal mean. The first entry whose status, code and message all fit is taken. */
interface Refusal {
  readonly statuses: readonly number[];
  /** Any of these codes; empty where only the message tells. */
  readonly codes: readonly string[];
  readonly message?: RegExp;
  readonly kind: TroubleKind;
  /** Where the meaning comes from; checked 2026-11-23. */
  readonly source: string;
}

export const REFUSALS: readonly Refusal[] = [
  {
    statuses: [400, 403],
    codes: [
      "Authentication_RequestFromNonPremiumTenantOrB2CTenant",
      "RequestFromNonPremiumTenantOrB2CTenant",
      "AadPremiumLicenseRequired",
    ],
    kind: "licence",
    source: "learn.microsoft.com/graph/known-issues (license check errors for activity reports); third code: secondary",
  },
  {
    statuses: [400, 403],
    codes: [],
    message: /doesn't have premium licen[cs]e/i,
    kind: "licence",
    source: "learn.microsoft.com/graph/known-issues: the message beside the code above",
  },
  {
    statuses: [403],
    codes: ["Authentication_MSGraphPermissionMissing", "Authentication_ApplicationHasNoDirectoryReadAccess"],
    kind: "consent",
    source: "microsoftgraph/microsoft-graph-docs-contrib issue 3196; secondary",
  },
  {
    statuses: [403],
    codes: ["Authentication_RequestFromUnsupportedUserRole"],
    kind: "role",
    source: "microsoftgraph/microsoft-graph-docs issue 10705 (User is not in the allowed roles)",
  },
  {
    statuses: [403],
    // It names neither cause; the token was given for the scope, so the account is what is left. Inferred.
    codes: ["Authorization_RequestDenied"],
    kind: "role",
    source: "learn.microsoft.com/graph/resolve-auth-errors; inferred",
  },
  {
    statuses: [403],
    codes: ["InsufficientAccessError"],
    kind: "role",
    source: "learn.microsoft.com/azure/azure-monitor/logs/api/errors",
  },
  {
    statuses: [403],
    codes: ["InvalidAuthenticationToken"],
    kind: "signedOut",
    source: "learn.microsoft.com/azure/azure-monitor/logs/api/errors",
  },
  {
    statuses: [403],
    codes: ["InvalidAuthenticationTokenAudience"],
    kind: "refused",
    source: "learn.microsoft.com/azure/azure-monitor/logs/api/errors",
  },
  {
    statuses: [400, 404],
    codes: [],
    message: /Resource not found for the segment/i,
    kind: "notInCloud",
    source: "OData's words for an unknown path; as seen in US Government, secondary",
  },
];

/** Kinds by status alone, for codes that are not known. */
const BY_STATUS: ReadonlyMap<number, TroubleKind> = new Map<number, TroubleKind>([
  [401, "signedOut"],
  [402, "licence"],
  [403, "role"],
  [408, "timedOut"],
  [413, "tooLarge"],
  [429, "throttled"],
  [504, "timedOut"],
]);

/** What an answer that is no success means. */
export function kindOf(status: number, code: string, message: string): TroubleKind {
  for (const { statuses, codes, message: words, kind } of REFUSALS) {
    if (!statuses.includes(status)) continue;
    if (codes.length > 0 && !codes.includes(code)) continue;
    if (words === undefined || words.test(message)) return kind;
  }
  return BY_STATUS.get(status) ?? (status >= 500 ? "server" : "refused");
}
