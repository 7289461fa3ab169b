import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import Ajv from "ajv";
import addFormats from "ajv-formats";
import { readXlsx } from "hucre/xlsx";
import { caseOrAll, toCsv, toJson, toMarkdown } from "../../src/export";
import { FORMATS, write, writePieces } from "../../src/export/all";
import { parseArgs } from "../../src/cli/args";
import { OPTIONS } from "../../src/cli/options";
import { Progress } from "../../src/cli/progress";
import { expectGolden, useCli } from "../support/cli";
import oscalSchema from "../support/oscalPoam.schema.json";
import { NOW, snapshotOf, snapshotOfCsv } from "../support/load";

const cli = useCli();
const ISO = new Date(NOW).toISOString();

const SIGN_INS = [
  "TimeGenerated,ServicePrincipalId,AppId,ServicePrincipalName,ResultType,ResourceDisplayName,ResourceIdentity",
  "2026-11-20T02:00:00Z,sp-a,app-a,nightly,50171,Ledger,r1",
  "2026-11-21T02:00:00Z,sp-a,app-a,nightly,50171,Ledger,r1",
  "2026-11-21T03:00:00Z,sp-b,app-b,hourly,0,Ledger,r1",
  "",
].join("\n");
const CREDENTIALS = [
  "AppId,CredentialKind,KeyId,DisplayName,StartDateTime,EndDateTime",
  "app-a,password,k1,old,2026-01-01,2026-11-01",
  "app-b,key,k2,new,2026-11-01,2027-10-01",
  "",
].join("\n");

const facts = (): string => cli.file("facts.csv", SIGN_INS);
const credentials = (): string => cli.file("credentials.csv", CREDENTIALS);
const sources = (): string[] => [facts(), "--credentials", credentials(), "--now", ISO];

describe("usage", () => {
  it("fits a screen", async () => {
    const { code, stdout, stderr } = await cli.run(["--help"]);
    expect([code, stderr]).toEqual([0, ""]);
    const lines = stdout.trimEnd().split("\n");
    expect(lines.length).toBeLessThanOrEqual(24);
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(80);
    for (const { name } of OPTIONS.filter(({ help }) => help.length > 0)) expect(stdout).toContain(`--${name}`);
    expectGolden("help.txt", stdout);
  });

  it("says its version", async () => {
    const { version } = JSON.parse(readFileSync(path.join(__dirname, "../../package.json"), "utf8")) as {
      version: string;
    };
    expect(await cli.run(["--version"])).toMatchObject({ code: 0, stdout: `${version}\n`, stderr: "" });
  });

  it.each<[string, readonly string[], RegExp]>([
    ["nothing", [], /^Usage: /],
    ["options without a file", ["--format", "csv"], /No file of facts/],
    ["an unknown option", ["x.csv", "--formt", "csv"], /no option --formt\.\nDid you mean --format\?/],
    ["an unknown option with a secret in it", ["x.csv", "--tken=abc"], /no option --tken\./],
    ["an unknown format", ["x.csv", "--format", "cvs"], /knows xlsx, csv, json, .*Did you mean csv\?/s],
    ["an unknown cloud", ["x.csv", "--cloud", "moon"], /--cloud knows public, usgov, china/],
    ["a value that is missing", ["x.csv", "--out"], /--out needs a value/],
    ["a value that is an option", ["x.csv", "--out", "--summary"], /--out needs a value/],
    ["an option twice", ["x.csv", "--now", "2026-11-23", "--now", "2026-11-24"], /--now is given twice/],
    ["a day that is none", ["x.csv", "--now", "2026-02-30"], /--now takes an instant/],
    ["a time without a zone", ["x.csv", "--now", "2026-11-23T12:00:00"], /--now takes an instant/],
    ["a limit that is none", ["x.csv", "--fail-on", "critcal"], /Did you mean critical\?/],
    ["a code that is none", ["x.csv", "--fail-on", "case:abc"], /--fail-on takes/],
    ["a scope that is none", ["x.csv", "--scope", "abc"], /--scope takes/],
    ["standard input twice", ["-", "--credentials", "-"], /once only/],
    ["a comparison with nothing", ["x.csv", "--compare-out", "y.json"], /needs --baseline/],
    ["a file for marks that fit nothing, without marks", ["x.csv", "--unmatched", "y.csv"], /needs --marks/],
    ["an empty value among several", ["x.csv", "--marks", "a.json", "--marks", ""], /--marks needs a value/],
    ["marks from standard input", ["x.csv", "--marks", "-"], /--marks reads a file/],
    [
      "two results in one file",
      ["x.csv", "--marks", "m", "--out", "y", "--unmatched", "./y"],
      /cannot hold two results/,
    ],
    ["a switch with a value", ["x.csv", "--summary=yes"], /takes no value/],
  ])("refuses %s", async (_, args, expected) => {
    const { code, stdout, stderr } = await cli.run(args);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(expected);
  });

  it("takes values after a space or an equals sign, and anything as a name after --", () => {
    const { operands, values } = parseArgs(
      ["a", "--format=csv", "--fail-on", "poor", "--fail-on=x=y", "--", "--b"],
      OPTIONS,
    );
    expect(operands).toEqual(["a", "--b"]);
    expect([values.get("format"), values.get("fail-on")]).toEqual([["csv"], ["poor", "x=y"]]);
  });
});

describe("input", () => {
  it.each<[string, () => readonly string[], RegExp]>([
    ["a file that is not there", () => ["absent.csv"], /absent\.csv does not exist\./],
    ["a folder", () => ["."], /is a folder, not a file/],
    ["an empty file", () => [cli.file("empty.csv", "")], /empty\.csv is empty\./],
    ["blank text", () => [cli.file("blank.csv", " \n\n")], /blank\.csv is empty\./],
    [
      "truncated JSON",
      () => [cli.file("cut.json", '{"value": [\n {"a": 1},')],
      /cut\.json cannot be read: the JSON stops at line 2, column 11/,
    ],
    [
      "a workbook",
      () => [cli.file("book.xlsx", Buffer.from("PK\u0003\u0004 and more"))],
      /is a workbook or an archive\.\nSave its sheet as CSV/,
    ],
    [
      "damaged gzip",
      () => [cli.file("cut.csv.gz", gzipSync(SIGN_INS).subarray(0, 60))],
      /gzip data is damaged or cut off/,
    ],
    [
      "its own result",
      () => [cli.file("own.json", '{"schemaVersion": "1.0", "principals": []}')],
      /Give it with --baseline or --marks/,
    ],
    ["one bad file among good ones", () => [facts(), cli.file("other.csv", "a,b\n1,2\n")], /other\.csv has no column/],
  ])("refuses %s", async (_, args, expected) => {
    const { code, stdout, stderr } = await cli.run(args());
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(expected);
  });

  it("gives the same from files, standard input, gzip, UTF-16 and several formats", async () => {
    const expected = (await cli.run([facts(), "--now", ISO])).stdout;
    expect(expected).toBe(toJson({ ...snapshotOfCsv([SIGN_INS]), source: sourceOf(3) }, exportAll));
    const rows = SIGN_INS.trim()
      .split("\n")
      .map((line) => line.split(","));
    const objects = rows.slice(1).map((row) => Object.fromEntries(row.map((cell, i) => [rows[0]?.[i] ?? "", cell])));
    const lines = objects.map((row) => JSON.stringify(row)).join("\n");
    const tables = { tables: [{ columns: (rows[0] ?? []).map((name) => ({ name })), rows: rows.slice(1) }] };
    for (const args of [
      [cli.file("a.csv.gz", gzipSync(SIGN_INS))],
      [cli.file("a.txt", Buffer.from(`\uFEFF${SIGN_INS}`, "utf16le"))],
      [cli.file("a.jsonl", lines)],
      [cli.file("a.json", JSON.stringify(objects))],
      [cli.file("b.json", JSON.stringify(tables, null, 2))],
    ]) {
      expect(await cli.run([...args, "--now", ISO])).toMatchObject({ code: 0, stdout: expected });
    }
    for (const input of [SIGN_INS, lines, JSON.stringify(objects), gzipSync(SIGN_INS)]) {
      expect(await cli.run(["-", "--now", ISO], { input })).toMatchObject({ code: 0, stdout: expected });
    }
  });

  it("says where a value could not be read, in which file and row, and does not let names act on the terminal", async () => {
    const bad = cli.file(
      "bad.csv",
      'ServicePrincipalName,ServicePrincipalId,ResultType,TimeGenerated,\u001b[31mX\nn,sp-x,0,"\u001b[2J\u202Eno"\n',
    );
    const { code, stderr } = await cli.run([facts(), bad, "--now", ISO, "--summary"]);
    expect(code).toBe(0);
    expect(stderr).toContain("Problems in the data: 1");
    expect(stderr).toMatch(/time: not a date and time that can be read .*first in .*bad\.csv row 1/);
    expect(stderr).toContain("Columns that are not used: <U+001B>[31mX.");
    expect(stderr).not.toMatch(/[\u001b\u202e\r]/);
  });

  it("says what is missing and what is keyed by application", async () => {
    const { stderr } = await cli.run([cli.file("keyed.csv", "appId,resultType\na,50171\n"), "--now", ISO]);
    expect(stderr).toMatch(/told apart by AppId alone/);
    expect(stderr).toMatch(/Not in the data: ServicePrincipalId, TimeGenerated, /);
  });
});

const exportAll = { generatedAt: NOW, marks: () => null, scope: { kind: "all" } as const };
const sourceOf = (rows: number) => ({
  kind: "file",
  isSample: false,
  rowsRead: rows,
  rowsTotalKnown: rows,
  truncated: false,
  loading: false,
  stopReason: "",
  from: Date.parse("2026-11-20T02:00:00Z"),
  to: Date.parse("2026-11-21T03:00:00Z"),
});

describe("results", () => {
  it("are what the visual and the panel export, byte for byte", async () => {
    const snapshot = { ...snapshotOfCsv([SIGN_INS, CREDENTIALS]), source: sourceOf(5) };
    expect((await cli.run(sources())).stdout).toBe(toJson(snapshot, exportAll));
    expect((await cli.run([...sources(), "--format", "csv"])).stdout).toBe(toCsv(snapshot, exportAll));
    expect((await cli.run([...sources(), "--format", "md"])).stdout).toBe(toMarkdown(snapshot, exportAll));
    const { bytes } = await cli.run([...sources(), "--format", "xlsx"]);
    expect((await readXlsx(bytes)).sheets.map(({ name }) => name)).toContain("Checklist");
  });

  it("are the same in pieces as in one", async () => {
    const rows = Array.from({ length: 120 }, (_, i) => ({
      servicePrincipalId: `sp-${String(i)}`,
      servicePrincipalName: "line\u2028break\nand more",
      resultType: i % 3 === 0 ? 50171 : 0,
      time: NOW - i * 3_600_000,
    }));
    for (const snapshot of [snapshotOf(rows), snapshotOf([]), snapshotOf(rows.slice(0, 1))]) {
      const id = snapshot.columns.count > 0 ? (snapshot.principal(0).cases[0]?.id ?? null) : null;
      for (const scope of [null, id]) {
        const options = { ...exportAll, scope: caseOrAll(scope) };
        for (const { id: format } of FORMATS.filter(({ kind }) => kind === "text")) {
          const pieces = [...(await writePieces(format, snapshot, options))];
          expect(pieces.join("")).toBe(await write(format, snapshot, options));
        }
      }
    }
  });

  it("are about a principal or a case alone where asked for", async () => {
    const ids = async (...args: string[]): Promise<unknown> => {
      const { stdout } = await cli.run([...sources(), ...args]);
      const { principals } = JSON.parse(stdout) as { principals: { id: string; cases: { id: string }[] }[] };
      return principals.map(({ id, cases }) => [id, cases.map((found) => found.id)]);
    };
    expect(await ids("--scope", "principal:SP-B")).toEqual([["sp-b", []]]);
    expect(await ids("--scope", "case:sp-a|r1|50171")).toEqual([["sp-a", ["sp-a|r1|50171"]]]);
    const { code, stderr } = await cli.run([...sources(), "--scope", "principal:nobody"]);
    expect([code, stderr]).toEqual([2, expect.stringContaining("There is no principal nobody in the data.")]);
  });

  it("are about what fails, or about one code, and say so in the file", async () => {
    const more = cli.file("more.csv", `${SIGN_INS}2026-11-21T03:00:00Z,sp-c,app-c,other,700016,Ledger,r1\n`);
    const of = async (scope: string): Promise<unknown> => {
      const { code, stdout } = await cli.run([more, "--now", ISO, "--scope", scope]);
      const document = JSON.parse(stdout) as { principals: { id: string }[]; scope: { kind: string; text: string } };
      return [code, document.principals.map(({ id }) => id), document.scope.kind, document.scope.text];
    };
    expect(await of("failing")).toEqual([
      0,
      ["sp-a", "sp-c"],
      "principals",
      "Service principals with a case that is failing, regressed or changed, with all of their cases.",
    ]);
    for (const code of ["50171", "AADSTS50171"]) {
      expect(await of(`code:${code}`)).toEqual([
        0,
        ["sp-a"],
        "principals",
        "Service principals with a case of AADSTS50171, with all of their cases.",
      ]);
    }
    expect(await of("code:90015")).toEqual([0, [], "principals", expect.stringContaining("AADSTS90015")]);
  });

  it.each(FORMATS.map(({ id, kind }) => [id, kind] as const))("come as %s with their scope", async (format, kind) => {
    const own = ["--scope", "code:50171", "--format", format];
    const { code, bytes, stdout } = await cli.run([...sources(), ...own]);
    expect(code).toBe(0);
    const text =
      kind === "text" ? stdout : (await readXlsx(bytes)).sheets.flatMap(({ rows }) => rows.flat()).join("\n");
    expect(text).toContain("Service principals with a case of AADSTS50171");
    expect(text).toContain("app-a");
    expect(text).not.toContain("app-b");
  });

  it("are a plan that OSCAL's schema accepts, and a page that stands alone", async () => {
    const ajv = addFormats(new Ajv({ allErrors: true, allowUnionTypes: true }));
    const valid = ajv.compile(oscalSchema);
    for (const scope of ["failing", "code:90015"]) {
      const { stdout } = await cli.run([...sources(), "--scope", scope, "--format", "oscal"]);
      expect([valid(JSON.parse(stdout)), valid.errors]).toEqual([true, null]);
    }
    const { stdout } = await cli.run([...sources(), "--format", "html"]);
    expect(stdout).toMatch(/^<!doctype html>[\s\S]*<\/html>\n$/);
    expect(stdout).not.toMatch(/<script|<link|<img|src=/);
  });

  it("fill commands with the hosts of the cloud that is named", async () => {
    const { stdout } = await cli.run([...sources(), "--cloud", "usgov", "--format", "md"]);
    expect(stdout).toContain("mtlsauth.microsoftonline.us");
    expect(stdout).not.toContain("mtlsauth.microsoft.com");
  });

  it("go to a file that is whole or not there, and leave standard output to people", async () => {
    const out = path.join(cli.folder, "out.json");
    const { code, stdout } = await cli.run([...sources(), "--out", out, "--summary"]);
    expect(code).toBe(0);
    expect(JSON.parse(readFileSync(out, "utf8"))).toHaveProperty("principals");
    expectGolden("summary.txt", stdout);
    expect(readdirSync(cli.folder).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  });

  it.each<[string, () => readonly string[], RegExp]>([
    ["a missing folder", () => ["--out", "no/such/out.json"], /The folder of no\/such\/out\.json does not exist/],
    ["a folder", () => ["--out", "."], /is a folder/],
    ["what is read", () => ["--out", facts()], /is read and cannot be written over/],
  ])("do not go to %s", async (_, args, expected) => {
    const { code, stderr } = await cli.run([...sources(), ...args()]);
    expect([code, stderr]).toEqual([2, expect.stringMatching(expected)]);
    expect(statSync(path.join(cli.folder, "facts.csv")).size).toBe(Buffer.byteLength(SIGN_INS));
  });
});

describe("exit codes", () => {
  it.each<[readonly string[], number]>([
    [[], 0],
    [["--fail-on", "critical"], 1],
    [["--fail-on", "poor"], 1],
    [["--fail-on", "case:50171"], 1],
    [["--fail-on", "case:AADSTS50171"], 1],
    [["--fail-on", "case:700016"], 0],
    [["--fail-on", "case:700016,critical"], 1],
    [["--fail-on", "case:700016", "--fail-on", "attention"], 1],
    [["--fail-on", "attention", "--scope", "principal:sp-b"], 0],
    [["--fail-on", "case:50171", "--scope", "principal:sp-b"], 0],
  ])("with %p are %p, and the result is written all the same", async (args, expected) => {
    const { code, stdout, stderr } = await cli.run([...sources(), ...args]);
    expect(code).toBe(expected);
    expect(JSON.parse(stdout)).toHaveProperty("principals");
    expect(stderr.includes("--fail-on holds")).toBe(expected === 1);
  });

  it("do not count a case that is verified", async () => {
    const fixed = cli.file("fixed.csv", `${SIGN_INS}2026-11-22T02:00:00Z,sp-a,app-a,nightly,0,Ledger,r1\n`);
    expect(await cli.run([fixed, "--now", ISO, "--fail-on", "case:50171"])).toMatchObject({ code: 0 });
    const before = cli.file("before.csv", SIGN_INS);
    expect(await cli.run([before, "--now", ISO, "--fail-on", "critical,poor,attention"])).toMatchObject({ code: 0 });
  });

  it("are 130 when interrupted, with nothing half written", async () => {
    const out = path.join(cli.folder, "interrupted.json");
    const child = spawn(process.execPath, [cli.script, "-", "--out", out], { cwd: cli.folder });
    const ended = new Promise((resolve) => child.on("close", (code) => resolve(code)));
    // Enough rows for a notice would need the end of input; an unread drain shows that the program is reading.
    await new Promise((resolve) =>
      child.stdin.write(SIGN_INS + "2026-11-21T02:00:00Z,sp-a,,,0,,\n".repeat(20_000), resolve),
    );
    child.kill("SIGINT");
    expect(await ended).toBe(130);
    expect(existsSync(out)).toBe(false);
    expect(readdirSync(cli.folder).filter((name) => name.startsWith("interrupted"))).toEqual([]);
  });

  it("are no error when the reader of a pipe has enough", async () => {
    const many = Array.from({ length: 400 }, (_, i) => `2026-11-21T02:00:00Z,sp-${String(i)},,,50171,Ledger,r1\n`);
    const file = cli.file("many.csv", SIGN_INS + many.join(""));
    const child = spawn(process.execPath, [cli.script, file, "--now", ISO], { cwd: cli.folder });
    const errors: Buffer[] = [];
    child.stderr.on("data", (chunk: Buffer) => errors.push(chunk));
    child.stdout.once("data", () => child.stdout.destroy());
    const code = await new Promise((resolve) => child.on("close", resolve));
    expect([code, Buffer.concat(errors).toString("utf8")]).toEqual([0, expect.not.stringContaining("EPIPE")]);
  });
});

describe("progress", () => {
  const screen = (isTTY: boolean): { isTTY: boolean; columns: number; written: string; write(text: string): void } => ({
    isTTY,
    columns: 30,
    written: "",
    write(text) {
      this.written += text;
    },
  });
  const drive = (target: ReturnType<typeof screen>): void => {
    let now = 0;
    const progress = new Progress(target, 1_000, () => now);
    for (const [at, rows, bytes] of [
      [0, 1, 1],
      [100, 5, 5],
      [2_000, 1_234_567, 500],
    ] as const) {
      now = at;
      progress.update(rows, bytes);
    }
    progress.done();
  };

  it("is one line that fits the terminal, and goes away", () => {
    const terminal = screen(true);
    drive(terminal);
    const lines = terminal.written.split("\r").map((line) => line.replace("\u001b[K", ""));
    expect(lines).toEqual(["", "Reading: 1 rows, 0 %", "Reading: 1,234,567 rows, 50 %", ""]);
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThan(30);
  });

  it("is silent in a pipe", () => {
    const pipe = screen(false);
    drive(pipe);
    expect(pipe.written).toBe("");
  });
});

describe("the network", () => {
  it("is never used: every way out of the process throws, and the results are the same", async () => {
    mkdirSync(cli.folder, { recursive: true });
    const guard = cli.file(
      "guard.cjs",
      `const refuse = () => { process.stderr.write("CONNECTED\\n"); process.exit(99); };
for (const [name, members] of Object.entries({
  net: ["connect", "createConnection", "createServer"], tls: ["connect"], dgram: ["createSocket"],
  dns: ["lookup", "resolve"], http: ["request", "get", "createServer"], https: ["request", "get"], http2: ["connect"],
  child_process: ["spawn", "exec", "execFile", "fork", "spawnSync", "execSync"],
})) for (const member of members) require(name)[member] = refuse;
require("net").Socket.prototype.connect = refuse;
globalThis.fetch = refuse;
globalThis.WebSocket = refuse;
require("module").syncBuiltinESMExports();
`,
    );
    const node = ["--require", guard];
    const caught = spawn(process.execPath, [...node, "-e", 'require("net").connect(1)']);
    expect(await new Promise((resolve) => caught.on("close", resolve))).toBe(99);
    for (const args of [sources(), [...sources(), "--format", "md"], ["explain", "AADSTS50171"]]) {
      const [guarded, free] = [await cli.run(args, { node }), await cli.run(args)];
      expect([guarded.code, guarded.stdout]).toEqual([free.code, free.stdout]);
      expect(guarded.stderr).not.toContain("CONNECTED");
    }
    const imported = [...readFileSync(cli.script, "utf8").matchAll(/\bfrom ?"(?:node:)?([a-z0-9_/]+)"/g)].map(
      ([, name]) => name,
    );
    expect([...new Set(imported)].sort()).toEqual(["fs", "fs/promises", "path", "stream", "zlib"]);
  });
});

describe("explain", () => {
  const ERROR =
    "AADSTS50171: The given audience can only be used in Mutual-TLS token calls. Trace ID: 0a1b2c3d-1111-4222-8333-444455556666";

  it("reads an argument or standard input", async () => {
    const { code, stdout, stderr } = await cli.run(["explain", ERROR]);
    expect([code, stderr]).toEqual([0, ""]);
    expect(Math.max(...stdout.split("\n").map(({ length }) => length))).toBeLessThanOrEqual(80);
    expectGolden("explain-50171.txt", stdout);
    expect((await cli.run(["explain"], { input: ERROR })).stdout).toBe(stdout);
    expect((await cli.run(["explain", "-"], { input: ERROR })).stdout).toBe(stdout);
    expect((await cli.run(["explain", ...ERROR.split(" ")])).stdout).toBe(stdout);
  });

  it("writes JSON and Markdown with commands in them", async () => {
    const { stdout } = await cli.run(["explain", ERROR, "--format", "json"]);
    expect(JSON.parse(stdout)).toMatchObject({
      code: 50171,
      category: "config",
      ids: { traceId: "0a1b2c3d-1111-4222-8333-444455556666" },
    });
    const markdown = (await cli.run(["explain", ERROR, "--format", "md", "--cloud", "usgov"])).stdout;
    expect(markdown).toContain("- [ ] **");
    expect(markdown).toContain("mtlsauth.microsoftonline.us");
  });

  it("ends with 2 where there is no code, and says what it looked for", async () => {
    const { code, stdout, stderr } = await cli.run(["explain", "the printer is on fire"]);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(/No AADSTS code was found[^]*Looked for/);
    expect(await cli.run(["explain"], { input: "" })).toMatchObject({ code: 2 });
  });

  it("lets no pasted text act on the terminal", async () => {
    const { stdout } = await cli.run([
      "explain",
      "AADSTS500011: The resource principal named \u001b]0;x\u0007https://a was not found in it",
    ]);
    expect(stdout).not.toMatch(/[\u001b\u0007]/);
  });

  it("explains a code that the catalogue does not know", async () => {
    const { code, stdout } = await cli.run(["explain", "AADSTS99999999"]);
    expect([code, stdout]).toEqual([0, expect.stringContaining("does not know this code")]);
  });
});
