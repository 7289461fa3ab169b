import type powerbi from "powerbi-visuals-api";
import { fileName, toCsv, toJson, toMarkdown, toXlsx, type ExportOptions } from "../export";
import type { Snapshot } from "../model";
import { type StringKey, text } from "../view/strings";
import type { ExportFormat, ExportPermission, NotSaved } from "../view/types";
import { EXPORT_ALLOWED, EXPORT_DISABLED_BY_ADMIN, EXPORT_NOT_DECLARED, EXPORT_NOT_SUPPORTED } from "./constants";

type Downloads = powerbi.extensibility.IDownloadService;

const LIMIT = 30 * 1024 * 1024;

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

interface File {
  readonly content: string;
  readonly extension: string;
  /** File type as the download service wants it: `base64` for what is no text. */
  readonly type: string;
  readonly description: string;
}

const notSaved = (reason: StringKey): NotSaved => ({ saved: false, line: text(reason) });

/** Writes a file through the host's download service and returns a line that tells the reader what happened. */
export async function saveFile(
  downloads: Downloads | undefined,
  snapshot: Snapshot,
  format: ExportFormat,
  options: ExportOptions,
): Promise<string | NotSaved> {
  if (downloads === undefined) return notSaved("saveNotSupported");
  const { content, extension, type, description } = await fileOf(snapshot, format, options);
  if (content.length > LIMIT) {
    return notSaved("saveTooLarge");
  }
  const name = fileName(options.scope === null ? "service-principals" : "checklist", options.generatedAt, extension);
  try {
    const saved = await downloads.exportVisualsContent(content, name, type, description);
    return saved ? text("saved", name) : notSaved("saveDeclined");
  } catch {
    return notSaved("saveFailed");
  }
}

const described = (kind: StringKey): string => text("fileDescription", text(kind));

async function fileOf(snapshot: Snapshot, format: ExportFormat, options: ExportOptions): Promise<File> {
  switch (format) {
    case "json":
      return {
        content: toJson(snapshot, options),
        extension: "json",
        type: "json",
        description: described("exportJson"),
      };
    case "csv":
      return { content: toCsv(snapshot, options), extension: "csv", type: "csv", description: described("exportCsv") };
    case "md":
      // The download service knows no Markdown: the text is the same under another ending.
      return {
        content: toMarkdown(snapshot, options),
        extension: "txt",
        type: "txt",
        description: described("fileMarkdown"),
      };
    case "xlsx":
      return {
        content: base64(await toXlsx(snapshot, options)),
        extension: "xlsx",
        type: "base64",
        description: described("exportXlsx"),
      };
  }
}

function base64(bytes: Uint8Array): string {
  let binary = "";
  for (let i = 0; i < bytes.length; i += 0x8000) binary += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
  return btoa(binary);
}
