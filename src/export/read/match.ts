import type { Mark, MarkEntry, MarkLookup } from "../../model/marks";
import type { Snapshot } from "../../model/types";
import { visible } from "../guard";
import type { MarksRead, ReadMark } from "./types";

/** A mark of a file that fits nothing that is loaded now; kept with what it said. */
export interface UnmatchedMark {
  readonly entry: ReadMark;
  /** One sentence. */
  readonly reason: string;
}

/** What giving back a file comes to. Nothing of the file is lost: every mark is in one of the four. */
export interface GivenBack {
  /** To be set; newer than what is there, so `MarkBook.merge` takes all of them. */
  readonly applied: readonly MarkEntry[];
  /** Said the same as what is there. */
  readonly unchanged: readonly ReadMark[];
  /** Changed here after the file was written: what is here stays. */
  readonly newerHere: readonly ReadMark[];
  readonly unmatched: readonly UnmatchedMark[];
}

/**
 * Brings the marks of a file to the steps they belong to, by case and step id, whatever else has changed since. A mark
 * of a file wins over the one here unless that was changed after the file was written; a file edited by hand keeps its
 * old times, so such marks get `readAt` (epoch ms).
 */
export function giveBack(read: MarksRead, snapshot: Snapshot, marks: MarkLookup, readAt: number): GivenBack {
  const applied: MarkEntry[] = [];
  const unchanged: ReadMark[] = [];
  const newerHere: ReadMark[] = [];
  const unmatched: UnmatchedMark[] = [];
  const find = stepFinder(snapshot);
  for (const entry of read.entries) {
    const place = find(entry.caseId, entry.step);
    if (typeof place === "string") {
      unmatched.push({ entry, reason: place });
      continue;
    }
    const own = marks(place.caseId, entry.step);
    const mark = own === null ? entry.mark : together(own, entry);
    if (own !== null && sameMark(own, mark)) unchanged.push(entry);
    else if (own !== null && own.changedAt > Math.max(read.generatedAt ?? -Infinity, mark.changedAt ?? -Infinity))
      newerHere.push(entry);
    else applied.push({ ...place, step: entry.step, mark: { ...mark, changedAt: timeOf(entry, own, readAt) } });
  }
  return { applied, unchanged, newerHere, unmatched };
}

/** The time of the file's mark where it is newer than what is here; else the mark was edited without its time. */
function timeOf({ mark: { changedAt } }: ReadMark, own: Mark | null, readAt: number): number {
  if (changedAt !== null && (own === null || changedAt > own.changedAt)) return changedAt;
  return own === null ? readAt : Math.max(readAt, own.changedAt + 1);
}

const TEXTS = ["note", "reason", "assignee", "due"] as const;

function sameMark(own: Mark, other: ReadMark["mark"]): boolean {
  return own.state === other.state && TEXTS.every((name) => (own[name] ?? "") === (other[name] ?? ""));
}

/** The file's mark, with what is here where the file cannot tell it, or writes the same with invisible signs shown. */
function together(own: Mark, { mark, untold }: ReadMark): ReadMark["mark"] {
  const texts = TEXTS.map((name): [string, string] => {
    const [here, there] = [own[name] ?? "", mark[name] ?? ""];
    const keep = (name === "reason" && untold.includes(name)) || written(here) === there;
    return [name, keep ? here : there];
  });
  return {
    ...Object.fromEntries(texts.filter(([, text]) => text !== "")),
    state: untold.includes("state") ? own.state : mark.state,
    changedAt: mark.changedAt,
  };
}

/** Finds a case as files name it, where invisible signs are written out; a sentence where it is gone. */
function stepFinder(snapshot: Snapshot): (caseId: string, step: string) => { readonly caseId: string } | string {
  const { id, count } = snapshot.columns;
  const principals = new Map<string, number>();
  for (let i = 0; i < count; i++) principals.set(written(id[i] ?? ""), i);
  const cases = new Map<
    number,
    ReadonlyMap<string, { readonly caseId: string; readonly steps: ReadonlySet<string> }>
  >();
  return (caseId, step) => {
    const key = written(caseId);
    const index = principalIn(key, principals);
    if (index === null) return "No service principal with this id is in the data now.";
    let known = cases.get(index);
    if (known === undefined) {
      known = new Map(
        snapshot
          .principal(index)
          .cases.map((found) => [
            written(found.id),
            { caseId: found.id, steps: new Set(found.checklist.map((entry) => entry.step)) },
          ]),
      );
      cases.set(index, known);
    }
    const found = known.get(key);
    if (found === undefined) return "The service principal is in the data, but this case is not.";
    return found.steps.has(step) ? { caseId: found.caseId } : "The case's checklist no longer has this step.";
  };
}

/** A principal's key may hold the sign that parts a case id, so every beginning is tried. */
function principalIn(caseId: string, principals: ReadonlyMap<string, number>): number | null {
  for (let at = caseId.indexOf("|"); at >= 0; at = caseId.indexOf("|", at + 1)) {
    const index = principals.get(caseId.slice(0, at));
    if (index !== undefined) return index;
  }
  return null;
}

const written = (id: string): string => visible(id).trim();
