/** Every format, for the shells that offer all of them; the visual takes what it offers from ./index. */
export { toAzureDevOps } from "./azureDevOps";
export { CSV_MARK, csvLine } from "./csv";
export { fileName } from "./fileName";
export { findFormat, FORMAT_IDS, FORMATS, type FormatId, type FormatInfo } from "./formats";
export { toHtml } from "./html";
export { issuesOf, toIssues, type Issue } from "./issue";
export { toJira } from "./jira";
export { toOscal } from "./oscal";
export { externalIdOf, type TicketLookup, type TicketRef } from "./tickets";
export { OPEN_STATES } from "./words";
export { write, writePieces, type WriteOptions } from "./writers";
