import type { ExportOptions } from "../export/document";
import { fileName } from "../export/fileName";
import { findFormat } from "../export/formats";
import type { ScopeKind } from "../export/scope";
import type { Snapshot } from "../model";
import { text } from "../view/strings";
import type { NotSaved, OfferedFormat } from "../view/types";

/** Everything that can be written: the page has no host that would refuse a format. */
export const PANEL_FORMATS: readonly OfferedFormat[] = [
  "xlsx",
  "csv",
  "json",
  "md",
  "github",
  "gitlab",
  "azuredevops",
  "jira",
  "oscal",
  "html",
  "print",
];

const SUBJECTS: Readonly<Record<ScopeKind, string>> = {
  all: "service principals",
  principals: "service principals selected",
  principal: "service principal",
  case: "checklist",
};

/** Two formats with one extension must not have one name. */
const MARKED: Readonly<Partial<Record<OfferedFormat, string>>> = {
  github: "github",
  gitlab: "gitlab",
  azuredevops: "azure devops",
  jira: "jira",
  oscal: "poam",
};

/** Saves the checklists as a file of the browser, or opens the page to print; resolves to a line for the reader. */
export async function saveFile(
  snapshot: Snapshot,
  format: OfferedFormat,
  options: ExportOptions,
): Promise<string | NotSaved> {
  const { write } = await import("../export/all");
  const written = format === "print" ? "html" : format;
  const info = findFormat(written);
  const content = (await write(written, snapshot, options)) as string | Uint8Array<ArrayBuffer>;
  const url = URL.createObjectURL(new Blob([content], { type: info?.mime ?? "" }));
  if (format === "print") return print(url);
  const sample = snapshot.source.isSample ? "sample " : "";
  const subject = `${sample}${SUBJECTS[options.scope.kind]} ${MARKED[format] ?? ""}`;
  const name = fileName(subject, options.generatedAt, info?.extension ?? "txt");
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
  return text("saved", name);
}

/** A page of its own: paper and PDF take nothing of the panel around it. */
function print(url: string): string | NotSaved {
  const tab = window.open(url, "_blank");
  if (tab === null) {
    URL.revokeObjectURL(url);
    return text("printBlocked");
  }
  tab.addEventListener("load", () => {
    URL.revokeObjectURL(url);
    tab.print();
  });
  return text("printOpened");
}
