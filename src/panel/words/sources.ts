/** Texts about sources. */
export const SOURCES = {
  logsPrincipals: "Sign-ins of service principals",
  logsManaged: "Sign-ins of managed identities",
  logsNotCollected:
    "The workspace has no table {0}. In the diagnostic settings of Microsoft Entra ID, send the category {1} to this workspace.",
  logsEmpty:
    "No row of {0} in this range. If there should be some, check that the diagnostic settings of Microsoft Entra ID send the category {1} to this workspace.",
  logsWorkspace: "The workspace's address does not exist: check logAnalyticsWorkspaceId in config.json.",
  logsPartial: "The engine answered in part for {0} to {1}: {2}",
  logsFullHour: "More rows from {0} to {1} than the engine gives out at once; a part of them is missing.",
  filePart: "File {0}",
  fileFailed:
    "{0} {1}. Give a file of sign-ins as CSV, NDJSON or JSON, as Log Analytics, Microsoft Graph or the admin center export them; docs/facts-table.md says which columns it needs.",
  fileGone: "{0} can no longer be read: it was changed, moved or is not allowed to be read. Choose it again.",
  fileDamaged: "{0} cannot be unpacked: its gzip data is damaged or cut off.",
  fileTruncated: "{0} is not complete: {1}.",
  fileUnreadable: "Some bytes of {0} are no text in its encoding; they are shown as \uFFFD.",
  fileIgnored: "Columns that are not used: {0}",
  graphPartSignIns: "Sign-ins of service principals",
  graphPartManagedIdentities: "Sign-ins of managed identities",
  graphPartCredentialUse: "Last use of credentials",
  graphPartApplications: "Applications and their credentials",
  graphPartPrincipals: "Service principals and their credentials",
  graphPartFederated: "Federated credentials",
  graphPartEvidence: "Single sign-ins",
  graphNoPage: "The answer is no page of rows.",
  graphForeignLink: "The address of the next page leads to another host.",
  graphRepeatedLink: "The address of the next page is one that was read already.",
  graphLostPage: "The service no longer knows the next page.",
  graphEmptyPages: "The pages went on without any rows.",
  graphSomeApplications: "{0} applications could not be read.",
} as const;
