/**
 * Texts about signing in. {0} is filled in. What scopes allow: display names of delegated permissions in "Microsoft Graph
 * permissions reference"; framing: sign-in pages send headers that forbid it; the link of an administrator: "Admin consent
 * on the Microsoft identity platform" (Microsoft Learn).
 */
export const SESSION = {
  sessionSignedOut: "Sign in to see your tenant",
  sessionSignedOutHelp: "The page reads with your own account. It keeps nothing on a server: there is none.",
  sessionAsks: "It asks for permission to read, and for nothing else:",
  sessionScopeAuditLogReadAll: "Read audit log data, which sign-in logs are part of",
  sessionScopeApplicationReadAll: "Read applications and service principals with their credentials",
  sessionScopeDirectoryRecommendationsReadAll: "Read recommendations for the directory",
  sessionScopeDataRead: "Query the Log Analytics workspace",
  sessionScopeReportReadAll: "View the Power BI report",
  sessionSignIn: "Sign in",
  sessionLeaves: "You leave this page for {0} and come back to where you are.",
  sessionTenant: "Tenant",

  sessionFramed: "Open in a new tab to sign in",
  sessionFramedHelp: "This page is shown inside another one, and sign-in pages refuse to open there.",

  sessionChoose: "Choose an account",
  sessionChooseHelp: "Several accounts of this tenant are signed in.",
  sessionOtherAccount: "Use another account",
  sessionSignOut: "Sign out",
  sessionSignedInAs: "Signed in as {0}",

  sessionWrongTenant: "This account belongs to another tenant",
  sessionWrongTenantHelp: "{0} is no account of the tenant below, and this page reads no other one.",
  sessionWrongTenantNobody:
    "You signed in with an account that is not of the tenant below, and this page reads no other one.",

  sessionConsent: "A permission is missing: {0}",
  sessionConsentHelp:
    "The tenant has not allowed this application to read with it. Whoever may allow applications for the whole tenant can do so with this link:",
  sessionConsentLink: "Link for an administrator",
  sessionConsentRole: "Your account also needs a role, for example {0}.",
  sessionConsentAsk: "Ask for the permission",
  sessionCopy: "Copy the link",
  sessionCopied: "Copied",

  sessionFailed: "Signing in failed",
  sessionFailedOffline: "The sign-in service could not be reached. Check the network, then try again.",
  sessionFailedRefused: "The sign-in service refused the request. The details help whoever looks after this page.",
  sessionFailedServer: "The sign-in service answered with an error. Support finds the request by its id.",
  sessionCode: "Code",
  sessionRequestId: "Correlation id",
  sessionDetail: "The service says",
} as const;
