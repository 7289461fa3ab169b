import fc from "fast-check";
import { EVERYTHING, toXlsx } from "../../src/export";
import { writePieces } from "../../src/export/all";
import { frameOf } from "../../src/export/document";
import { workbookParts } from "../../src/export/workbookParts";
import { writeWorkbook } from "../../src/export/xlsx";
import { columnMap, Model } from "../../src/model";
import { createJob } from "../../src/panel/writing/job";
import { Cancelled, counted, inSlices } from "../../src/panel/writing/slices";

const SOURCE = { kind: "test", rowsTotalKnown: null, truncated: false, loading: false, stopReason: "" };
const NOW = Date.parse("2026-11-20T00:00:00Z");
const COLUMNS = columnMap([
  ["servicePrincipalId", 0],
  ["resultType", 1],
  ["time", 2],
]);

function snapshotOf(principals: number) {
  const model = new Model(NOW);
  const rows = Array.from({ length: principals }, (_, i) => [`p${String(i)}`, "50171", "2026-11-19"]);
  model.append(rows, COLUMNS);
  return model.snapshot(SOURCE);
}

const OPTIONS = { generatedAt: NOW, marks: () => null, scope: EVERYTHING };

describe("writing in slices", () => {
  it("takes every piece in its order, and pauses whenever a slice is full", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 30 })), async (costs) => {
        let at = 0;
        let longest = 0;
        let began = 0;
        const taken: number[] = [];
        const means = {
          signal: new AbortController().signal,
          now: () => at,
          pause: () => {
            longest = Math.max(longest, at - began);
            began = at;
            return Promise.resolve();
          },
        };
        await inSlices(costs.keys(), means, (piece) => {
          taken.push(piece);
          at += costs[piece] ?? 0;
        });
        expect(taken).toEqual([...costs.keys()]);
        // A slice ends with the piece that fills it.
        expect(longest).toBeLessThan(12 + Math.max(0, ...costs));
      }),
    );
  });

  it("makes nothing any more once it was called off", async () => {
    const abort = new AbortController();
    const taken: number[] = [];
    const means = { signal: abort.signal, now: () => 0, pause: () => Promise.resolve() };
    const work = inSlices([1, 2, 3], means, (piece) => {
      taken.push(piece);
      if (piece === 2) abort.abort();
    });
    await expect(work).rejects.toThrow(Cancelled);
    expect(taken).toEqual([1, 2]);
  });

  it("counts the principals that a format has asked for, whatever the format", async () => {
    const snapshot = snapshotOf(60);
    for (const format of ["csv", "json", "html", "oscal"] as const) {
      const shares: number[] = [];
      const pieces = await writePieces(
        format,
        counted(snapshot, EVERYTHING, (share) => shares.push(share)),
        OPTIONS,
      );
      const plain = await writePieces(format, snapshot, OPTIONS);
      expect([...pieces].join("")).toBe([...plain].join(""));
      expect(shares.at(-1)).toBe(1);
      expect([...shares].sort((a, b) => a - b)).toEqual(shares);
    }
  });

  it("writes the same workbook from parts that went through a message as in one go", async () => {
    const snapshot = snapshotOf(60);
    const parts = structuredClone([...workbookParts(snapshot, OPTIONS)]);
    expect(parts).toHaveLength(2);
    const written = await writeWorkbook(structuredClone(frameOf(snapshot, OPTIONS)), parts);
    expect(Buffer.compare(Buffer.from(written), Buffer.from(await toXlsx(snapshot, OPTIONS)))).toBe(0);
  });

  it("tells in tenths, once it is worth a line, with a way to call it off", () => {
    let at = 0;
    const lines: string[] = [];
    const job = createJob(
      "CSV",
      (line, ways) => {
        lines.push(line);
        if (line.includes("30")) ways?.[0]?.run();
      },
      () => at,
    );
    for (const share of [0.1, 0.15, 0.2, 0.21, 0.34, 1]) {
      at += 150;
      job.progress(share);
    }
    expect(lines).toEqual(["Writing CSV … 20%", "Writing CSV … 30%", "Writing CSV … 90%"]);
    expect(job.signal.aborted).toBe(true);
    job.packing();
    job.again();
    expect(lines.slice(3)).toEqual(["Writing CSV … packing the file", "Writing CSV … packing the file"]);
  });
});
