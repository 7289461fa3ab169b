import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { write } from "../../src/export/all";
import { Model } from "../../src/model";
import { createFileSource, type FileOutcome } from "../../src/panel/sources/file";
import type { PartProgress } from "../../src/panel/sources/types";
import { NOW, SOURCE } from "../support/load";

const HEADER = "TimeGenerated [UTC],ServicePrincipalId,AppId,ResultType,ResourceDisplayName";
const LINE = (index: number): string =>
  `2026-11-${String(1 + (index % 20)).padStart(2, "0")}T10:00:00Z,5b2f7a10-1111-4a01-9001-0000000000a${String(index % 10)},a,${index % 3 === 0 ? "50171" : "0"},Ledger`;
const csv = (lines: number): string => [HEADER, ...Array.from({ length: lines }, (_, index) => LINE(index))].join("\n");

/** A file whose bytes come in pieces of this size. */
function fileOf(name: string, content: string | Uint8Array, size = 1 << 16, gone = Infinity) {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  return {
    name,
    size: bytes.length,
    stream() {
      let at = 0;
      return new ReadableStream<Uint8Array<ArrayBuffer>>({
        pull(controller) {
          if (at >= gone) throw new DOMException("gone", "NotReadableError");
          if (at >= bytes.length) controller.close();
          else controller.enqueue(new Uint8Array(bytes.slice(at, (at += size))));
        },
      });
    },
  };
}

async function load(file: ReturnType<typeof fileOf>, onPause?: (stop: () => void) => void) {
  const model = new Model(NOW);
  const stop = new AbortController();
  const steps: PartProgress[] = [];
  let pauses = 0;
  const outcome: FileOutcome = await createFileSource(file, () => {
    pauses++;
    onPause?.(() => stop.abort());
    return Promise.resolve();
  }).load({
    from: 0,
    to: NOW,
    signal: stop.signal,
    sink: {
      rows: (rows, columns) => model.append(rows, columns),
      skipped: (field, value, reason) => model.store.skip(field, value, reason),
    },
    progress: ([part]) => {
      if (part !== undefined) steps.push(part);
    },
  });
  return { outcome, steps, last: steps[steps.length - 1], pauses, snapshot: model.snapshot(SOURCE) };
}

describe("a file as a source", () => {
  it("is read in pieces of any size, as CSV, NDJSON or JSON, packed or not, with progress in bytes", async () => {
    const records = Array.from({ length: 40 }, (_, index) => {
      const [time, servicePrincipalId, appId, resultType, resource] = LINE(index).split(",");
      return { time, servicePrincipalId, appId, resultType, resource };
    });
    const contents = [
      ["a.csv", csv(40)],
      ["a.ndjson", records.map((record) => JSON.stringify(record)).join("\n")],
      ["a.json", JSON.stringify({ value: records }, null, 1)],
      ["a.csv.gz", gzipSync(csv(40))],
    ] as const;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...contents),
        fc.integer({ min: 1, max: 700 }),
        async ([name, content], size) => {
          const file = fileOf(name, content, size);
          const { outcome, steps, last, snapshot } = await load(file);
          expect(outcome).toMatchObject({ troubles: [], resume: null, isChecklist: false, notes: [] });
          expect(snapshot.totals).toMatchObject({ signIns: 40, failures: 14, principals: 10 });
          expect(last).toMatchObject({
            part: `File ${name}`,
            rows: 40,
            done: file.size,
            total: file.size,
            state: "done",
          });
          const done = steps.map((step) => step.done);
          expect(done).toEqual([...done].sort((a, b) => a - b));
        },
      ),
      { numRuns: 40 },
    );
  });

  it("lets the page breathe once a megabyte, and keeps what came before it was cancelled", async () => {
    const text = csv(60_000);
    const whole = await load(fileOf("a.csv", text));
    expect(whole.pauses).toBe(Math.floor(text.length / (1 << 20)));
    const cut = await load(fileOf("a.csv", text), (stop) => stop());
    expect(cut.outcome.troubles).toEqual([{ kind: "cancelled", part: "File a.csv" }]);
    expect(cut.last?.state).toBe("failed");
    expect(cut.snapshot.totals.signIns).toBeGreaterThan(0);
    expect(cut.snapshot.totals.signIns).toBeLessThan(60_000);
  });

  it("tells our own checklists and workbooks apart from facts, and takes no row of them", async () => {
    const { snapshot } = await load(fileOf("a.csv", csv(40)));
    const options = { generatedAt: NOW, marks: () => null, scope: { kind: "all" } } as const;
    for (const format of ["json", "csv", "xlsx"] as const) {
      const loaded = await load(fileOf(`checklist.${format}`, await write(format, snapshot, options)));
      expect([format, loaded.outcome.isChecklist, loaded.outcome.troubles]).toEqual([format, true, []]);
      expect([loaded.snapshot.totals.principals, loaded.snapshot.problems.total]).toEqual([0, 0]);
    }
  });

  it.each([
    ["an empty file", fileOf("a.csv", ""), /a\.csv is empty\. Give a file/],
    ["another table", fileOf("a.csv", "name,age\nx,1\n"), /has no column that this program knows/],
    ["broken JSON", fileOf("a.json", '{"value": [1,'), /the JSON stops at line 1/],
    ["an answer that is an error", fileOf("a.json", '{"error":{"code":"X","message":"no"}}'), /says an error: X: no/],
    ["a damaged gzip file", fileOf("a.csv.gz", gzipSync(csv(40)).subarray(0, 60)), /cannot be unpacked/],
    ["a file that is gone", fileOf("a.csv", csv(40), 100, 300), /can no longer be read/],
  ])("says what is wrong with %s and what to do", async (_, file, words) => {
    const { outcome, last } = await load(file);
    expect(outcome).toMatchObject({ resume: null, isChecklist: false, troubles: [{ kind: "refused" }] });
    expect(outcome.troubles[0]?.detail).toMatch(words);
    expect(last?.state).toBe("failed");
  });

  it("notes what is cut off, unreadable or not used, and shows no control characters of names", async () => {
    const page = {
      "@odata.nextLink": "https://graph.microsoft.com/next",
      value: [{ servicePrincipalId: "s", resultType: "0" }],
    };
    expect((await load(fileOf("a.json", JSON.stringify(page)))).outcome.notes).toEqual([
      "a.json is not complete: the last page names a next one that is not here.",
    ]);
    const odd = new TextEncoder().encode("ResultType,AppId,Mood\n0,a,x\n");
    odd[odd.length - 2] = 0xff;
    const { outcome, last } = await load(fileOf("a\u202Eb.csv", odd));
    expect(outcome.notes).toHaveLength(2);
    expect(outcome.notes[1]).toBe("Columns that are not used: Mood");
    expect(last?.part).not.toContain("\u202E");
  });
});
