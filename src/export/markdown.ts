import type { Snapshot } from "../model/types";
import { aboutLines, SAMPLE_WARNING } from "./about";
import { caseView } from "./caseView";
import { frameOf, type ExportDocument, type ExportOptions } from "./document";
import { caseLines } from "./markdownCase";
import { escapeMarkdown, pieceText } from "./markdownText";
import { wordedCases } from "./words";

export const NO_CASE = "No failing case in this scope.";

/** The checklists as GitHub-flavoured Markdown: one section a case, one task a step that applies. */
export function toMarkdown(snapshot: Snapshot, options: ExportOptions): string {
  return [...markdownPieces(snapshot, options)].join("");
}

/** The same in pieces. */
export function* markdownPieces(snapshot: Snapshot, options: ExportOptions): Generator<string> {
  yield `${head(frameOf(snapshot, options))}\n`;
  let isEmpty = true;
  for (const { principal, found, words } of wordedCases(snapshot, options)) {
    const view = caseView(principal, found, words);
    yield ["", `## ${view.heading.map(pieceText).join("")}`, "", ...caseLines(view), ""].join("\n");
    isEmpty = false;
  }
  if (isEmpty) yield `\n${NO_CASE}\n`;
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
