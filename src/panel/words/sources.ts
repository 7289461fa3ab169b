/** Texts about sources. */
export const SOURCES = {
  graphPartSignIns: "Sign-ins of service principals",
  graphPartManagedIdentities: "Sign-ins of managed identities",
  graphPartCredentialUse: "Last use of credentials",
  graphPartApplications: "Applications and their credentials",
  graphPartPrincipals: "Service principals and their credentials",
  graphPartFederated: "Federated credentials",
  graphPartEvidence: "Single sign-ins",
  graphForeignLink: "The address of the next page leads to another host.",
  graphRepeatedLink: "The address of the next page is one that was read already.",
  graphLostPage: "The service no longer knows the next page.",
  graphEmptyPages: "The pages went on without any rows.",
  graphSomeApplications: "{0} applications could not be read.",
} as const;
