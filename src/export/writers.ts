import type { Snapshot } from "../model/types";
import { azureDevOpsPieces, toAzureDevOps } from "./azureDevOps";
import { CORE_WRITERS, type Writer } from "./coreWriters";
import { csvPieces } from "./csv";
import type { ExportOptions } from "./document";
import type { FormatId } from "./formats";
import { htmlPieces, toHtml } from "./html";
import { issuePieces, toIssues } from "./issue";
import { jiraPieces, toJira } from "./jira";
import { jsonPieces } from "./json";
import { markdownPieces } from "./markdown";
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

/** Formats whose text can be longer than a string may be, and than the memory holds. */
const IN_PIECES: Readonly<Partial<Record<FormatId, (snapshot: Snapshot, options: WriteOptions) => Iterable<string>>>> =
  {
    csv: csvPieces,
    json: jsonPieces,
    md: markdownPieces,
    html: htmlPieces,
    github: issuePieces,
    gitlab: issuePieces,
    azuredevops: (snapshot, options) => azureDevOpsPieces(snapshot, options, options.tickets ?? null),
    jira: (snapshot, options) => jiraPieces(snapshot, options, options.tickets ?? null),
  };

/** The content of a file in any format: text, or bytes where the format is binary. */
export async function write(format: FormatId, snapshot: Snapshot, options: WriteOptions): Promise<string | Uint8Array> {
  return WRITERS[format](snapshot, options);
}

/** The same in pieces, in their order, made one after the other where the format allows. */
export async function writePieces(
  format: FormatId,
  snapshot: Snapshot,
  options: WriteOptions,
): Promise<Iterable<string | Uint8Array>> {
  return IN_PIECES[format]?.(snapshot, options) ?? [await write(format, snapshot, options)];
}
