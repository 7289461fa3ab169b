import type { Snapshot } from "../model/types";
import { toAzureDevOps } from "./azureDevOps";
import { CORE_WRITERS, type Writer } from "./coreWriters";
import type { ExportOptions } from "./document";
import type { FormatId } from "./formats";
import { toHtml } from "./html";
import { toIssues } from "./issue";
import { toJira } from "./jira";
import { toOscal } from "./oscal";
import type { TicketLookup } from "./tickets";

/** Options of an export with what only trackers' formats use: the tickets that exist already. */
export interface WriteOptions extends ExportOptions {
  readonly tickets?: TicketLookup | null;
}

const WRITERS: Readonly<Record<FormatId, (snapshot: Snapshot, options: WriteOptions) => ReturnType<Writer>>> = {
  ...CORE_WRITERS,
  html: toHtml,
  github: toIssues,
  gitlab: toIssues,
  azuredevops: (snapshot, options) => toAzureDevOps(snapshot, options, options.tickets ?? null),
  jira: (snapshot, options) => toJira(snapshot, options, options.tickets ?? null),
  oscal: toOscal,
};

/** The content of a file in any format: text, or bytes where the format is binary. */
export async function write(format: FormatId, snapshot: Snapshot, options: WriteOptions): Promise<string | Uint8Array> {
  return WRITERS[format](snapshot, options);
}
