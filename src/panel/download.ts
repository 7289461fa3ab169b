import { CORE_WRITERS, fileName, findFormat, type ExportOptions } from "../export";
import type { Snapshot } from "../model";
import { text } from "../view/strings";
import type { ExportFormat } from "../view/types";

/** Saves the checklists as a file of the browser; returns a line for the reader. */
export async function download(snapshot: Snapshot, format: ExportFormat, options: ExportOptions): Promise<string> {
  const subject = `${snapshot.source.isSample ? "sample " : ""}${options.scope.kind === "case" ? "checklist" : "service principals"}`;
  const name = fileName(subject, options.generatedAt, format);
  const content = (await CORE_WRITERS[format](snapshot, options)) as string | Uint8Array<ArrayBuffer>;
  const url = URL.createObjectURL(new Blob([content], { type: findFormat(format)?.mime ?? "" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
  return text("saved", name);
}
