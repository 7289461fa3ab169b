import { CSV_MARK, csvLine } from "../export/all";
import { MARK_TITLES } from "../export/read";
import type { TakenUp } from "./marks";

const WHY = "Why it fits nothing";

/**
 * Marks that fit nothing any more as a CSV file that --marks reads: they wait there for their case to come back.
 * A mark without a time has that of its file.
 */
export function unmatchedCsv(taken: readonly TakenUp[]): string {
  const { caseId, step, state, applies, note, reason, assignee, due, changedAt } = MARK_TITLES;
  const lines = taken.flatMap(({ read, given }) =>
    given.unmatched.map(({ entry, reason: why }) => {
      const { mark, untold } = entry;
      const time = mark.changedAt ?? read.generatedAt;
      return csvLine([
        entry.caseId,
        entry.step,
        untold.includes("state") ? "completedBySystem" : mark.state,
        untold.includes("reason") ? "no" : "yes",
        mark.note ?? "",
        mark.reason ?? "",
        mark.assignee ?? "",
        mark.due ?? "",
        time === null ? "" : new Date(time).toISOString(),
        why,
      ]);
    }),
  );
  const titles = [caseId, step, state, applies, note, reason, assignee, due, changedAt, WHY];
  return CSV_MARK + csvLine(titles) + lines.join("");
}
