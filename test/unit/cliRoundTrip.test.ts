import { readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "csv-parse/sync";
import { openXlsx, saveXlsx } from "hucre/xlsx";
import { unparse } from "papaparse";
import readExcel from "read-excel-file/node";
import { useCli, type Ran } from "../support/cli";

const cli = useCli();
const NOW = ["--now", "2026-11-10T00:00:00Z"];
const LATER = ["--now", "2026-11-20T00:00:00Z"];
const HEAD =
  "TimeGenerated,ServicePrincipalId,AppId,ServicePrincipalName,ResultType,ResourceDisplayName,ResourceIdentity";
const row = (day: number, job: string, code: number): string =>
  `2026-11-${String(day).padStart(2, "0")}T02:00:00Z,sp-${job},app-${job},job ${job},${String(code)},Ledger,r1`;
const facts = (name: string, ...rows: string[]): string => cli.file(name, `${[HEAD, ...rows].join("\n")}\n`);
const first = (): string =>
  facts("first.csv", row(2, "a", 50171), row(2, "b", 50171), row(2, "c", 7000215), row(3, "d", 50171));
/** Later: a fails on, b has gone, c succeeded, d succeeded and failed again, and e is new. */
const second = (): string =>
  facts(
    "second.csv",
    row(2, "a", 50171),
    row(11, "a", 50171),
    row(2, "c", 7000215),
    row(12, "c", 0),
    row(3, "d", 50171),
    row(12, "d", 0),
    row(13, "d", 50171),
    row(11, "e", 700016),
  );

interface Step {
  step: string;
  state: string;
  note: string;
  reason: string;
  assignee: string;
  due: string | null;
  changedAt: string | null;
}
const stepsOf = ({ stdout }: Ran): Map<string, Step> => {
  const { principals } = JSON.parse(stdout) as { principals: { cases: { id: string; checklist: Step[] }[] }[] };
  const cases = principals.flatMap(({ cases: own }) => own);
  return new Map(cases.flatMap(({ id, checklist }) => checklist.map((step) => [`${id}, ${step.step}`, step])));
};
const rowsOf = (csv: string): Record<string, string>[] => parse(csv, { bom: true, columns: true });
const marked = (ran: Ran): string[] =>
  [...stepsOf(ran)].filter(([, { state }]) => !["active", "completedBySystem"].includes(state)).map(([at]) => at);

type Edit = Readonly<Record<string, string | Date>>;
const A = "sp-a|r1|50171, confirm-code";
const EDITS: Readonly<Record<string, Edit>> = {
  [A]: {
    State: "planned",
    Note: "=ask the “owner”, today\nsecond line",
    Assignee: "ana@contoso.com",
    Due: new Date(Date.UTC(2026, 11, 24)),
  },
  "sp-a|r1|50171, identify-client": { State: "riskAccepted", Reason: "Retired in May" },
  "sp-b|r1|50171, confirm-code": { State: "completedByUser", Note: "gone with the data" },
  "sp-d|r1|50171, confirm-code": { State: "dismissed", Reason: "not ours" },
};
const SAID = {
  state: "planned",
  note: "=ask the “owner”, today\nsecond line",
  assignee: "ana@contoso.com",
  due: "2026-12-24",
};

/** A workbook as the command line writes it, with cells changed as a person would. */
async function workedXlsx(edits = EDITS): Promise<string> {
  const { bytes } = await cli.run([first(), ...NOW, "--format", "xlsx"]);
  const book = await openXlsx(bytes);
  const sheet = book.sheets.find(({ name }) => name === "Checklist");
  const [head = [], ...rows] = sheet?.rows ?? [];
  const at = (title: string): number => head.indexOf(title);
  let found = 0;
  for (const cells of rows) {
    const edit = edits[`${String(cells[at("Case")])}, ${String(cells[at("Step")])}`];
    if (edit === undefined) continue;
    found++;
    for (const [title, value] of Object.entries(edit)) cells[at(title)] = value;
  }
  expect(found).toBe(Object.keys(edits).length);
  return cli.file("worked.xlsx", await saveXlsx(book));
}

describe("a workbook that was worked in and is given back", () => {
  it("marks the same steps though the facts have changed, and names what fits nothing any more", async () => {
    const ran = await cli.run([second(), ...LATER, "--marks", await workedXlsx()]);
    expect(ran.code).toBe(0);
    const steps = stepsOf(ran);
    expect(steps.get(A)).toMatchObject(SAID);
    expect(steps.get("sp-a|r1|50171, identify-client")).toMatchObject({
      state: "riskAccepted",
      reason: "Retired in May",
    });
    expect(marked(ran)).toEqual([A, "sp-a|r1|50171, identify-client"]);
    expect(ran.stderr).toContain("worked.xlsx: 3 applied, 1 fits nothing any more\n");
    expect(ran.stderr).toContain(
      'sp-b|r1|50171, confirm-code: completedByUser, note "gone with the data". No service principal with this id is in the data now.',
    );
  });

  it("lets what was put aside come back when its case failed again, run after run", async () => {
    const worked = await workedXlsx();
    for (const now of ["2026-11-20", "2026-11-21"]) {
      const ran = await cli.run([second(), "--now", now, "--marks", worked]);
      const step = stepsOf(ran).get("sp-d|r1|50171, confirm-code");
      expect(step?.state).toBe("active");
      expect(step?.reason).toMatch(
        /^Active again, because the case failed again at 2026-11-13 .*dismissed .*: not ours$/,
      );
      expect(ran.stderr).toMatch(
        /Put aside, and active again since the case failed again \(1\)\n {4}sp-d\|r1\|50171, /,
      );
    }
  });

  it("cannot complete a step in the name of a later sign-in", async () => {
    const worked = await workedXlsx({ [A]: { State: "completedBySystem" } });
    const ran = await cli.run([second(), ...LATER, "--marks", worked]);
    const completed = [...stepsOf(ran)].filter(([, { state }]) => state === "completedBySystem");
    expect(completed.map(([at]) => at.split("|")[0])).toEqual(["sp-c"]);
    expect(ran.stderr).toMatch(/Could not be read \(1\)\n.*State: only a later sign-in completes a step by the system/);
  });

  it("keeps what fits nothing in a file that --marks reads when the case is back", async () => {
    const left = path.join(cli.folder, "left.csv");
    await cli.run([second(), ...LATER, "--marks", await workedXlsx(), "--unmatched", left]);
    const ran = await cli.run([first(), ...LATER, "--marks", left]);
    expect(marked(ran)).toEqual(["sp-b|r1|50171, confirm-code"]);
    expect(stepsOf(ran).get("sp-b|r1|50171, confirm-code")).toMatchObject({
      note: "gone with the data",
      changedAt: "2026-11-10T00:00:00.000Z",
    });
  });

  it("is never written over where something of it would be lost", async () => {
    const worked = await workedXlsx();
    const before = readFileSync(worked);
    const tried = async (...args: string[]): Promise<string> => {
      const { code, stderr } = await cli.run([second(), ...LATER, "--marks", worked, "--out", worked, ...args]);
      expect(code).toBe(2);
      expect(readFileSync(worked).equals(before)).toBe(true);
      return stderr;
    };
    expect(await tried("--format", "xlsx")).toMatch(/not written over: marks that fit nothing any more would be lost/);
    expect(await tried("--format", "md")).toMatch(/its marks, which cannot be read back from md/);
    expect(await tried("--format", "xlsx", "--scope", "failing")).toMatch(/marks outside the scope/);
    const left = path.join(cli.folder, "left.csv");
    const args = ["--marks", worked, "--format", "xlsx", "--out", worked, "--unmatched", left];
    expect(await cli.run([second(), ...LATER, ...args])).toMatchObject({ code: 0 });
    expect(stepsOf(await cli.run([second(), ...LATER, "--marks", worked])).get(A)).toMatchObject(SAID);
  });
});

describe("a CSV that a spreadsheet saved again", () => {
  it.each<[string, string, (text: string) => Uint8Array | string]>([
    ["semicolons and no byte-order mark", ";", (text) => text],
    ["tabs in UTF-16", "\t", (text) => Buffer.from(`\uFEFF${text}`, "utf16le")],
  ])("with %s is read all the same", async (_, delimiter, encoded) => {
    const { stdout } = await cli.run([first(), ...NOW, "--format", "csv"]);
    const data = rowsOf(stdout);
    for (const own of data) {
      const edit = EDITS[`${own["Case"] ?? ""}, ${own["Step"] ?? ""}`] ?? {};
      for (const [title, value] of Object.entries(edit)) {
        own[title] = value instanceof Date ? "24.12.2026" : value;
      }
    }
    const file = cli.file("worked.csv", encoded(unparse(data, { delimiter })));
    const ran = await cli.run([second(), ...LATER, "--marks", file]);
    expect(stepsOf(ran).get(A)).toMatchObject(SAID);
    expect(ran.stderr).toContain("worked.csv: 3 applied, 1 fits nothing any more\n");
  });

  it("says so where notes were saved in another encoding, and where a day cannot be told", async () => {
    const text = "Case,Step,State,Note,Due\nsp-a|r1|50171,confirm-code,planned,caf\u00e9,3/4/2027\n";
    const { code, stderr } = await cli.run([
      second(),
      ...LATER,
      "--marks",
      cli.file("old.csv", Buffer.from(text, "latin1")),
    ]);
    expect(code).toBe(0);
    expect(stderr).toMatch(/not UTF-8 or UTF-16 throughout; some notes are damaged/);
    expect(stderr).toMatch(/does not say when it was written/);
    expect(stderr).toMatch(/row 1, Due: day and month cannot be told apart; write it as YYYY-MM-DD \("3\/4\/2027"\)/);
  });
});

describe("several worked checklists", () => {
  const worked = (name: string, generatedAt: string, state: string): string =>
    cli.file(
      name,
      JSON.stringify({
        generatedAt,
        principals: [{ cases: [{ id: "sp-a|r1|50171", checklist: [{ step: "confirm-code", state }] }] }],
      }),
    );

  it("count by their age, whatever their order, and what is older is named", async () => {
    const older = worked("older.json", "2026-11-10T00:00:00Z", "planned");
    const newer = worked("newer.json", "2026-11-12T00:00:00Z", "riskAccepted");
    const up = await cli.run([second(), ...LATER, "--marks", older, "--marks", newer]);
    const down = await cli.run([second(), ...LATER, "--marks", newer, "--marks", older]);
    expect([stepsOf(up).get(A)?.state, stepsOf(down).get(A)?.state]).toEqual(["riskAccepted", "riskAccepted"]);
    expect(up.stderr).toMatch(/newer\.json: 1 applied \(1 in place of an earlier file's\)/);
    expect(down.stderr).toMatch(
      /older\.json: 0 applied, 1 older than an earlier file's\n.*\n {4}sp-a\|r1\|50171, confirm-code: planned/,
    );
  });
});

describe("tickets that exist already", () => {
  it.each([
    ["azuredevops", "ID", "Work Item Type", "Tags"],
    ["jira", "Issue Key", "Issue Type", "Labels"],
  ])("are updated by a second import into %s", async (format, id, type, tags) => {
    const made = (await cli.run([first(), ...NOW, "--format", format])).stdout;
    const data = rowsOf(made);
    const labels = data.map(
      (own) =>
        Object.values(own)
          .join(" ")
          .match(/spp-[0-9a-f-]{36}/)?.[0] ?? "",
    );
    const mine = cli.file(
      "tickets.csv",
      unparse(
        labels
          .slice(0, 2)
          .map((label, i) => ({ [id]: `T-${String(i)}`, [type]: "Bug", State: "Doing", [tags]: label })),
      ),
    );
    const ran = await cli.run([first(), ...NOW, "--format", format, "--tickets", mine]);
    expect(ran.stderr).toContain("tickets.csv: 2 of 4 cases have one");
    const again = rowsOf(ran.stdout);
    expect(again.map((own) => [own[id], own[type]])).toEqual([
      ["T-0", "Bug"],
      ["T-1", "Bug"],
      ["", "Task"],
      ["", "Task"],
    ]);
  });

  it("are refused where the file names none, or the format is no import", async () => {
    const other = cli.file("other.csv", "ID,Title\n1,x\n");
    const none = await cli.run([first(), "--format", "jira", "--tickets", other]);
    expect([none.code, none.stderr]).toEqual([2, expect.stringContaining("names no ticket of this program")]);
    const json = await cli.run([first(), "--tickets", other]);
    expect([json.code, json.stderr]).toEqual([
      2,
      expect.stringContaining("--tickets needs --format azuredevops or jira"),
    ]);
  });
});

describe("what a result says when it is read by others", () => {
  it("is a workbook that another reader opens, with dates as dates", async () => {
    const { bytes } = await cli.run([second(), ...LATER, "--format", "xlsx", "--marks", await workedXlsx()]);
    const sheet = (await readExcel(bytes)).find((own) => own.sheet === "Checklist");
    const [head = [], ...rows] = sheet?.data ?? [];
    const at = (title: string): number => head.indexOf(title);
    const own = rows.find((cells) => `${String(cells[at("Case")])}, ${String(cells[at("Step")])}` === A);
    expect([own?.[at("State")], own?.[at("Assignee")], own?.[at("Due")]]).toEqual([
      "planned",
      "ana@contoso.com",
      new Date(Date.UTC(2026, 11, 24)),
    ]);
  });
});
