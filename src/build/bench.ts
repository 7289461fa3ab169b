import { performance } from "node:perf_hooks";
import os from "node:os";
import { rollup } from "d3";
import { columnMap, Model, type Field } from "../model";
import { benchExports } from "./benchExports";
import { benchPanel } from "./benchPanel";
import { random } from "./sample/random";

type Row = readonly unknown[];

const FIELDS: readonly Field[] = ["servicePrincipalId", "resultType", "resourceId", "time", "signIns"];
const COLUMNS = columnMap(FIELDS.map((field, index): [Field, number] => [field, index]));
const SOURCE = { kind: "bench", rowsTotalKnown: null, truncated: false, loading: false, stopReason: "" };
const START = Date.UTC(2026, 9, 25);
const NOW = Date.UTC(2026, 10, 25);
const WINDOW = 30_000;

/** Rows in shuffled order, the same on every run: 2 % fail. */
function makeRows(count: number, principals: number): Row[] {
  const next = random("bench");
  return Array.from({ length: count }, () => {
    const principal = Math.floor(next() * principals);
    const id = `00000000-0000-4000-8000-${String(principal).padStart(12, "0")}`;
    const code = next() < 0.02 ? "50171" : "0";
    const time = new Date(START + Math.floor(next() * 720) * 3_600_000).toISOString();
    return [id, code, `r${Math.floor(next() * 3)}`, time, 1];
  });
}

/** Failures a principal, the least that every candidate must find: a faster wrong answer fails. */
type Answer = { readonly principals: number; readonly failures: number };

const CANDIDATES: readonly { readonly name: string; readonly run: (rows: readonly Row[]) => Answer }[] = [
  {
    name: "objects and Map",
    run: (rows) => {
      const found = new Map<string, { failures: number; days: Map<string, number>; last: number }>();
      for (const row of rows.map(([id, code, resource, time, count]) => ({ id, code, resource, time, count }))) {
        const key = String(row.id).toLowerCase();
        let entry = found.get(key);
        if (entry === undefined) found.set(key, (entry = { failures: 0, days: new Map<string, number>(), last: 0 }));
        if (row.code === "0") continue;
        const at = Date.parse(String(row.time));
        const day = new Date(at).toISOString().slice(0, 10);
        entry.failures += Number(row.count);
        entry.days.set(day, (entry.days.get(day) ?? 0) + Number(row.count));
        entry.last = Math.max(entry.last, at);
      }
      return { principals: found.size, failures: [...found.values()].reduce((sum, { failures }) => sum + failures, 0) };
    },
  },
  {
    name: "d3.rollup",
    run: (rows) => {
      const found = rollup(
        rows,
        (own) => own.reduce((sum, [, code, , , count]) => sum + (code === "0" ? 0 : Number(count)), 0),
        ([id]) => String(id).toLowerCase(),
        ([, , , time]) => String(time).slice(0, 10),
      );
      let failures = 0;
      for (const days of found.values()) for (const sum of days.values()) failures += sum;
      return { principals: found.size, failures };
    },
  },
  {
    name: "the model, in one piece",
    run: (rows) => {
      const model = new Model(NOW);
      model.append(rows, COLUMNS);
      return answerOf(model);
    },
  },
  {
    name: "the model, in windows with a snapshot each",
    run: (rows) => {
      const model = new Model(NOW);
      for (let from = 0; from < rows.length; from += WINDOW) {
        model.append(rows.slice(from, from + WINDOW), COLUMNS);
        model.snapshot(SOURCE);
      }
      return answerOf(model);
    },
  },
  {
    name: "the model, everything again at every window",
    run: (rows) => {
      let model = new Model(NOW);
      for (let to = WINDOW; to < rows.length + WINDOW; to += WINDOW) {
        model = new Model(NOW);
        model.append(rows.slice(0, to), COLUMNS);
        model.snapshot(SOURCE);
      }
      return answerOf(model);
    },
  },
];

function answerOf(model: Model): Answer {
  const { totals } = model.snapshot(SOURCE);
  return { principals: totals.principals, failures: totals.failures };
}

const rowCount = Number(process.argv[2] ?? 300_000);
const base = makeRows(rowCount, Math.ceil(rowCount / 10));
const times = CANDIDATES.map((): number[] => []);
let expected: string | null = null;
for (let round = 0; round < 3; round++) {
  for (const [i, { name, run }] of CANDIDATES.entries()) {
    // Fresh strings for every run: a second look at the same ones finds their hashes ready and lies.
    const rows = structuredClone(base);
    const began = performance.now();
    const answer = JSON.stringify(run(rows));
    times[i]?.push(performance.now() - began);
    expected ??= answer;
    if (answer !== expected) throw new Error(`${name} answers ${answer} instead of ${expected}.`);
  }
}
console.log(`${rowCount} rows, best of 3, Node ${process.version}, load ${os.loadavg()[0]?.toFixed(1) ?? "?"}`);
const reference = Math.min(...(times[0] ?? []));
for (const [i, { name }] of CANDIDATES.entries()) {
  const best = Math.min(...(times[i] ?? []));
  console.log(`${name.padEnd(46)} ${best.toFixed(0).padStart(7)} ms  × ${(best / reference).toFixed(2)}`);
}
await benchExports(300, NOW);
await benchPanel();
