import type { ReadMark, UnmatchedMark } from "../export/read";
import { standingOf } from "../model/standing";
import type { MarkLookup } from "../model";
import type { Problem, Snapshot } from "../model/types";
import type { TakenUp } from "./marks";
import { grouped } from "./progress";
import { oneLine } from "./safe";

/** Entries of one kind that are told. */
const TOLD = 10;

/** What became of the marks of worked checklists, in plain words. */
export function marksLines(taken: readonly TakenUp[], snapshot: Snapshot, marks: MarkLookup): string[] {
  return [...taken.flatMap(fileLines), ...cameBackLines(taken, snapshot, marks)];
}

function fileLines({ name, read, given, replaced, hasUnreadable }: TakenUp): string[] {
  const counts = [
    `${grouped(given.applied.length)} applied${replaced === 0 ? "" : ` (${grouped(replaced)} in place of an earlier file's)`}`,
    ...counted(given.unchanged.length, "unchanged"),
    ...counted(given.newerHere.length, "older than an earlier file's"),
    ...counted(given.unmatched.length, given.unmatched.length === 1 ? "fits nothing any more" : "fit nothing any more"),
  ];
  const file = oneLine(name);
  return [
    `Marks of ${file}: ${counts.join(", ")}`,
    ...(read.generatedAt === null && read.entries.some(({ mark }) => mark.changedAt === null)
      ? ["  It does not say when it was written: marks without a time count as set now."]
      : []),
    ...(hasUnreadable ? ["  It is not UTF-8 or UTF-16 throughout; some notes are damaged. Save it as CSV UTF-8."] : []),
    ...group("Older than an earlier file's, not applied", given.newerHere.map(markText)),
    ...group("Fit nothing any more", given.unmatched.map(unmatchedText), "--unmatched writes all of them"),
    ...group("Could not be read", read.problems.map(problemText), "", read.problemCount),
  ];
}

/** Steps that had been put aside and are open again; the result has them as active. */
function cameBackLines(taken: readonly TakenUp[], snapshot: Snapshot, marks: MarkLookup): string[] {
  const cases = new Set(taken.flatMap(({ given }) => given.applied.map(({ caseId }) => caseId)));
  const principals = new Set<string>();
  // A principal's key may hold the sign that parts a case id, so every beginning counts.
  for (const id of cases)
    for (let at = id.indexOf("|"); at >= 0; at = id.indexOf("|", at + 1)) principals.add(id.slice(0, at));
  const lines: string[] = [];
  for (let index = 0; index < snapshot.columns.count; index++) {
    if (!principals.has(snapshot.columns.id[index] ?? "")) continue;
    for (const found of snapshot.principal(index).cases) {
      if (!cases.has(found.id)) continue;
      for (const step of found.checklist) {
        const { cameBack, reason } = standingOf(marks(found.id, step.step), step, found.verification);
        if (cameBack) lines.push(`${placeText(found.id, step.step)}: ${oneLine(reason)}`);
      }
    }
  }
  return group("Put aside, and active again since the case failed again", lines);
}

function group(title: string, entries: readonly string[], hint = "", total = entries.length): string[] {
  if (total === 0) return [];
  const rest = total - Math.min(TOLD, entries.length);
  return [
    `  ${title} (${grouped(total)})`,
    ...entries.slice(0, TOLD).map((entry) => `    ${entry}`),
    ...(rest > 0 ? [`    and ${grouped(rest)} more${hint === "" ? "" : ` (${hint})`}`] : []),
  ];
}

const counted = (count: number, words: string): string[] => (count === 0 ? [] : [`${grouped(count)} ${words}`]);
const placeText = (caseId: string, step: string): string => `${oneLine(caseId, 120)}, ${oneLine(step, 40)}`;

function markText({ caseId, step, mark, untold }: ReadMark): string {
  const { note = "", reason = "", assignee = "", due = "" } = mark;
  const said = Object.entries({ note, reason, assignee, due }).filter(([, text]) => text !== "");
  const state = untold.includes("state") ? [] : [mark.state];
  return `${placeText(caseId, step)}: ${[...state, ...said.map(([name, text]) => `${name} ${JSON.stringify(oneLine(text, 60))}`)].join(", ")}`;
}

function unmatchedText({ entry, reason }: UnmatchedMark): string {
  return `${markText(entry)}. ${reason}`;
}

function problemText({ row, field, value, reason }: Problem): string {
  const place = [row > 0 ? `row ${grouped(row)}` : "", oneLine(field, 80)].filter((text) => text !== "").join(", ");
  return `${place === "" ? "" : `${place}: `}${oneLine(reason)}${value === "" ? "" : ` (${JSON.stringify(oneLine(value, 60))})`}`;
}
