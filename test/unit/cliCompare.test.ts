import { readFileSync } from "node:fs";
import path from "node:path";
import { compare, type Change } from "../../src/cli/compare/compare";
import type { CaseStanding, Standings } from "../../src/cli/compare/standing";
import { GRADES, STATES, type Grade, type VerificationState } from "../../src/model";
import { expectGolden, useCli, type Ran } from "../support/cli";

const cli = useCli();
const HEAD = "TimeGenerated,ServicePrincipalId,ServicePrincipalName,ResultType,ResourceDisplayName,ResourceIdentity";
const row = (day: number, id: string, code: number, resource = "r1"): string =>
  `2026-11-${String(day).padStart(2, "0")}T02:00:00Z,sp-${id},job ${id},${String(code)},Resource ${resource},${resource}`;
const csv = (name: string, rows: readonly string[]): string => cli.file(name, [HEAD, ...rows, ""].join("\n"));

const credentials = (name: string, end: string): string =>
  cli.file(
    name,
    `ServicePrincipalId,CredentialKind,KeyId,StartDateTime,EndDateTime\nsp-a,password,k,2026-10-01,${end}\n`,
  );

/** One case of each fate: the rows of a first day's run, and of a second one. */
const first = (): string =>
  csv("first.csv", [
    row(10, "a", 50171), // fixed later
    row(10, "b", 50171), // stays
    row(10, "c", 50171),
    row(11, "c", 0), // verified, fails again later
    row(10, "d", 7000222), // another error later
    row(10, "e", 50171), // not in the second run
    row(10, "f", 50171), // works on another resource later
    row(10, "g", 50171), // silent later
    row(11, "a", 50171),
    row(11, "b", 50171),
    row(11, "d", 7000222),
    row(11, "f", 50171),
    row(11, "g", 50171),
  ]);
const second = (): string =>
  csv("second.csv", [
    row(11, "a", 50171),
    row(12, "a", 0),
    row(11, "b", 50171),
    row(19, "b", 50171),
    row(19, "c", 50171),
    row(11, "d", 7000222),
    row(19, "d", 7000215),
    row(11, "f", 50171),
    row(19, "f", 0, "r2"),
    row(11, "g", 50171),
    row(19, "h", 700016),
  ]);

const NOW = ["--now", "2026-11-20T00:00:00Z"];

async function baseline(): Promise<string> {
  const args = [first(), "--credentials", credentials("good.csv", "2026-12-31"), "--now", "2026-11-12T00:00:00Z"];
  const { code, stdout } = await cli.run(args);
  expect(code).toBe(0);
  return cli.file("old.json", stdout);
}

describe("a comparison with a former result", () => {
  it("tells what is new, verified, regressed and gone, beside the result", async () => {
    await baseline();
    const poor = credentials("poor.csv", "2026-11-15");
    const out = path.join(cli.folder, "difference.json");
    const args = [second(), "--credentials", poor, ...NOW, "--baseline", "old.json"];
    const { code, stdout, stderr } = await cli.run([...args, "--compare-out", out]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toHaveProperty("principals");
    expect(stderr).toContain("Compared with old.json");
    const toFile = await cli.run([...args, "--out", path.join(cli.folder, "new.json")]);
    expectGolden("comparison.txt", toFile.stdout);
    expect(toFile.stderr).not.toContain("Compared with");
    expectGolden("comparison.json", readFileSync(out, "utf8"));
  });

  it("never calls a case fixed that is not in the data", async () => {
    await baseline();
    const { stdout } = await cli.run([
      csv("other.csv", [row(19, "z", 0)]),
      ...NOW,
      "--baseline",
      "old.json",
      "--out",
      "o.json",
    ]);
    expect(stdout).toContain("Not in this data, not proven fixed (7)");
    expect(stdout).not.toMatch(/Verified|Posture better/);
  });

  it("tells within a scope what was within it before, too", async () => {
    const old = await baseline();
    const told = async (scope: string): Promise<string> => {
      const args = ["--baseline", old, "--scope", scope, "--out", path.join(cli.folder, "scoped.json")];
      return (await cli.run([second(), ...NOW, ...args])).stdout;
    };
    expect(await told("failing")).toMatch(/Verified: .*\(1\)\n.*job a \[sp-a\] \(failing -> verified\)/);
    expect(await told("code:7000215")).toMatch(/AADSTS7000215 .*job d/);
    expect(await told("code:7000215")).not.toMatch(/job a/);
    expect(await told("code:700016")).toMatch(/New \(1\)\n.*job h/);
  });

  it("finds nothing where nothing changed, and keeps to a scope", async () => {
    const old = await baseline();
    const same = [
      first(),
      "--credentials",
      "good.csv",
      "--now",
      "2026-11-12T00:00:00Z",
      "--baseline",
      old,
      "--out",
      "s.json",
    ];
    const { stdout } = await cli.run(same);
    expect(stdout.trimEnd().split("\n")).toHaveLength(2);
    expect(stdout).toContain("Unchanged: 7 cases, 6 of them still failing");
    const scoped = await cli.run([...same, "--scope", "principal:sp-a"]);
    expect(scoped.stdout).toContain("Unchanged: 1 case, 1 of them still failing");
  });

  it.each<[string, string, RegExp]>([
    ["no JSON", "appId,resultType\n", /bad\.json cannot be read: not JSON at line 1, column 1/],
    ["nothing", "", /bad\.json is empty/],
    ["somebody else's JSON", '{"value": []}', /is not a JSON result of this program/],
    ["a newer version's", version("2.0"), /was written by a newer version \("2\.0"\); this one reads 1\.x/],
    ["damaged", version("1.0", [{ id: "a", name: "" }]), /damaged: principals\[0\]\.posture is not an object/],
    [
      "damaged deep inside",
      version("1.0", [{ id: "a", name: "", posture: { grade: "good" }, cases: [{ id: 5 }] }]),
      /damaged: principals\[0\]\.cases\[0\]\.id is not a text/,
    ],
  ])("refuses a baseline that is %s", async (_, content, expected) => {
    const bad = cli.file("bad.json", content);
    const { code, stdout, stderr } = await cli.run([first(), "--baseline", bad]);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(expected);
  });

  it("reads a later minor version of its own shape", async () => {
    const later = cli.file("later.json", version("1.9", []));
    expect(await cli.run([first(), ...NOW, "--baseline", later])).toMatchObject({ code: 0 });
  });
});

function version(schemaVersion: string, principals: readonly unknown[] = []): string {
  const $schema = `urn:service-principal-posture:export:${schemaVersion}`;
  const source = { to: null };
  return JSON.stringify({
    $schema,
    schemaVersion,
    generatedAt: "2026-11-01T00:00:00.000Z",
    source,
    rules: { version: "x" },
    principals,
  });
}

describe("what became of a case", () => {
  const standings = (state: VerificationState | null, grade: Grade, lastFailure = 1): Standings => {
    const found: CaseStanding = {
      id: "a|r|1",
      principal: "a",
      name: "",
      code: 1,
      resource: "r",
      state: state ?? "failing",
      failures: 1,
      lastFailure,
    };
    return {
      generatedAt: null,
      to: null,
      rules: "",
      cases: new Map(state === null ? [] : [[found.id, found]]),
      principals: new Map([["a", { id: "a", name: "", grade }]]),
    };
  };
  const change = (
    before: VerificationState | null,
    after: VerificationState | null,
    later: boolean,
  ): Change | undefined => compare(standings(before, "good"), standings(after, "good", later ? 2 : 1)).cases[0]?.change;

  it("is its state, where that is another one; a relapse only with a later failure", () => {
    for (const before of STATES) {
      expect(change(null, before, true)).toBe("new");
      expect(change(before, null, true)).toBe("notInData");
      for (const after of STATES) {
        const relapsed = before === "verified" && (after === "failing" || after === "changed");
        expect(change(before, after, false)).toBe(before === after ? "same" : after);
        expect(change(before, after, true)).toBe(before === after ? "same" : relapsed ? "regressed" : after);
      }
    }
  });

  it("says nothing of credentials where their data came or went", () => {
    for (const before of GRADES) {
      for (const after of GRADES) {
        const [found] = compare(standings(null, before), standings(null, after)).grades;
        const worse = GRADES.indexOf(after) < GRADES.indexOf(before);
        const known = after === "unknown" ? "unknown" : before === "unknown" ? "known" : worse ? "worse" : "better";
        expect(found?.change).toBe(before === after ? undefined : known);
      }
    }
  });
});

describe("marks of a worked checklist", () => {
  interface Step {
    step: string;
    state: string;
    changedAt: string | null;
    assignee: string;
  }
  const stepsOf = ({ stdout }: Ran): Step[] => {
    const { principals } = JSON.parse(stdout) as { principals: { cases: { checklist: Step[] }[] }[] };
    return principals.flatMap(({ cases }) => cases.flatMap(({ checklist }) => checklist));
  };

  it("go into the new result, and what no longer fits is named", async () => {
    const { stdout } = await cli.run([csv("worked.csv", [row(10, "a", 50171), row(10, "b", 50171)]), ...NOW]);
    const worked = JSON.parse(stdout) as { principals: { cases: { checklist: Step[] }[] }[] };
    for (const { cases } of worked.principals) {
      const [step] = cases[0]?.checklist ?? [];
      if (step !== undefined) Object.assign(step, { state: "completedByUser", changedAt: "2026-11-11T00:00:00.000Z" });
    }
    const file = cli.file("worked.json", JSON.stringify(worked));
    const result = await cli.run([csv("later.csv", [row(10, "a", 50171)]), ...NOW, "--marks", file]);
    expect(result.code).toBe(0);
    expect(stepsOf(result)[0]).toMatchObject({ state: "completedByUser", changedAt: "2026-11-11T00:00:00.000Z" });
    expect(stepsOf(result).filter(({ state }) => state === "completedByUser")).toHaveLength(1);
    expect(result.stderr).toMatch(
      /: 1 applied, 1 fits nothing any more\n {2}Fit nothing any more \(1\)\n {4}sp-b\|r1\|50171, confirm-code: completedByUser\. No service principal/,
    );
  });

  it("are refused where the file is none that the program wrote", async () => {
    for (const name of ["notes.docx", "notes"]) {
      const { code, stderr } = await cli.run([first(), "--marks", cli.file(name, "x")]);
      expect([code, stderr]).toEqual([2, expect.stringContaining("Marks cannot be read from")]);
    }
    expect(await cli.run([first(), "--marks", "absent.json"])).toMatchObject({ code: 2 });
  });
});
