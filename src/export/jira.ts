import type { Snapshot } from "../model/types";
import { aboutLine, SAMPLE_WARNING } from "./about";
import { caseView, plainTitle, type CaseView, type Line, type Piece, type StepView } from "./caseView";
import { CSV_MARK, csvLine } from "./csv";
import { frameOf, type ExportOptions } from "./document";
import { cut, visible } from "./guard";
import { dueOf, externalIdOf, LABEL, type TicketLookup } from "./tickets";
import { wordedCases } from "./words";

const LONGEST_SUMMARY = 250;
/** What a description of Jira holds where nobody has changed its limit. */
const LONGEST_DESCRIPTION = 32_767;

/**
 * Issues for the CSV import of Jira, one a case, in its wiki markup. An administrator's import updates by issue key:
 * with `tickets` the rows of known cases carry it. Commands are left out, because a description has no room for them.
 */
export function toJira(snapshot: Snapshot, options: ExportOptions, tickets: TicketLookup | null = null): string {
  return [...jiraPieces(snapshot, options, tickets)].join("");
}

/** The same in pieces. */
export function* jiraPieces(
  snapshot: Snapshot,
  options: ExportOptions,
  tickets: TicketLookup | null,
): Generator<string> {
  const frame = frameOf(snapshot, options);
  const about = `${frame.source.isSample ? `*${SAMPLE_WARNING}* ` : ""}${escapeWiki(aboutLine(frame))}`;
  const titles = ["Summary", "Issue Type", "Description", "Labels", "Labels", "Due Date", "External id"];
  yield CSV_MARK + csvLine([...(tickets === null ? [] : ["Issue Key"]), ...titles]);
  for (const { principal, found, words } of wordedCases(snapshot, options)) {
    const externalId = externalIdOf(found.id);
    const ticket = tickets?.(externalId) ?? null;
    // First, so that a cut at the end takes the last steps and not what the ticket rests on.
    const text = `${about}\n\n${wiki(caseView(principal, found, words))}`;
    yield csvLine([
      ...(tickets === null ? [] : [ticket?.id ?? ""]),
      cut(plainTitle(principal, found), LONGEST_SUMMARY),
      ticket?.type === undefined || ticket.type === "" ? "Task" : ticket.type,
      cut(text, LONGEST_DESCRIPTION),
      LABEL,
      externalId,
      dueOf(found) ?? "",
      externalId,
    ]);
  }
}

function wiki(view: CaseView): string {
  return [
    ...view.facts.map((line) => `* ${said(line)}`),
    "",
    ...(view.causes.length === 0 ? [] : ["*Causes*"]),
    ...view.causes.flatMap(({ head, lines }) => [`* ${pieces(head)}`, ...lines.map((line) => `** ${said(line)}`)]),
    "",
    `*Checklist: ${String(view.done)} of ${String(view.total)} done* (the commands are in the Markdown, Excel and JSON exports)`,
    ...view.steps.flatMap(stepWiki),
  ].join("\n");
}

function stepWiki(step: StepView): string[] {
  const box = !step.applies ? "–" : step.done ? "☑" : "☐";
  return [
    `* ${box} *${escapeWiki(step.title)}* (${escapeWiki(step.id)})${step.applies ? "" : ": does not apply"}`,
    ...[...step.lines, ...step.after].map((line) => `** ${said(line)}`),
  ];
}

const said = ({ label, pieces: all }: Line): string => (label === "" ? pieces(all) : `${label}: ${pieces(all)}`);
const pieces = (all: readonly Piece[]): string =>
  all.map(({ kind, text }) => (kind === "strong" ? `*${escapeWiki(text)}*` : escapeWiki(text))).join("");

/** Text that wiki markup shows as it is: no macro, link, mention, image or table comes to life. */
export function escapeWiki(text: string): string {
  return visible(text)
    .replace(/\s+/g, " ")
    .replace(/[\\{}[\]*_^~!|?+]|(?<![A-Za-z0-9])-|-(?![A-Za-z0-9])/g, "\\$&")
    .replace(/:\/\//g, ": //")
    .replace(/\b(mailto|www)(?=[:.])/gi, "$1 ");
}
