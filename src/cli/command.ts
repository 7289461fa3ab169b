import { DEFAULT_SETTINGS, Model } from "../model";
import { compareWith } from "./compare/compare";
import { standingsOfFile } from "./compare/standing";
import { comparisonJson, comparisonLines } from "./compare/words";
import { failuresOf } from "./failOn";
import { checkShown, resultPieces } from "./formats";
import { readFiles, readWhole, sizeOf, type ReadFile } from "./input";
import { checkKept } from "./keepMarks";
import { readMarks, takeUp } from "./marks";
import { marksLines } from "./marksWords";
import { noticesOf } from "./notices";
import { checkTargets, say, writeFile, writeOut } from "./output";
import type { Progress } from "./progress";
import { exportScope, principalsWithin } from "./scope";
import type { Request } from "./settings";
import { summaryOf } from "./summary";
import { readTickets, ticketsLine } from "./tickets";
import { unmatchedCsv } from "./unmatched";

/**
 * Reads facts and writes a result; returns the exit code. What is for people goes to standard error, or to standard output
 * where the result goes to a file. Throws a Fault for what cannot be done.
 */
export async function run(
  request: Request,
  clock: () => number,
  progressOf: (bytes: number) => Progress,
): Promise<number> {
  const { files: names, out, scope } = request;
  checkShown(request.format, out === null && process.stdout.isTTY);
  await checkTargets([out, request.compareOut, request.unmatched], [...names, request.tickets ?? "-"]);
  const given = await givenFiles(request);

  const now = request.now ?? clock();
  const model = new Model(now, { ...DEFAULT_SETTINGS, cloud: request.cloud });
  const progress = progressOf(await sizeOf(names));
  const files = await readFiles(names, model, progress).finally(() => {
    progress.done();
  });
  const snapshot = model.snapshot(sourceOf(files, model));
  const within = principalsWithin(snapshot, scope);
  const [book, taken] = takeUp(given.marks, snapshot, now);

  await say(noticesOf(snapshot, files));
  await say(marksLines(taken, snapshot, book.lookup));
  checkKept(taken, request);
  if (given.tickets !== null) await say([ticketsLine(given.tickets, snapshot, within, request.tickets ?? "")]);
  const forPeople: string[] = [];
  if (request.summary) forPeople.push(...summaryOf(snapshot, within));
  if (given.baseline !== null) {
    const comparison = compareWith(given.baseline, snapshot, within, scope);
    forPeople.push(...comparisonLines(comparison, request.baseline ?? ""));
    if (request.compareOut !== null) await writeFile(request.compareOut, [comparisonJson(comparison)]);
  }
  const pieces = await resultPieces(request.format, snapshot, {
    generatedAt: now,
    marks: book.lookup,
    scope: exportScope(snapshot, within, scope),
    tickets: given.tickets,
  });
  // First, so that a mark is in one of the two at any time.
  if (request.unmatched !== null) await writeFile(request.unmatched, [unmatchedCsv(taken)]);
  await (out === null ? writeOut(pieces) : writeFile(out, pieces));
  await say(forPeople, out === null ? process.stderr : process.stdout);

  const failures = failuresOf(snapshot, within, scope, request.failOn);
  await say(failures.map((sentence) => `--fail-on holds: ${sentence}.`));
  return failures.length > 0 ? 1 : 0;
}

/** What is read beside the facts. Throws a Fault. */
async function givenFiles({ baseline, marks, tickets }: Request) {
  return {
    baseline: baseline === null ? null : standingsOfFile(await readWhole(baseline), baseline),
    marks: await Promise.all(marks.map(async (name) => readMarks(await readWhole(name), name))),
    tickets: tickets === null ? null : readTickets(await readWhole(tickets), tickets),
  };
}

function sourceOf(files: readonly ReadFile[], model: Model): Parameters<Model["snapshot"]>[0] {
  const [reason = ""] = files.map(({ report }) => report.truncated).filter((text) => text !== "");
  return {
    kind: "file",
    rowsTotalKnown: reason === "" ? model.store.rowsRead : null,
    truncated: reason !== "",
    loading: false,
    stopReason: reason,
  };
}
