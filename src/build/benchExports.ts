import { performance } from "node:perf_hooks";
import { EVERYTHING } from "../export";
import { FORMATS, writePieces } from "../export/all";
import { columnMap, Model, type Snapshot } from "../model";

const COLUMNS = columnMap([
  ["servicePrincipalId", 0],
  ["resultType", 1],
  ["resourceId", 2],
  ["time", 3],
]);
const SOURCE = { kind: "bench", rowsTotalKnown: null, truncated: false, loading: false, stopReason: "" };

/** Prints what every format costs where all principals fail, in ratios to making their pages alone. */
export async function benchExports(principals: number, now: number): Promise<void> {
  const model = new Model(now);
  const rows = Array.from({ length: principals * 3 }, (_, i) => [
    `00000000-0000-4000-8000-${String(i % principals).padStart(12, "0")}`,
    "50171",
    `r${String(i % 3)}`,
    new Date(now - (i + 1) * 60_000).toISOString(),
  ]);
  model.append(rows, COLUMNS);
  const options = { generatedAt: now, marks: () => null, scope: EVERYTHING };
  const pages = await timed(model, (snapshot) => {
    let cases = 0;
    for (let index = 0; index < snapshot.columns.count; index++) cases += snapshot.principal(index).cases.length;
    return cases;
  });
  console.log(`\n${String(principals)} failing principals, ${String(pages.result)} cases, best of 3`);
  console.log(`${"their pages".padEnd(46)} ${pages.best.toFixed(0).padStart(7)} ms  × 1.00`);
  for (const { id } of FORMATS) {
    const { best, result } = await timed(model, async (snapshot) => {
      let size = 0;
      for (const piece of await writePieces(id, snapshot, options)) size += piece.length;
      return size;
    });
    const ratio = (best / pages.best).toFixed(2);
    console.log(
      `${id.padEnd(46)} ${best.toFixed(0).padStart(7)} ms  × ${ratio}  ${(result / 1e6).toFixed(1)} million characters`,
    );
  }
}

/** A snapshot keeps pages that were made, so every run has one of its own. */
async function timed(
  model: Model,
  run: (snapshot: Snapshot) => number | Promise<number>,
): Promise<{ readonly best: number; readonly result: number }> {
  let best = Infinity;
  let result = 0;
  for (let round = 0; round < 3; round++) {
    const snapshot = model.snapshot(SOURCE);
    const began = performance.now();
    result = await run(snapshot);
    best = Math.min(best, performance.now() - began);
  }
  return { best, result };
}
