/**
 * What can stand between the reader and the data, and what to do about it. {0} is the part of the data, {1} the scope or
 * role, {2} the source. Roles and licences: Microsoft Learn, "List signIns" (permissions), "Grant tenant-wide admin
 * consent to an application"; consent of delegated permissions can be granted by a Cloud Application Administrator.
 */
export const TROUBLES = {
  troubleSignedOut: "Your sign-in has ended",
  troubleSignedOutHelp: "Sign in again: you come back to where you are.",
  troubleConsent: "A permission is missing: {1}",
  troubleConsentHelp:
    "Nobody has allowed this application to read with {1} yet. An administrator, for example a Cloud Application Administrator, can allow it for everybody: send them the link.",
  troubleConsentRole: "Your account also needs a role: {0}.",
  troubleRole: "Your account lacks a role",
  troubleRoleHelp:
    "The application may read, but your account may not. The role {1} would do. Ask whoever assigns roles, then sign in again.",
  troubleLicence: "The licence does not include these logs",
  troubleLicenceHelp:
    "Microsoft Graph gives out sign-in logs with Microsoft Entra ID P1 or P2. A file of exported sign-ins can be opened without it.",
  troubleWrongTenant: "This account belongs to another tenant",
  troubleWrongTenantHelp: "This page is set up for one tenant only. Sign in with an account of that tenant.",
  troubleThrottled: "The service asks to wait",
  troubleThrottledHelp:
    "It answers only so many requests at a time, from everybody in the tenant together. Wait a little, then go on.",
  troubleOffline: "There is no connection",
  troubleOfflineHelp:
    "The service could not be reached. Check the network, a proxy or a blocker in the browser, then try again.",
  troubleServer: "The service answered with an error",
  troubleServerHelp: "It is a fault of the service, and often a passing one. Support finds the request by its id.",
  troubleNotInCloud: "Not offered in this cloud",
  troubleNotInCloudHelp: "The cloud of your tenant does not have this part. Everything else is shown without it.",
  troubleNotCollected: "Not collected in the workspace",
  troubleNotCollectedHelp: "Ask whoever manages these settings, then try again. Rows come some minutes later.",
  troubleTooLarge: "The result is too large",
  troubleTooLargeHelp: "The engine gives out only so much at once. A shorter range has fewer rows.",
  troubleTimedOut: "The service took too long",
  troubleTimedOutHelp: "Try again, or choose a shorter range: it is answered sooner.",
  troubleBrokenChain: "The service broke off between two pages",
  troubleBrokenChainHelp: "What came before is kept. Going on asks for the rest only.",
  troubleRefused: "The request was refused",
  troubleRefusedHelp:
    "Trying again would be refused again: this is a fault of the configuration or of this page. The details help whoever looks after it.",
  troubleCancelled: "Loading was cancelled",
  troubleCancelledHelp: "What came before is kept.",

  troubleIn: "{0}: {1}",
  troublePart: "Missing",
  troubleScope: "Permission",
  troubleRoleName: "Role",
  troubleStatus: "Status",
  troubleCode: "Code",
  troubleRequestId: "Request id",
  troubleDetail: "Message",
  troubleRetryIn: "Try again in {0}.",
  troubleMore: "and {0} more",
  troubleNoJson: "This is no answer of the service but {0}: a proxy or a sign-in page of the network may have sent it.",
  troubleBrokeOff: "The answer broke off.",

  stateEmpty: "No sign-ins of service principals",
  stateEmptyHelp: "The source has none from {0} to {1}. A new tenant has none, and logs arrive some minutes late.",
  stateLastChecked: "Last checked {0}.",
  stateNoFailures: "No sign-in failed in this range.",
  stateStale: "Loaded {0} ago. Older than {1} min counts as stale.",
  statePartial: "Incomplete: {2} ({0} of {1} parts).",
  stateCause: "{0}.",
  stateFormer: "What is shown was loaded before.",
  stateMissing: "Not everything was loaded: {0}.",
  stateDetails: "Details",
  stateWhy: "Incomplete: {0}",

  actAgain: "Try again",
  actResume: "Go on",
  actSignIn: "Sign in",
  actConsent: "Ask for consent",
  actConsentLink: "Copy link for an administrator",
  actOtherAccount: "Use another account",
  actDetails: "Copy details",
  actShorter: "Load {0} days instead",
  actLonger: "Load {0} days instead",
  actSample: "Show sample data",
  actFile: "Open a file …",
  actPaste: "Paste an error",
} as const;
