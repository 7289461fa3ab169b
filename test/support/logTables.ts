import type { KustoColumn } from "./kusto";

const COMMON =
  "AADTenantId AppId AppOwnerTenantId AuthenticationContextClassReferences AuthenticationProcessingDetails Category " +
  "ClientCredentialType ConditionalAccessAudiences ConditionalAccessPolicies ConditionalAccessStatus CorrelationId " +
  "FederatedCredentialId IPAddress Id Identity Level Location LocationDetails NetworkLocationDetails OperationName " +
  "OperationVersion ResourceDisplayName ResourceGroup ResourceIdentity ResourceOwnerTenantId ResourceServicePrincipalId " +
  "ResultDescription ResultSignature ResultType ServicePrincipalCredentialKeyId ServicePrincipalCredentialThumbprint " +
  "ServicePrincipalId ServicePrincipalName SessionId SourceSystem TenantId Type UniqueTokenIdentifier UserAgent Agent";

const typed = (names: string, type: string): KustoColumn[] => names.split(" ").map((name) => ({ name, type }));
const TIMES = [...typed("TimeGenerated CreatedDateTime", "datetime"), { name: "DurationMs", type: "long" }];

/**
 * Columns of the two tables: MicrosoftDocs/azure-monitor-docs@07974759:articles/azure-monitor/reference/tables
 * (aadserviceprincipalsigninlogs.md, aadmanagedidentitysigninlogs.md), billing columns left out.
 */
export const LOG_TABLES = {
  AADServicePrincipalSignInLogs: [...TIMES, ...typed(`${COMMON} AutonomousSystemNumber`, "string")],
  AADManagedIdentitySignInLogs: [...TIMES, ...typed(`${COMMON} ManagedServiceIdentity SourceAppClientId`, "string")],
} as const;

/** Columns that older and national clouds' copies of the tables lack (docs.azure.cn, the same pages). */
export const NEWER_COLUMNS = [
  "AADTenantId",
  "AppOwnerTenantId",
  "ResourceOwnerTenantId",
  "ClientCredentialType",
  "UserAgent",
];
