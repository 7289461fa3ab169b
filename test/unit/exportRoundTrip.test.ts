import fc from "fast-check";
import Papa from "papaparse";
import { openXlsx, saveXlsx } from "hucre/xlsx";
import { toCsv, toJson, toXlsx, type ExportOptions } from "../../src/export";
import { toAzureDevOps } from "../../src/export/all";
import {
  giveBack,
  marksFromCsv,
  marksFromJson,
  marksFromXlsx,
  ticketsFromCsv,
  type MarksRead,
} from "../../src/export/read";
import { dayReader } from "../../src/export/read/days";
import { externalIdOf } from "../../src/export/tickets";
import { MarkBook, standingOf, STEP_STATES, type Mark, type Snapshot } from "../../src/model";
import { at, NOW, snapshotOf } from "../support/load";

const snapshot = snapshotOf([
  { servicePrincipalId: "a", servicePrincipalName: "A", resultType: 50171, resource: "Ledger", time: at(20) },
  { servicePrincipalId: "b", resultType: 7000215, resource: "=x\u202E|y", time: at(21) },
  { servicePrincipalId: "c", resultType: 50171, resource: "z", time: at(19) },
  { servicePrincipalId: "c", resultType: 0, resource: "z", time: at(20) },
]);
const places = [0, 1, 2].flatMap((i) =>
  snapshot
    .principal(i)
    .cases.flatMap(({ id, checklist }) =>
      checklist.map((step) => ({ caseId: id, step: step.step, applies: step.applies })),
    ),
);
const caseA = places[0]?.caseId ?? "";

const text = fc
  .oneof(
    fc.constantFrom("", "=1+1", "-x", "a;=b", "x\ny", "'quoted", "\u202Ertl", '"', "later; - maybe"),
    fc.string({ maxLength: 20 }),
  )
  .map((value) => value.trim());
const mark = fc.record({
  state: fc.constantFrom(...STEP_STATES.filter((state) => state !== "completedBySystem")),
  changedAt: fc.integer({ min: at(1), max: at(22) }),
  note: text,
  reason: text,
  assignee: text,
  due: fc.constantFrom("", "2026-12-01", "2027-02-28"),
});
const book = fc.array(fc.tuple(fc.constantFrom(...places), mark), { maxLength: 12 }).map((all) => {
  const marks = new MarkBook();
  for (const [{ caseId, step }, value] of all) marks.set(caseId, step, value);
  return marks;
});

const optionsOf = (marks: MarkBook): ExportOptions => ({
  generatedAt: NOW,
  marks: marks.lookup,
  scope: { kind: "all" },
});
const tidy = (value: Mark | null): unknown =>
  value && Object.fromEntries(Object.entries(value).filter(([, part]) => part !== ""));

const READERS: [string, (from: Snapshot, marks: MarkBook) => Promise<MarksRead>][] = [
  ["JSON", (from, marks) => Promise.resolve(marksFromJson(toJson(from, optionsOf(marks))))],
  ["CSV", (from, marks) => Promise.resolve(marksFromCsv(toCsv(from, optionsOf(marks))))],
  ["Excel", async (from, marks) => marksFromXlsx(await toXlsx(from, optionsOf(marks)))],
];

describe.each(READERS)("%s given back", (format, read) => {
  it("brings every mark to its step, and says nothing of unmarked ones", async () => {
    await fc.assert(
      fc.asyncProperty(book, async (marks) => {
        const found = await read(snapshot, marks);
        expect(found.problems).toEqual([]);
        expect(found.generatedAt).toBe(NOW);
        const back = giveBack(found, snapshot, () => null, NOW + 1);
        expect(back.unmatched).toEqual([]);
        for (const { caseId, step, applies } of places) {
          const own = marks.lookup(caseId, step);
          const taken = back.applied.find((entry) => entry.caseId === caseId && entry.step === step)?.mark ?? null;
          if (own === null) expect(taken).toBeNull();
          else if (step !== "verify-sign-in" && applies && format === "JSON") expect(taken).toEqual(tidy(own));
          else if (step !== "verify-sign-in") expect(taken?.state).toBe(own.state);
        }
      }),
      { numRuns: format === "Excel" ? 15 : 60 },
    );
  });

  it("changes nothing where the same marks are still here, invisible signs included", async () => {
    await fc.assert(
      fc.asyncProperty(book, async (marks) => {
        const back = giveBack(await read(snapshot, marks), snapshot, marks.lookup, NOW + 1);
        expect(back.applied).toEqual([]);
        expect(back.newerHere).toEqual([]);
      }),
      { numRuns: format === "Excel" ? 15 : 60 },
    );
  });

  it("finds its steps when the facts have changed, and lists what is gone with what it said", async () => {
    const marks = new MarkBook();
    marks.set(caseA, "confirm-code", { state: "dismissed", reason: "not ours", changedAt: at(21) });
    marks.set(places.find(({ caseId }) => caseId.startsWith("b|"))?.caseId ?? "", "first-action", {
      state: "planned",
      changedAt: at(21),
    });
    marks.set(
      places.find(({ caseId }) => caseId.startsWith("b|"))?.caseId ?? "",
      places.find(({ caseId }) => caseId.startsWith("b|"))?.step ?? "",
      { state: "planned", changedAt: at(21), note: "kept" },
    );
    marks.set(places.find(({ caseId }) => caseId.startsWith("c|"))?.caseId ?? "", "confirm-code", {
      state: "planned",
      changedAt: at(21),
    });
    const later = snapshotOf([
      { servicePrincipalId: "a", servicePrincipalName: "renamed", resultType: 50171, resource: "Ledger", time: at(22) },
      { servicePrincipalId: "c", resultType: 7000215, resource: "z", time: at(22) },
    ]);
    const back = giveBack(await read(snapshot, marks), later, () => null, NOW + 1);
    expect(back.applied).toEqual([
      { caseId: caseA, step: "confirm-code", mark: { state: "dismissed", reason: "not ours", changedAt: at(21) } },
    ]);
    expect(back.unmatched.map(({ entry, reason }) => [entry.mark.note ?? "", reason])).toEqual([
      ["kept", "No service principal with this id is in the data now."],
      ["", "The service principal is in the data, but this case is not."],
    ]);
  });

  it("never takes a completion by the system for a mark", async () => {
    const verified = places.find(({ caseId, step }) => caseId.startsWith("c|") && step === "verify-sign-in");
    const marks = new MarkBook();
    marks.set(verified?.caseId ?? "", "verify-sign-in", { state: "active", note: "seen", changedAt: at(21) });
    const { entries, problems } = await read(snapshot, marks);
    expect(problems).toEqual([]);
    expect(entries).toHaveLength(1);
    expect(entries[0]?.mark).toEqual({ state: "active", note: "seen", changedAt: at(21) });
  });
});

describe("a CSV that a spreadsheet saved again", () => {
  const marks = new MarkBook();
  marks.set(caseA, "confirm-code", {
    state: "planned",
    changedAt: at(21),
    note: "=1+1",
    reason: "a\nb",
    assignee: "-ana",
    due: "2026-12-24",
  });
  const table = Papa.parse<string[]>(toCsv(snapshot, optionsOf(marks)).slice(1), { skipEmptyLines: true }).data;
  const due = table[0]?.indexOf("Due") ?? -1;
  const saved = (change: (cell: string, column: number) => string, delimiter: string): MarksRead =>
    marksFromCsv(
      Papa.unparse(
        table.map((row, i) => (i === 0 ? row : row.map(change))),
        { delimiter },
      ),
    );

  it.each([
    ["semicolons, no byte-order mark, guards kept", (cell: string) => cell, ";"],
    ["tabs", (cell: string) => cell, "\t"],
    ["guards taken away", (cell: string) => cell.replace(/^'/, ""), ";"],
    ["German days", (cell: string, column: number) => (column === due && cell !== "" ? "24.12.2026" : cell), ";"],
    ["US days", (cell: string, column: number) => (column === due && cell !== "" ? "12/24/2026" : cell), ","],
    ["British days", (cell: string, column: number) => (column === due && cell !== "" ? "24/12/2026" : cell), ","],
    ["states in another case", (cell: string) => (cell === "planned" ? "Planned" : cell), ","],
  ])("%s", (_, change, delimiter) => {
    const { entries, problems } = saved(change, delimiter);
    expect(problems).toEqual([]);
    expect(entries).toHaveLength(1);
    expect(entries[0]).toMatchObject({
      caseId: caseA,
      mark: { state: "planned", note: "=1+1", reason: "a\nb", assignee: "-ana", due: "2026-12-24" },
    });
  });

  it("keeps the row and names the cell where day and month cannot be told apart", () => {
    const { entries, problems } = saved((cell, column) => (column === due && cell !== "" ? "03/04/2026" : cell), ",");
    expect(entries[0]?.mark).toMatchObject({ state: "planned", note: "=1+1" });
    expect(entries[0]?.mark.due).toBeUndefined();
    expect(problems).toEqual([
      {
        row: 1,
        field: "Due",
        value: "03/04/2026",
        reason: "day and month cannot be told apart; write it as YYYY-MM-DD",
      },
    ]);
  });

  it("takes an edited state although its old time stands beside it", () => {
    const { entries, ...rest } = saved((cell) => (cell === "planned" ? "dismissed" : cell), ",");
    const back = giveBack({ entries, ...rest }, snapshot, marks.lookup, NOW + 5);
    expect(back.applied.map(({ mark: { state, changedAt } }) => [state, changedAt])).toEqual([["dismissed", NOW + 5]]);
    const kept = new MarkBook();
    kept.merge(marks.entries());
    expect(kept.merge(back.applied)).toBe(1);
  });

  it("leaves alone what was changed here after the file was written", () => {
    const here = new MarkBook();
    here.set(caseA, "confirm-code", { state: "completedByUser", changedAt: NOW + 60_000 });
    const back = giveBack(marksFromCsv(toCsv(snapshot, optionsOf(marks))), snapshot, here.lookup, NOW + 120_000);
    expect(back.applied).toEqual([]);
    expect(back.newerHere).toHaveLength(1);
  });
});

describe("a workbook that another program saved", () => {
  it("is read by its columns, whatever its sheets are called", async () => {
    const marks = new MarkBook();
    marks.set(caseA, "confirm-code", { state: "riskAccepted", changedAt: at(21), due: "2026-12-24" });
    const book = await openXlsx(await toXlsx(snapshot, optionsOf(marks)));
    for (const sheet of book.sheets) sheet.name = `${sheet.name} 2`;
    const { entries, problems } = await marksFromXlsx(await saveXlsx(book));
    expect(problems).toEqual([]);
    expect(entries.map(({ mark: { state, due } }) => [state, due])).toEqual([["riskAccepted", "2026-12-24"]]);
  });
});

describe("files that are not what they should be", () => {
  it.each([
    ["", /not JSON/],
    ["{", /not JSON/],
    ["null", /no list named principals/],
    ["[]", /no list named principals/],
    ['{"principals": 5}', /no list named principals/],
  ])("JSON %p", (content, reason) => {
    const { entries, problems } = marksFromJson(content);
    expect(entries).toEqual([]);
    expect(problems[0]?.reason).toMatch(reason);
  });

  it("says row and field of what it cannot read and keeps the good rows", () => {
    const step = (more: object): object => ({ step: "s", state: "planned", ...more });
    const content = JSON.stringify({
      principals: [
        {
          cases: [
            {
              id: "x|y|1",
              checklist: [
                step({}),
                step({ state: "paused" }),
                step({ note: { a: 1 } }),
                step({ due: "soon", changedAt: "never ever" }),
                7,
                null,
              ],
            },
          ],
        },
        { cases: "none" },
        { cases: [{ checklist: [step({})] }] },
      ],
    });
    const { entries, problems } = marksFromJson(content);
    expect(entries).toHaveLength(3);
    expect(problems.map(({ row, field, reason }) => `${String(row)} ${field}: ${reason}`)).toEqual([
      "2 principals[0].cases[0].checklist[1].state: not a state of a step; one of: active, planned, postponed, dismissed, riskAccepted, completedByUser, completedBySystem",
      "3 principals[0].cases[0].checklist[2].note: not a text",
      "4 principals[0].cases[0].checklist[3].changedAt: not a date and time that can be read",
      "4 principals[0].cases[0].checklist[3].due: not a day; write it as YYYY-MM-DD",
      "5 principals[0].cases[0].checklist[4].step: missing, so the row belongs to no step",
      "6 principals[0].cases[0].checklist[5].step: missing, so the row belongs to no step",
      "0 principals[1].cases: not a list",
      "7 principals[2].cases[0].id: missing, so the row belongs to no step",
    ]);
  });

  it("never throws, whatever the text or bytes", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string(), fc.json(), fc.uint8Array(), async (content, json, bytes) => {
        marksFromCsv(content);
        marksFromCsv(`Case,Step,State,Due\n${content}`);
        marksFromJson(json);
        marksFromJson(`{"principals":[{"cases":[{"id":"a","checklist":[${json}]}]}]}`);
        expect((await marksFromXlsx(bytes)).entries).toEqual([]);
      }),
    );
  });

  it("cuts an endless note and says so, and counts problems beyond the first thousand", () => {
    const rows = Array.from({ length: 1500 }, () => "x|y|1,s,nonsense,");
    const { entries, problems, problemCount } = marksFromCsv(
      ["Case,Step,State,Note", `x|y|1,s,planned,${"n".repeat(5000)}`, ...rows].join("\n"),
    );
    expect(entries[0]?.mark.note).toHaveLength(4000);
    expect(problems).toHaveLength(1000);
    expect(problemCount).toBe(1501);
    expect(problems[0]).toMatchObject({ row: 1, field: "Note" });
  });

  it("refuses a table without its columns", () => {
    expect(marksFromCsv("a,b\n1,2").problems[0]?.reason).toMatch(/needs the columns Case, Step, State/);
  });
});

describe("days", () => {
  it("are read in every form, and never made up", () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date("2000-01-01"), max: new Date("2090-01-01"), noInvalidDate: true }),
        (date) => {
          const day = date.toISOString().slice(0, 10);
          const [y = "", m = "", d = ""] = day.split("-");
          const plain = dayReader([]);
          for (const form of [
            day,
            `${y}/${m}/${d}`,
            `${d}.${m}.${y}`,
            `${String(Number(d))}. ${String(Number(m))}. ${y}`,
            new Date(`${day}T00:00:00Z`),
            Date.parse(day) / 86_400_000 + 25_569,
          ])
            expect(plain.read(form).day).toBe(day);
          expect(["", day]).toContain(
            plain.read(`${d}/${m}/${y}`).day === `${y}-${d}-${m}` ? "" : plain.read(`${d}/${m}/${y}`).day,
          );
          expect(dayReader(["31/01/2026"]).read(`${d}/${m}/${y}`).day).toBe(day);
          expect(dayReader(["01/31/2026"]).read(`${m}/${d}/${y}`).day).toBe(day);
        },
      ),
    );
    expect(dayReader([]).read("2026-02-30").problem).not.toBe("");
  });
});

describe("a case that comes back", () => {
  const times = {
    dismissed: at(3),
    postponed: at(3),
    riskAccepted: at(3),
    planned: at(3),
    completedByUser: at(3),
  } as const;
  const back = snapshotOf([
    { servicePrincipalId: "a", resultType: 50171, resource: "x", time: at(1) },
    { servicePrincipalId: "a", resultType: 0, resource: "x", time: at(2) },
    { servicePrincipalId: "a", resultType: 50171, resource: "x", time: at(5) },
    { servicePrincipalId: "a", resultType: 50171, resource: "x", time: at(9) },
  ]);
  const [found] = back.principal(0).cases;
  const stand = (state: keyof typeof times, changedAt: number) =>
    found && standingOf({ state, changedAt, reason: "later" }, { completedBySystem: false }, found.verification);

  it("is known by its first failure after the last success", () => {
    expect(found?.verification).toMatchObject({ state: "regressed", cameBackAt: at(5) });
    expect(snapshot.principal(0).cases[0]?.verification.cameBackAt).toBeNull();
  });

  it("makes dismissed and postponed steps active again, with reason and time", () => {
    for (const state of ["dismissed", "postponed"] as const) {
      expect(stand(state, times[state])).toMatchObject({ state: "active", cameBack: true, changedAt: at(5) });
      expect(stand(state, times[state])?.reason).toBe(
        `Active again, because the case failed again at 2026-11-05 00:00 UTC. It had been ${state} at 2026-11-03 00:00 UTC: later`,
      );
    }
  });

  it("leaves other states, and steps put aside since then", () => {
    for (const state of ["riskAccepted", "planned", "completedByUser"] as const)
      expect(stand(state, times[state])).toMatchObject({ state, cameBack: false });
    expect(stand("dismissed", at(6))).toMatchObject({ state: "dismissed", cameBack: false });
  });

  it("is written so in the export", () => {
    const marks = new MarkBook();
    marks.set(found?.id ?? "", "confirm-code", { state: "dismissed", reason: "later", changedAt: at(3) });
    const [entry] = marksFromJson(toJson(back, optionsOf(marks))).entries;
    expect(entry?.mark).toMatchObject({
      state: "active",
      changedAt: at(5),
      reason: expect.stringContaining("failed again"),
    });
  });
});

describe("tickets of a tracker's own export", () => {
  it("are found by the external id wherever it stands", () => {
    const id = externalIdOf(caseA);
    const azure = ticketsFromCsv(`ID,Work Item Type,Title,State,Tags\n12,Task,t,Doing,"x; ${id}"\n`);
    expect(azure?.(id)).toEqual({ id: "12", type: "Task", state: "Doing" });
    expect(azure?.("spp-none")).toBeNull();
    expect(ticketsFromCsv(`Summary;Issue key;Labels\nt;OPS-1;${id}\n`)?.(id)?.id).toBe("OPS-1");
    expect(ticketsFromCsv("Summary,Labels\nx,y")).toBeNull();
    expect(
      toAzureDevOps(snapshot, { ...optionsOf(new MarkBook()), scope: { kind: "case", id: caseA } }, azure),
    ).toContain('"12","Task"');
  });
});
