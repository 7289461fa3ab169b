import type { Snapshot } from "../model/types";
import { aboutLine, SAMPLE_WARNING } from "./about";
import { caseView, plainTitle } from "./caseView";
import { frameOf, type ExportDocument, type ExportOptions } from "./document";
import { cut } from "./guard";
import { NO_CASE } from "./markdown";
import { caseLines } from "./markdownCase";
import { escapeMarkdown } from "./markdownText";
import { externalIdOf } from "./tickets";
import { wordedCases, type WordedCase } from "./words";

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
  const frame = frameOf(snapshot, options);
  return [...wordedCases(snapshot, options)].map((worded) => issueOf(worded, frame));
}

/** The bodies of all issues in the scope as one text; a script cuts it at the markers. */
export function toIssues(snapshot: Snapshot, options: ExportOptions): string {
  return [...issuePieces(snapshot, options)].join("");
}

/** The same in pieces. */
export function* issuePieces(snapshot: Snapshot, options: ExportOptions): Generator<string> {
  const frame = frameOf(snapshot, options);
  let before = "";
  for (const worded of wordedCases(snapshot, options)) {
    yield before + issueOf(worded, frame).body;
    before = "\n";
  }
  if (before === "") yield `${NO_CASE}\n\n${escapeMarkdown(aboutLine(frame))}\n`;
}

function issueOf({ principal, found, words }: WordedCase, frame: ExportDocument): Issue {
  const externalId = externalIdOf(found.id);
  const marker = `<!-- service-principal-posture:${externalId} -->`;
  const title = cut(plainTitle(principal, found), LONGEST_TITLE);
  const view = caseView(principal, found, words);
  const body = (withCommands: boolean): string =>
    [
      marker,
      `# ${escapeMarkdown(title)}`,
      "",
      ...(frame.source.isSample ? [`**${SAMPLE_WARNING}**`, ""] : []),
      ...caseLines(view, withCommands),
      "",
      ...(withCommands
        ? []
        : ["The commands are left out, because an issue has no room for them. The Markdown export has them.", ""]),
      `Case: \`${externalId}\` · ${escapeMarkdown(aboutLine(frame))}`,
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
