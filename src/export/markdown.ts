import type { Snapshot } from "../model/types";
import { aboutLines, SAMPLE_WARNING } from "./about";
import { caseView } from "./caseView";
import type { ExportDocument, ExportOptions } from "./document";
import { caseLines } from "./markdownCase";
import { escapeMarkdown, pieceText } from "./markdownText";
import { documentWithWords } from "./words";

export const NO_CASE = "No failing case in this scope.";

/** The checklists as GitHub-flavoured Markdown: one section a case, one task a step that applies. */
export function toMarkdown(snapshot: Snapshot, options: ExportOptions): string {
  const { document, wordsOf } = documentWithWords(snapshot, options);
  const blocks = [head(document)];
  for (const principal of document.principals) {
    for (const found of principal.cases) {
      const view = caseView(principal, found, wordsOf(found.id));
      blocks.push([`## ${view.heading.map(pieceText).join("")}`, "", ...caseLines(view)].join("\n"));
    }
  }
  if (blocks.length === 1) blocks.push(NO_CASE);
  return `${blocks.join("\n\n")}\n`;
}

function head(document: ExportDocument): string {
  return [
    "# Service principal checklists",
    "",
    ...(document.source.isSample ? [`**${SAMPLE_WARNING}**`, ""] : []),
    ...aboutLines(document).map(({ label, value }) => `- ${label}: ${said(value)}`),
    "",
    'A step is done when its box is ticked and what "Done when" names has happened. Only a later successful sign-in proves a case fixed.',
  ].join("\n");
}

/** Scope and source may hold foreign words. */
const said = (value: string | number): string => (typeof value === "number" ? String(value) : escapeMarkdown(value));
