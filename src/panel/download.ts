import { fileName, toCsv, toJson, toMarkdown, toXlsx, type ExportOptions } from "../export";
import type { Snapshot } from "../model";
import { text } from "../view/strings";
import type { ExportFormat } from "../view/types";

const TYPES: Readonly<Record<ExportFormat, string>> = {
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  csv: "text/csv;charset=utf-8",
  json: "application/json",
  md: "text/markdown;charset=utf-8",
};

/** Saves the checklists as a file of the browser; returns a line for the reader. */
export async function download(snapshot: Snapshot, format: ExportFormat, options: ExportOptions): Promise<string> {
  const subject = `${snapshot.source.isSample ? "sample " : ""}${options.scope === null ? "service principals" : "checklist"}`;
  const name = fileName(subject, options.generatedAt, format);
  const url = URL.createObjectURL(new Blob([await contentOf(snapshot, format, options)], { type: TYPES[format] }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
  return text("saved", name);
}

async function contentOf(snapshot: Snapshot, format: ExportFormat, options: ExportOptions): Promise<BlobPart> {
  switch (format) {
    case "json":
      return toJson(snapshot, options);
    case "csv":
      return toCsv(snapshot, options);
    case "md":
      return toMarkdown(snapshot, options);
    case "xlsx":
      return (await toXlsx(snapshot, options)) as Uint8Array<ArrayBuffer>;
  }
}
