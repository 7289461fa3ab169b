import type powerbi from "powerbi-visuals-api";
import { bytesOf, CORE_WRITERS, estimateSize, fileName, HOST_LIMIT, type ExportOptions } from "../export";
import type { Snapshot } from "../model";
import { type StringKey, text } from "../view/strings";
import type { ExportFormat, ExportPermission, NotSaved } from "../view/types";
import { EXPORT_ALLOWED, EXPORT_DISABLED_BY_ADMIN, EXPORT_NOT_DECLARED, EXPORT_NOT_SUPPORTED } from "./constants";

type Downloads = powerbi.extensibility.IDownloadService;

/** A workbook is handed over as text, four characters for three bytes. */
const LIMITS: Readonly<Record<ExportFormat, number>> = {
  xlsx: Math.floor((HOST_LIMIT * 3) / 4),
  csv: HOST_LIMIT,
  json: HOST_LIMIT,
  md: HOST_LIMIT,
};

const REASONS: Readonly<Record<number, StringKey>> = {
  [EXPORT_NOT_DECLARED]: "saveNotDeclared",
  [EXPORT_NOT_SUPPORTED]: "saveNotSupported",
  [EXPORT_DISABLED_BY_ADMIN]: "saveDisabledByAdmin",
};

const refused = (reason: StringKey): ExportPermission => ({ allowed: false, reason: text(reason) });

/** Until the host has answered. */
export const checking = (): ExportPermission => refused("saveChecking");

/** Whether the host lets this visual save files, in words for the reader. */
export async function exportPermission(downloads: Downloads | undefined): Promise<ExportPermission> {
  if (typeof downloads?.exportStatus !== "function") return refused("saveNotSupported");
  try {
    const status = (await downloads.exportStatus()) as number;
    return status === EXPORT_ALLOWED ? { allowed: true, reason: "" } : refused(REASONS[status] ?? "saveNotSupported");
  } catch {
    return refused("saveNoAnswer");
  }
}

interface Kind {
  readonly extension: string;
  /** File type as the download service wants it: `base64` for what is no text. */
  readonly type: string;
  readonly description: StringKey;
}

const KINDS: Readonly<Record<ExportFormat, Kind>> = {
  json: { extension: "json", type: "json", description: "exportJson" },
  csv: { extension: "csv", type: "csv", description: "exportCsv" },
  // The download service knows no Markdown: the text is the same under another ending.
  md: { extension: "txt", type: "txt", description: "fileMarkdown" },
  xlsx: { extension: "xlsx", type: "base64", description: "exportXlsx" },
};

const notSaved = (reason: StringKey): NotSaved => ({ saved: false, line: text(reason) });

/** Writes a file through the host's download service and returns a line that tells the reader what happened. */
export async function saveFile(
  downloads: Downloads | undefined,
  snapshot: Snapshot,
  format: ExportFormat,
  options: ExportOptions,
): Promise<string | NotSaved> {
  if (downloads === undefined) return notSaved("saveNotSupported");
  const write = CORE_WRITERS[format];
  const { fits } =
    options.scope.kind === "case" ? { fits: true } : await estimateSize(write, snapshot, options, LIMITS[format]);
  if (!fits) return notSaved("saveTooLarge");
  const written = await write(snapshot, options);
  const content = typeof written === "string" ? written : base64(written);
  // What was estimated is not yet known.
  if (bytesOf(content) > HOST_LIMIT) return notSaved("saveTooLarge");
  const { extension, type, description } = KINDS[format];
  const subject = options.scope.kind === "case" ? "checklist" : "service-principals";
  const name = fileName(subject, options.generatedAt, extension);
  try {
    const saved = await downloads.exportVisualsContent(content, name, type, text("fileDescription", text(description)));
    return saved ? text("saved", name) : notSaved("saveDeclined");
  } catch {
    return notSaved("saveFailed");
  }
}

function base64(bytes: Uint8Array): string {
  let binary = "";
  for (let i = 0; i < bytes.length; i += 0x8000) binary += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
  return btoa(binary);
}
