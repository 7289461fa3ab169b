import { DEFAULT_SETTINGS, MarkBook, Model } from "../model";
import { compare } from "./compare/compare";
import { standingsOf, standingsOfFile, standingsWithin } from "./compare/standing";
import { comparisonJson, comparisonLines } from "./compare/words";
import { failuresOf } from "./failOn";
import { Fault } from "./fault";
import { exportOptions, formatOf } from "./formats";
import { readFiles, readWhole, sizeOf, type ReadFile } from "./input";
import { marksLines, readMarks } from "./marks";
import { noticesOf } from "./notices";
import { checkTarget, say, writeFile, writeOut } from "./output";
import { part } from "./part";
import type { Progress } from "./progress";
import { principalsWithin } from "./scope";
import type { Request } from "./settings";
import { summaryOf } from "./summary";

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
  const format = formatOf(request.format);
  if (out === null && format.isBinary && process.stdout.isTTY) {
    throw new Fault(`A terminal cannot show ${request.format}.`, "Name a file with --out.");
  }
  for (const target of [out, request.compareOut]) if (target !== null) await checkTarget(target, names);
  const baseline =
    request.baseline === null ? null : standingsOfFile(await readWhole(request.baseline), request.baseline);
  const marks = request.marks === null ? null : await readMarks(await readWhole(request.marks), request.marks);

  const now = request.now ?? clock();
  const model = new Model(now, { ...DEFAULT_SETTINGS, cloud: request.cloud });
  const progress = progressOf(await sizeOf(names));
  const files = await readFiles(names, model, progress).finally(() => {
    progress.done();
  });
  const snapshot = model.snapshot(sourceOf(files, model));
  const within = principalsWithin(snapshot, scope);
  const book = new MarkBook();
  book.merge(marks?.entries ?? []);

  await say(noticesOf(snapshot, files));
  if (marks !== null) await say(marksLines(marks.entries, snapshot, marks.problems));
  const forPeople: string[] = [];
  if (request.summary) forPeople.push(...summaryOf(snapshot, within));
  if (baseline !== null) {
    const comparison = compare(standingsWithin(baseline, scope), standingsOf(snapshot, within, scope));
    forPeople.push(...comparisonLines(comparison, request.baseline ?? ""));
    if (request.compareOut !== null) await writeFile(request.compareOut, [comparisonJson(comparison)]);
  }
  const shown = scope.kind === "all" ? snapshot : part(snapshot, within);
  const pieces = await format.pieces(shown, exportOptions(now, book.lookup, scope));
  await (out === null ? writeOut(pieces) : writeFile(out, pieces));
  await say(forPeople, out === null ? process.stderr : process.stdout);

  const failures = failuresOf(snapshot, within, scope, request.failOn);
  await say(failures.map((sentence) => `--fail-on holds: ${sentence}.`));
  return failures.length > 0 ? 1 : 0;
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
