import type powerbi from "powerbi-visuals-api";
import { fileName, toCsv, toJson, toMarkdown, toXlsx, type ExportOptions } from "../export";
import type { Snapshot } from "../model";
import type { ExportFormat, ExportPermission } from "../view/types";
import { EXPORT_ALLOWED, EXPORT_DISABLED_BY_ADMIN, EXPORT_NOT_DECLARED, EXPORT_NOT_SUPPORTED } from "./constants";

type Downloads = powerbi.extensibility.IDownloadService;

const LIMIT = 30 * 1024 * 1024;

const REASONS: Readonly<Record<number, string>> = {
  [EXPORT_NOT_DECLARED]: "This visual was packaged without the permission to save files.",
  [EXPORT_NOT_SUPPORTED]: "Files cannot be saved here. Open the report in the Power BI service or in Power BI Desktop.",
  [EXPORT_DISABLED_BY_ADMIN]:
    "Your Power BI administrator has switched off saving files from visuals. Ask for the tenant setting that allows it.",
};

export const CHECKING: ExportPermission = {
  allowed: false,
  reason: "Asking Power BI whether files may be saved here.",
};

/** Whether the host lets this visual save files, in words for the reader. */
export async function exportPermission(downloads: Downloads | undefined): Promise<ExportPermission> {
  const unsupported: ExportPermission = { allowed: false, reason: REASONS[EXPORT_NOT_SUPPORTED] ?? "" };
  if (typeof downloads?.exportStatus !== "function") return unsupported;
  try {
    const status = (await downloads.exportStatus()) as number;
    return status === EXPORT_ALLOWED
      ? { allowed: true, reason: "" }
      : { allowed: false, reason: REASONS[status] ?? unsupported.reason };
  } catch {
    return {
      allowed: false,
      reason: "Power BI did not answer whether files may be saved. Reload the report to ask again.",
    };
  }
}

interface File {
  readonly content: string;
  readonly extension: string;
  /** File type as the download service wants it: `base64` for what is no text. */
  readonly type: string;
  readonly description: string;
}

/** Writes a file through the host's download service and returns a line that tells the reader what happened. */
export async function saveFile(
  downloads: Downloads | undefined,
  snapshot: Snapshot,
  format: ExportFormat,
  options: ExportOptions,
): Promise<string> {
  if (downloads === undefined) return REASONS[EXPORT_NOT_SUPPORTED] ?? "";
  const { content, extension, type, description } = await fileOf(snapshot, format, options);
  if (content.length > LIMIT) {
    return "The file is larger than the 30 MB that Power BI saves. Export one checklist instead of all.";
  }
  const name = fileName(options.scope === null ? "service-principals" : "checklist", options.generatedAt, extension);
  try {
    const saved = await downloads.exportVisualsContent(content, name, type, description);
    return saved ? `Saved ${name}` : "Power BI did not save the file: it was declined or is not allowed here.";
  } catch {
    return "Power BI could not save the file. Try again, or export one checklist instead of all.";
  }
}

async function fileOf(snapshot: Snapshot, format: ExportFormat, options: ExportOptions): Promise<File> {
  switch (format) {
    case "json":
      return { content: toJson(snapshot, options), extension: "json", type: "json", description: "Checklists as JSON" };
    case "csv":
      return { content: toCsv(snapshot, options), extension: "csv", type: "csv", description: "Checklists as CSV" };
    case "md":
      // The download service knows no Markdown: the text is the same under another ending.
      return {
        content: toMarkdown(snapshot, options),
        extension: "txt",
        type: "txt",
        description: "Checklists as Markdown text",
      };
    case "xlsx":
      return {
        content: base64(await toXlsx(snapshot, options)),
        extension: "xlsx",
        type: "base64",
        description: "Checklists as Excel workbook",
      };
  }
}

function base64(bytes: Uint8Array): string {
  let binary = "";
  for (let i = 0; i < bytes.length; i += 0x8000) binary += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
  return btoa(binary);
}
