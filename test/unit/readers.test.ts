import fc from "fast-check";
import { codeInText, parseCode } from "../../src/model/read/code";
import { parseCount } from "../../src/model/read/count";
import { simpleCode, simpleCount, simpleTime } from "../../src/model/read/fast";
import { parseTime } from "../../src/model/read/time";
import { readCsv } from "../../src/model/read/csv";

const time = (cell: unknown): unknown => {
  const result = parseTime(cell);
  return result.kind === "time" ? new Date(result.value).toISOString() : result.kind;
};
const code = (cell: unknown): unknown => {
  const result = parseCode(cell);
  return result.kind === "code" ? result.value : result.kind;
};

describe("result codes", () => {
  it.each([
    [0, 0],
    ["0", 0],
    [50171, 50171],
    ["50171", 50171],
    [" 50171 ", 50171],
    ["50171.0", 50171],
    ["AADSTS50171", 50171],
    ["aadsts7000215", 7000215],
    ["AADSTS50171: The given audience can only be used in Mutual-TLS token calls.", 50171],
    ["A configuration issue. Original exception: AADSTS50171: text Trace ID: 50172", 50171],
    ["AADSTS500171: certificate revoked", 500171],
    ["error code: 700016 (more)", 700016],
    [null, "none"],
    ["", "none"],
    ["  ", "none"],
    ["no code in here", "unreadable"],
    [-1, "unreadable"],
    [1.5, "unreadable"],
    [Number.NaN, "unreadable"],
    [Number.POSITIVE_INFINITY, "unreadable"],
    [true, "unreadable"],
    ["50171 or 50172", "unreadable"],
    [123456789, "unreadable"],
  ])("reads %p as %p", (cell, expected) => expect(code(cell)).toBe(expected));

  it("matches whole numbers only", () => {
    expect(codeInText("AADSTS500171")).toBe(500171);
    expect(codeInText("x50171")).toBeNull();
  });

  it("finds a code at the start of a megabyte of text", () => {
    expect(code(`AADSTS50171: ${"x".repeat(1_000_000)}`)).toBe(50171);
    expect(code("x".repeat(1_000_000))).toBe("unreadable");
  });
});

describe("times", () => {
  it.each([
    ["2026-11-20T02:00:11Z", "2026-11-20T02:00:11.000Z"],
    ["2021-04-01T21:36:48-8:00", "2021-04-02T05:36:48.000Z"],
    ["2026-11-20T02:00:00+05:30", "2026-11-19T20:30:00.000Z"],
    ["2026-11-20T02:00:00+0530", "2026-11-19T20:30:00.000Z"],
    ["2023-07-26 22:58:30.983201900", "2023-07-26T22:58:30.983Z"],
    ["2023-12-11 22:58:32Z", "2023-12-11T22:58:32.000Z"],
    ["2026-11-20", "2026-11-20T00:00:00.000Z"],
    ["/Date(1335522678000)/", "2012-04-27T10:31:18.000Z"],
    ["/Date(1335522678000+0200)/", "2012-04-27T10:31:18.000Z"],
    ["7/26/2023, 10:58:30.983 PM", "2023-07-26T22:58:30.983Z"],
    ["7/26/2023, 12:05:00 AM", "2023-07-26T00:05:00.000Z"],
    [1_763_604_011, "2025-11-20T02:00:11.000Z"],
    [1_763_604_011_000, "2025-11-20T02:00:11.000Z"],
    ["1763604011000", "2025-11-20T02:00:11.000Z"],
    [new Date(Date.UTC(2026, 10, 20)), "2026-11-20T00:00:00.000Z"],
    ["2325-01-01", "2325-01-01T00:00:00.000Z"],
    ["1900-01-01T00:00:00Z", "never"],
    ["0001-01-01T00:00:00Z", "never"],
    ["", "empty"],
    [null, "empty"],
    ["26/07/2023 10:00", "unreadable"],
    ["2026-02-30", "unreadable"],
    ["2026-13-01", "unreadable"],
    ["2026-11-20T25:00:00Z", "unreadable"],
    ["yesterday", "unreadable"],
    [new Date(Number.NaN), "unreadable"],
    [Number.NaN, "unreadable"],
    [42, "unreadable"],
    [{}, "unreadable"],
    ["9".repeat(1_000_000), "unreadable"],
  ])("reads %p as %p", (cell, expected) => expect(time(cell)).toBe(expected));

  it("takes a wall clock's local fields as UTC when told that dates carry no zone", () => {
    const local = new Date(2026, 10, 20, 2, 0, 11);
    expect(parseTime(local, "wallClock")).toEqual({ kind: "time", value: Date.UTC(2026, 10, 20, 2, 0, 11) });
  });
});

describe("counts", () => {
  it.each([
    [null, 1, false],
    [5, 5, false],
    ["12", 12, false],
    ["1,234", 1234, false],
    ["1.234.567", 1234567, false],
    [0, 0, false],
    [-3, 1, true],
    [Number.NaN, 1, true],
    [Number.POSITIVE_INFINITY, 1, true],
    ["many", 1, true],
    [2.6, 3, true],
    [{}, 1, true],
  ])("reads %p as %p (problem: %p)", (cell, value, isProblem) => {
    const result = parseCount(cell);
    expect([result.value, result.problem !== null]).toEqual([value, isProblem]);
  });
});

describe("CSV", () => {
  const read = (
    text: string,
  ): { rows: string[][]; columns: Record<string, number>; ignored: readonly string[]; faults: number } => {
    const rows: string[][] = [];
    let columns: Record<string, number> = {};
    const report = readCsv(text, (chunk, map) => {
      rows.push(...chunk.map((cells) => [...cells]));
      columns = map;
    });
    return { rows, columns, ignored: report.ignored, faults: report.faults.length };
  };

  it("knows fields by their own and by Log Analytics names, in any case, with the portal's suffix", () => {
    const { columns, ignored } = read(
      "\uFEFFTimeGenerated [UTC],serviceprincipalID,RESULTTYPE,Nonsense\n2026-11-20,a,0,x\n",
    );
    expect([columns["time"], columns["servicePrincipalId"], columns["resultType"]]).toEqual([0, 1, 2]);
    expect(ignored).toEqual(["Nonsense"]);
  });

  it("takes AADTenantId for the tenant and a Log Analytics table's TenantId for the workspace it is", () => {
    for (const header of ["TenantId,AADTenantId,TimeGenerated", "AADTenantId,TenantId,TimeGenerated"]) {
      const { columns } = read(`${header}\na,b,2026-11-20\n`);
      expect(header.split(",")[columns["tenantId"] ?? -1]).toBe("AADTenantId");
    }
    expect(read("TenantId,ResourceIdentity\na,b\n").ignored).toEqual(["TenantId"]);
    expect(read("tenantId,time\na,2026-11-20\n").ignored).toEqual([]);
  });

  it("does not take a column in another zone for UTC", () => {
    expect(read("TimeGenerated [Local Time],appId\n2026-11-20 10:00,a\n").ignored).toEqual([
      "TimeGenerated [Local Time]",
    ]);
  });

  it("reads semicolons, quotes, line breaks in cells and CRLF", () => {
    const { rows } = read('appId;servicePrincipalName\r\na;"one;\r\ntwo ""three"""\r\n\r\nb;x\r\n');
    expect(rows).toEqual([
      ["a", 'one;\r\ntwo "three"'],
      ["b", "x"],
    ]);
  });

  it("reads a large file in chunks without losing or repeating a row", () => {
    const lines = Array.from({ length: 60_000 }, (_, i) => `app-${String(i)},"name ${String(i)}, with a comma",50171`);
    const { rows } = read(`appId,servicePrincipalName,resultType\n${lines.join("\n")}`);
    expect(rows.length).toBe(60_000);
    expect(new Set(rows.map(([id]) => id)).size).toBe(60_000);
  });

  it("reports an unclosed quote and reads an empty file", () => {
    expect(read('appId\n"open').faults).toBe(1);
    expect(read("").rows).toEqual([]);
  });
});

describe("the fast readers", () => {
  const cells = fc.oneof(
    fc.string(),
    fc.integer(),
    fc.double(),
    fc.constantFrom(null, undefined, true, "0", "-0", "+5", "007", "50171", " 1", "1e3", ""),
    fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
    fc.date({ noInvalidDate: true }).map((date) => date.toISOString().replace(/\.\d+/, "")),
    fc
      .tuple(
        fc.integer({ min: 1960, max: 2050 }),
        fc.integer({ min: 0, max: 13 }),
        fc.integer({ min: 0, max: 32 }),
        fc.integer({ min: 0, max: 25 }),
      )
      .map(([y, m, d, h]) =>
        `${y}-${String(m).padStart(2, "0")}-${String(d).padStart(2, "0")}T${String(h).padStart(2, "0")}:59:60Z`.replace(
          "60Z",
          h % 2 === 0 ? "60Z" : "59Z",
        ),
      ),
  );

  it("say what the full readers say, or leave it to them", () => {
    fc.assert(
      fc.property(cells, (cell) => {
        const [code, time, count] = [simpleCode(cell), simpleTime(cell), simpleCount(cell)];
        if (code >= 0) expect(parseCode(cell)).toEqual({ kind: "code", value: code });
        if (time >= 0) expect(parseTime(cell)).toEqual({ kind: "time", value: time });
        if (count >= 0) expect(parseCount(cell)).toEqual({ value: count, problem: null });
      }),
      { numRuns: 2000 },
    );
  });

  it("do read the usual forms", () => {
    expect(simpleCode("50171")).toBe(50171);
    expect(simpleCount(12)).toBe(12);
    expect(simpleTime("2026-11-20T02:00:11Z")).toBe(Date.UTC(2026, 10, 20, 2, 0, 11));
    expect(simpleTime("2026-11-20T02:00:11.123Z")).toBe(Date.UTC(2026, 10, 20, 2, 0, 11, 123));
  });
});
