/** Every format, for the shells that offer all of them; the visual takes what it offers from ./index. */
export { toAzureDevOps } from "./azureDevOps";
export { findFormat, FORMAT_IDS, FORMATS, type FormatId, type FormatInfo } from "./formats";
export { toHtml } from "./html";
export { issuesOf, toIssues, type Issue } from "./issue";
export { toJira } from "./jira";
export { toOscal } from "./oscal";
export type { TicketLookup, TicketRef } from "./tickets";
export { write, type WriteOptions } from "./writers";
