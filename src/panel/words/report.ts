/** Texts about the embedded report. What they say about roles and licences has its sources in docs/panel-report.md. */
export const REPORT = {
  reportTab: "Report",
  reportFrame: "Power BI report {0}",
  reportPart: "The Power BI report",
  reportRole: "Viewer of the workspace",
  reportOpenInPowerBi: "Open in Power BI",
  reportFollow: "Selecting opens the principal in the panel",
  reportFiltered: "Filtered to {0}",
  reportBack: "Back to the principal",
  reportShowAll: "Show all principals",
  reportNoticeClose: "Close this notice",

  reportLoadingViewer: "Loading the Power BI viewer…",
  reportLoadingReport: "Loading the report…",
  reportLoaded: "The report is ready.",
  reportShowing: "The report shows {0}.",
  reportShowingAll: "The report shows all principals.",
  reportOpened: "The principal that was selected in the report is open.",
  reportNotLoaded: "The principal selected in the report, {0}, is not in the data that the panel has loaded.",
  reportNoColumn:
    "The report could not be filtered: no column with the service principal's id was found. Select a principal in the report once, or name “table” and “column” under “report” in config.json.",
  reportNoPage: "The report has no page “{0}”, which config.json names. The filter was set on the page that is open.",
  reportFilterFailed: "The report did not take the filter.",
  reportVisualFault: "The report has a problem: {0}",
  reportRenewFailed: "The sign-in for the report could not be renewed. The report stops answering when it ends.",

  reportRetry: "Try again",
  reportSignIn: "Sign in again",
  reportConsent: "Ask for consent",
  reportDetails: "Details",
  reportCodeLabel: "Code",
  reportStatusLabel: "Status",
  reportRequestLabel: "Request id",
  reportScopeLabel: "Scope",
  reportRoleLabel: "Role",
  reportMessageLabel: "Message",

  reportSignedOutTitle: "Your sign-in for Power BI has ended",
  reportSignedOutAdvice: "Sign in again; the report comes back where this page is.",
  reportConsentTitle: "The panel may not read reports yet",
  reportConsentAdvice:
    "Your tenant has not allowed this program to read Power BI reports in your name. Ask for consent, or have an administrator grant the scope below to the panel's app registration.",
  reportRoleTitle: "You have no access to this report",
  reportRoleAdvice:
    "Ask an admin of the workspace for the role below, or for the report to be shared with you. If the report opens for you in Power BI itself, the workspace id in config.json may be another one.",
  reportLicenceTitle: "Your licence does not open this report",
  reportLicenceAdvice:
    "Viewing needs a Power BI Pro or Premium Per User licence, unless the workspace is in a capacity that lets free users read (F64 or larger, or Premium). Ask who assigns licences in your tenant, or have the workspace moved.",
  reportNotFoundTitle: "There is no such report",
  reportNotFoundAdvice:
    "Power BI knows no report with this id in this workspace. It was deleted or moved, or an id in config.json is wrong: both are in the report's address, …/groups/{workspace}/reports/{report}.",
  reportCapacityTitle: "The report cannot reach its data",
  reportCapacityAdvice:
    "The capacity of the workspace may be paused or deleted, or the semantic model is gone. Its administrator can resume it; then try again.",
  reportAddressTitle: "Power BI named an address that is not opened",
  reportAddressAdvice:
    "The report would be embedded from another host than the one of your cloud, {0}. Check “cloud” in config.json; if it is right, report this to whoever runs the panel.",
  reportEmbedTitle: "Power BI could not show the report",
  reportEmbedAdvice:
    "Open it in Power BI: where it fails there too, the report itself needs repair. Else try again, and give the details below to support.",
  reportOfflineTitle: "No connection",
  reportOfflineAdvice: "The report loads by itself as soon as this device is online again.",
  reportThrottledTitle: "Power BI asks to wait",
  reportThrottledAdvice: "Too many requests were sent. Try again in a minute.",
  reportServerTitle: "Power BI answered with an error",
  reportServerAdvice: "This is most often over soon. Try again; if it stays, give the details below to support.",
  reportTimedOutTitle: "The report did not answer",
  reportTimedOutAdvice:
    "The page of Power BI did not load within a minute. A proxy, an extension, or headers of this site without “frame-src https://{0}” may hold it back.",
  reportRefusedTitle: "Power BI refused the request",
  reportRefusedAdvice: "Check the ids of the workspace and the report in config.json.",
  reportWrongTenantTitle: "This account is of another tenant",
  reportWrongTenantAdvice: "Sign in with an account of the tenant that the panel is configured for.",
  reportNotInCloudTitle: "No Power BI is known for this cloud",
  reportNotInCloudAdvice:
    "No document names its hosts, so nothing is embedded. The list and the checklists work without it.",
} as const;
