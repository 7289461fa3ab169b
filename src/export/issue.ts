import type { Snapshot } from "../model/types";
import { aboutLine, SAMPLE_WARNING } from "./about";
import { caseView, plainTitle } from "./caseView";
import type { ExportDocument, ExportOptions } from "./document";
import { cut } from "./guard";
import { NO_CASE } from "./markdown";
import { caseLines } from "./markdownCase";
import { escapeMarkdown } from "./markdownText";
import { externalIdOf, ticketCases, type TicketCase } from "./tickets";
import { documentWithWords, type WordsOf } from "./words";

/** What GitHub takes as the body of an issue, in characters; GitLab takes more. */
const LONGEST_BODY = 65_536;
const LONGEST_TITLE = 250;

/** An issue for GitHub or GitLab. */
export interface Issue {
  readonly externalId: string;
  /** The first line of the body: whoever finds it in an issue updates that one instead of opening another. */
  readonly marker: string;
  readonly title: string;
  readonly body: string;
  /** False where a later sign-in has verified the case. */
  readonly open: boolean;
}

/** One issue a case: the same case has the same marker in every export. */
export function issuesOf(snapshot: Snapshot, options: ExportOptions): Issue[] {
  const { document, wordsOf } = documentWithWords(snapshot, options);
  return ticketCases(document.principals).map((ticket) => issueOf(ticket, document, wordsOf));
}

/** The bodies of all issues in the scope as one text; a script cuts it at the markers. */
export function toIssues(snapshot: Snapshot, options: ExportOptions): string {
  const { document, wordsOf } = documentWithWords(snapshot, options);
  const bodies = ticketCases(document.principals).map((ticket) => issueOf(ticket, document, wordsOf).body);
  return bodies.length === 0 ? `${NO_CASE}\n\n${escapeMarkdown(aboutLine(document))}\n` : bodies.join("\n");
}

function issueOf({ principal, found }: TicketCase, document: ExportDocument, wordsOf: WordsOf): Issue {
  const externalId = externalIdOf(found.id);
  const marker = `<!-- service-principal-posture:${externalId} -->`;
  const title = cut(plainTitle(principal, found), LONGEST_TITLE);
  const view = caseView(principal, found, wordsOf(found.id));
  const body = (withCommands: boolean): string =>
    [
      marker,
      `# ${escapeMarkdown(title)}`,
      "",
      ...(document.source.isSample ? [`**${SAMPLE_WARNING}**`, ""] : []),
      ...caseLines(view, withCommands),
      "",
      ...(withCommands
        ? []
        : ["The commands are left out, because an issue has no room for them. The Markdown export has them.", ""]),
      `Case: \`${externalId}\` · ${escapeMarkdown(aboutLine(document))}`,
      "",
    ].join("\n");
  const whole = body(true);
  return {
    externalId,
    marker,
    title,
    body: whole.length <= LONGEST_BODY ? whole : body(false),
    open: found.verification !== "verified",
  };
}
