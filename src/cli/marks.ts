import type { MarkEntry, Snapshot } from "../model";
import { STEP_STATES, type Mark } from "../model";
import { Fault } from "./fault";
import { OwnJson } from "./ownJson";
import { oneLine } from "./safe";

/** The marks of a worked checklist, and what of it could not be read, one sentence each. */
export interface MarksFile {
  readonly entries: readonly MarkEntry[];
  readonly problems: readonly string[];
}

/** Reads the marks of a file; `name` ends with the extension that tells its format. Throws a Fault. */
type MarksReader = (bytes: Uint8Array, name: string) => MarksFile | Promise<MarksFile>;

/** Readers by extension: what the program writes and people work in. */
const READERS: Readonly<Record<string, MarksReader>> = { json: marksOfJson };

export async function readMarks(bytes: Uint8Array, name: string): Promise<MarksFile> {
  const extension = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? "";
  const reader = READERS[extension];
  if (reader === undefined) {
    const known = Object.keys(READERS).join(", ");
    throw new Fault(`Marks cannot be read from ${name}: --marks reads ${known} files that this program wrote.`);
  }
  return reader(bytes, name);
}

function marksOfJson(bytes: Uint8Array, name: string): MarksFile {
  const entries: MarkEntry[] = [];
  for (const principal of OwnJson.of(bytes, name).list("principals")) {
    for (const found of principal.list("cases")) {
      for (const step of found.list("checklist")) {
        const mark = markOf(step);
        if (mark !== null) entries.push({ caseId: found.text("id"), step: step.text("step"), mark });
      }
    }
  }
  return { entries, problems: [] };
}

/** Null for a step that nobody marked; what the system completed is found anew in the data. */
function markOf(step: OwnJson): Mark | null {
  const state = step.word("state", STEP_STATES);
  const [note, assignee, due] = [step.laterText("note"), step.laterText("assignee"), step.laterText("due")];
  // Of a step that does not apply, the reason is the program's own.
  const reason = step.flag("applies") ? step.laterText("reason") : "";
  const changedAt = step.time("changedAt");
  if (state === "completedBySystem") return null;
  if (state === "active" && changedAt === null && note === "" && assignee === "" && due === "") return null;
  return { state, changedAt: changedAt ?? 0, note, reason, assignee, ...(due === "" ? {} : { due }) };
}

/** What became of the marks in the data at hand: how many fit, and which no longer do. */
export function marksLines(entries: readonly MarkEntry[], snapshot: Snapshot, problems: readonly string[]): string[] {
  const steps = new Map<string, ReadonlySet<string>>();
  const marked = new Set(entries.map(({ caseId }) => caseId.split("|")[0]));
  for (let index = 0; index < snapshot.columns.count; index++) {
    if (!marked.has(snapshot.columns.id[index])) continue;
    for (const { id, checklist } of snapshot.principal(index).cases) {
      steps.set(id, new Set(checklist.map(({ step }) => step)));
    }
  }
  const lost = entries.filter(({ caseId, step }) => steps.get(caseId)?.has(step) !== true);
  const lines = [`Marks taken up: ${String(entries.length - lost.length)} of ${String(entries.length)}`];
  const byCase = new Map<string, string[]>();
  for (const { caseId, step } of lost) byCase.set(caseId, [...(byCase.get(caseId) ?? []), step]);
  const shown = [...byCase].slice(0, SHOWN).map(([caseId, own]) => {
    const why = steps.has(caseId) ? "its checklist has no longer" : "the case is not in this data:";
    return `  ${oneLine(caseId, 120)}: ${why} ${oneLine(own.join(", "), 80)}`;
  });
  if (byCase.size > SHOWN) shown.push(`  and ${String(byCase.size - SHOWN)} more cases`);
  return [...lines, ...shown, ...problems.slice(0, SHOWN).map((problem) => `  ${oneLine(problem)}`)];
}

const SHOWN = 10;
