import type { Snapshot } from "../model/types";
import { aboutLine, SAMPLE_WARNING } from "./about";
import { caseView, plainTitle, type CaseView, type Line, type Piece, type StepView } from "./caseView";
import { CSV_MARK, csvLine } from "./csv";
import { frameOf, type ExportOptions } from "./document";
import { cut, encodeSigns } from "./guard";
import { escapeHtml } from "./html";
import { externalIdOf, LABEL, type TicketLookup } from "./tickets";
import { wordedCases } from "./words";

const LONGEST_TITLE = 250;

/**
 * Work items for the CSV import of Azure Boards, one a case. Azure Boards updates by its own ID only: with `tickets` the
 * rows of known cases carry it, with their type and state left as they are there. Without, every row is a new item.
 */
export function toAzureDevOps(snapshot: Snapshot, options: ExportOptions, tickets: TicketLookup | null = null): string {
  return [...azureDevOpsPieces(snapshot, options, tickets)].join("");
}

/** The same in pieces. */
export function* azureDevOpsPieces(
  snapshot: Snapshot,
  options: ExportOptions,
  tickets: TicketLookup | null,
): Generator<string> {
  const frame = frameOf(snapshot, options);
  const about = `<p>${frame.source.isSample ? `<b>${SAMPLE_WARNING}</b> ` : ""}${escapeHtml(aboutLine(frame))}</p>`;
  const known = tickets === null ? [] : ["ID"];
  const titles = ["Work Item Type", "Title", ...(tickets === null ? [] : ["State"]), "Description", "Tags"];
  yield CSV_MARK + csvLine([...known, ...titles]);
  for (const { principal, found, words } of wordedCases(snapshot, options)) {
    const externalId = externalIdOf(found.id);
    const ticket = tickets?.(externalId) ?? null;
    const description = encodeSigns(`${html(caseView(principal, found, words))}${about}`);
    yield csvLine([
      ...(tickets === null ? [] : [ticket?.id ?? ""]),
      // "Task" exists in every process that Azure DevOps brings.
      ticket?.type === undefined || ticket.type === "" ? "Task" : ticket.type,
      cut(plainTitle(principal, found), LONGEST_TITLE),
      ...(tickets === null ? [] : [ticket?.state ?? ""]),
      description,
      `${LABEL}; ${externalId}`,
    ]);
  }
}

/** Simple HTML on one line, for a field that keeps paragraphs, lists and code. */
function html(view: CaseView): string {
  return [
    `<ul>${view.facts.map(item).join("")}</ul>`,
    ...(view.causes.length === 0 ? [] : ["<p><b>Causes</b></p><ul>"]),
    ...view.causes.map(({ head, lines }) => `<li>${pieces(head)}<ul>${lines.map(item).join("")}</ul></li>`),
    ...(view.causes.length === 0 ? [] : ["</ul>"]),
    `<p><b>Checklist: ${String(view.done)} of ${String(view.total)} done</b></p>`,
    `<ul>${view.steps.map(stepHtml).join("")}</ul>`,
  ].join("");
}

function stepHtml(step: StepView): string {
  const box = !step.applies ? "–" : step.done ? "☑" : "☐";
  const head = `${box} <b>${escapeHtml(step.title)}</b> <code>${escapeHtml(step.id)}</code>${step.applies ? "" : ": does not apply"}`;
  const commands = step.commands
    .map((command) => `<pre>${escapeHtml(command).replace(/\r\n|\r|\n/g, "<br>")}</pre>`)
    .join("");
  return `<li>${head}<ul>${step.lines.map(item).join("")}</ul>${commands}<ul>${step.after.map(item).join("")}</ul></li>`;
}

const item = ({ label, pieces: all }: Line): string =>
  `<li>${label === "" ? "" : `${escapeHtml(label)}: `}${pieces(all)}</li>`;
const pieces = (all: readonly Piece[]): string => all.map(piece).join("");

function piece({ kind, text }: Piece): string {
  const safe = escapeHtml(text);
  return kind === "strong" ? `<b>${safe}</b>` : kind === "id" ? `<code>${safe}</code>` : safe;
}
