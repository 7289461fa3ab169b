import fc from "fast-check";
import Papa from "papaparse";
import { FIELDS, Model, type Snapshot } from "../../src/model";
import { CsvRows } from "../../src/model/read/csvRows";
import { FactsReader, type FactsReport } from "../../src/model/read/factsReader";
import { jsonFault } from "../../src/model/read/jsonError";
import { MAX_LINE } from "../../src/model/read/ndjson";
import { TextFeed } from "../../src/model/read/textFeed";
import { NOW, principalsOf, SOURCE } from "../support/load";
import { describeShared, shared } from "../support/shared";

interface ReadResult {
  readonly report: FactsReport;
  readonly snapshot: Snapshot;
}

/** Reads a file given in pieces. */
function read(pieces: readonly string[], lines = false): ReadResult {
  const model = new Model(NOW);
  const reader = new FactsReader(
    {
      rows: (rows, columns) => model.append(rows, columns),
      skipped: (field, value, reason) => model.store.skip(field, value, reason),
    },
    lines,
  );
  for (const piece of pieces) reader.push(piece);
  const report = reader.end();
  return { report, snapshot: model.snapshot(SOURCE) };
}

const json = (value: unknown): ReadResult => read([JSON.stringify(value)]);
const problemsOf = ({ snapshot }: ReadResult): unknown[] =>
  snapshot.problems.entries.map(({ row, field, reason }) => [row, field, reason]);

/** Everything that a snapshot says, as plain data. */
const plain = (snapshot: Snapshot): unknown => ({
  principals: principalsOf(snapshot),
  problems: snapshot.problems,
  missing: snapshot.missing,
  totals: snapshot.totals,
  source: snapshot.source,
});

const SP = "5b2f7a10-1111-4a01-9001-0000000000a1";
const APP = "0c9d1f20-aaaa-4b01-8001-0000000000a1";
const signIn = {
  id: "1",
  createdDateTime: "2026-11-20T02:00:11Z",
  servicePrincipalId: SP,
  servicePrincipalName: "job",
  appId: APP,
  resourceDisplayName: "Ledger",
  resourceId: "r1",
  servicePrincipalCredentialKeyId: "k1",
  tenantId: "t1",
  status: { errorCode: 50171, failureReason: "The given audience can only be used in Mutual-TLS token calls." },
  location: { countryOrRegion: "NL", city: "Delft" },
};

describe("JSON of services", () => {
  it("is read from a page of sign-ins, one or several, and says when a page is missing", () => {
    const page = { "@odata.context": "x", value: [signIn] };
    const first = { ...page, "@odata.nextLink": "https://graph.microsoft.com/next" };
    for (const value of [
      page,
      [first, page],
      [signIn, signIn],
      { responses: [{ id: "1", status: 200, body: page }] },
    ]) {
      const { report, snapshot } = json(value);
      expect([report.failure, report.truncated, snapshot.problems.total]).toEqual(["", "", 0]);
      expect(snapshot.principal(0).cases[0]).toMatchObject({
        id: `${SP}|r1|50171`,
        resource: "Ledger",
        tenantId: "t1",
        message: signIn.status.failureReason,
        lastFailure: Date.parse(signIn.createdDateTime),
      });
    }
    expect(json(first).report.truncated).toBe("the last page names a next one that is not here");
  });

  it("leaves sign-ins of users out and says so", () => {
    const result = json({ value: [{ ...signIn, servicePrincipalId: "", userId: "u" }, signIn] });
    expect(result.snapshot.totals.signIns).toBe(1);
    expect(problemsOf(result)).toEqual([
      [1, "servicePrincipalId", "a sign-in of a user, not of a service principal: left out"],
    ]);
  });

  it("counts summarised sign-ins by their count, at the start of their bin", () => {
    const { snapshot } = json({
      value: [{ ...signIn, createdDateTime: undefined, signInCount: 24, aggregationDateTime: "2026-11-20T06:00:00Z" }],
    });
    expect(snapshot.totals.failures).toBe(24);
    expect(snapshot.source.from).toBe(Date.parse("2026-11-20T06:00:00Z"));
  });

  it("is read from diagnostic records, alone or in envelopes, whose resourceId is the log's own", () => {
    const properties = { ...signIn, status: undefined, resourceId: undefined, tenantId: undefined };
    const record = {
      category: "ServicePrincipalSignInLogs",
      time: "2026-11-20T02:10:00Z",
      resourceId: "/tenants/t1/providers/Microsoft.aadiam",
      tenantId: "t1",
      resultType: "50171",
      properties,
    };
    for (const value of [record, { records: [record] }, { ...record, properties: JSON.stringify(properties) }]) {
      const { snapshot } = json(value);
      expect(snapshot.principal(0).cases[0]).toMatchObject({
        id: `${SP}|ledger|50171`,
        tenantId: "t1",
        lastFailure: Date.parse(signIn.createdDateTime),
      });
    }
    expect(problemsOf(json([record, { ...record, category: "AuditLogs" }]))).toEqual([
      [2, "category", "not sign-ins of service principals: left out"],
    ]);
  });

  it("is read from the tables of a query; TenantId is the workspace, and a partial answer is not complete", () => {
    const columns = ["TimeGenerated", "ServicePrincipalId", "ResultType", "ResourceIdentity", "TenantId"];
    const table = {
      name: "PrimaryResult",
      columns: columns.map((name) => ({ name, type: "string" })),
      rows: [["2026-11-20T02:00:11.1234567Z", SP, "50171", "r1", "workspace"]],
    };
    const { report, snapshot } = json({ tables: [table], error: { code: "PartialError", message: "too long" } });
    expect(report.truncated).toBe("the query was not answered in full: PartialError: too long");
    expect(report.ignored).toEqual(["TenantId"]);
    expect(snapshot.principal(0).cases[0]).toMatchObject({ id: `${SP}|r1|50171`, tenantId: "" });
    expect(snapshot.missing.map(({ field }) => field)).toContain("servicePrincipalName");
  });

  it("gives credentials of applications to their app id and those of principals to the principal, never a secret", () => {
    const application = {
      id: "object-id-of-the-application",
      appId: APP,
      displayName: "job",
      passwordCredentials: [
        { keyId: "k1", displayName: "s", endDateTime: "2027-01-01T00:00:00Z", secretText: "SECRET", hint: "HINT" },
      ],
      keyCredentials: [],
      federatedIdentityCredentials: [{ id: "f1", name: "gh", issuer: "https://i", subject: "repo:x" }],
    };
    const principal = {
      id: SP,
      appId: APP,
      servicePrincipalType: "Application",
      displayName: "job",
      keyCredentials: { keyId: "k2", usage: "Verify", customKeyIdentifier: "AAAAAAAAAAAAAAAAAAAAAAAAAAA=" },
    };
    const { snapshot } = json([{ value: [application] }, { value: [principal] }]);
    const found = principalsOf(snapshot);
    expect(found.map(({ id }) => id)).toEqual([SP]);
    expect(
      found[0]?.credentials.map(({ kind, keyId, origin, thumbprint }) => [kind, keyId, origin, thumbprint]),
    ).toEqual([
      ["secret", "k1", "application", ""],
      ["certificate", "k2", "servicePrincipal", "0".repeat(40)],
      ["federated", "f1", "application", ""],
    ]);
    expect(JSON.stringify(plain(snapshot))).not.toMatch(/SECRET|HINT|object-id-of-the-application/);
  });

  it("does not judge the platform's keys of a managed identity", () => {
    const { snapshot } = json({
      value: [{ id: SP, appId: APP, servicePrincipalType: "ManagedIdentity", keyCredentials: [{ keyId: "k" }] }],
    });
    expect(snapshot.principal(0).credentials.map(({ kind }) => kind)).toEqual(["managedIdentity"]);
  });

  it("joins the report on the last use of credentials to the credentials themselves", () => {
    const use = {
      keyId: "k1",
      keyType: "clientSecret",
      appId: APP,
      servicePrincipalObjectId: SP,
      credentialOrigin: "application",
      signInActivity: { lastSignInDateTime: "2026-11-01T00:00:00Z" },
    };
    const application = { appId: APP, passwordCredentials: [{ keyId: "k1", displayName: "s" }] };
    const { credentials } = json([{ value: [use] }, { value: [application] }]).snapshot.principal(0);
    expect(credentials).toHaveLength(1);
    expect(credentials[0]).toMatchObject({ name: "s", lastUsed: Date.parse("2026-11-01T00:00:00Z") });
  });

  it.each<[string, unknown, RegExp]>([
    ["our own export", { schemaVersion: "1.0", principals: [] }, /--baseline or --marks$/],
    ["an answer that is an error", { error: { code: "Forbidden", message: "no" } }, /says an error: Forbidden: no$/],
    ["something else", { hello: "world" }, /^holds no sign-in/],
    ["federated credentials alone", [{ id: "1", name: "n", issuer: "i", subject: "s" }], /^holds no sign-in/],
    ["a list of numbers", [5], /^holds no sign-in/],
  ])("cannot be %s", (_, value, expected) => expect(json(value).report.failure).toMatch(expected));

  it("may be empty without being wrong", () => {
    for (const value of [[], { value: [] }, { tables: [{ columns: [{ name: "ResultType" }], rows: [] }] }]) {
      expect([json(value).report.failure, json(value).snapshot.source.rowsRead]).toEqual(["", 0]);
    }
  });
});

describe("JSON lines", () => {
  const line = (row: object): string => `${JSON.stringify(row)}\n`;
  const good = { servicePrincipalId: SP, resultType: 50171, time: "2026-11-20T02:00:11Z" };

  it("cost only the line that cannot be read", () => {
    const text = `${line(good)}{"servicePrincipalId": "x", oops}\n\n${line(good)}[1\n${line(good).slice(0, -5)}`;
    const result = read([text]);
    expect(result.report.format).toBe("ndjson");
    expect(result.snapshot.totals.signIns).toBe(2);
    expect(problemsOf(result)).toEqual([
      [2, "row", "not JSON at column 29 of the line"],
      [4, "row", "the JSON stops before it is complete"],
      [5, "row", "the JSON stops before it is complete"],
    ]);
  });

  it("may be of any shape that a file may be, and mixed", () => {
    const { snapshot, report } = read([line({ value: [signIn] }) + line(good)]);
    expect([report.failure, snapshot.totals.signIns]).toEqual(["", 2]);
  });

  it("are not read when they have no end", () => {
    const result = read([line(good), `{"a":"${"x".repeat(MAX_LINE)}`, `"}\n${line(good)}`]);
    expect(result.snapshot.totals.signIns).toBe(2);
    expect(problemsOf(result)).toEqual([[2, "row", `the line is longer than ${String(MAX_LINE)} characters`]]);
  });

  it("may begin with a bad one where the name says what they are", () => {
    expect(read([`{bad\n${line(good)}`], true).snapshot.totals.signIns).toBe(1);
    expect(read([`{bad\n${line(good)}`]).report.failure).toBe("cannot be read: not JSON at line 1, column 2");
  });
});

describe("a JSON text that is none", () => {
  it.each<[string, [number, number, boolean]]>([
    ['{"value": [{"a": 1}, {"b"', [1, 26, true]],
    ['[1,\n 2,\n {"a": "unfinis', [3, 8, true]],
    ["[1,]", [1, 4, false]],
    ['{"a" 1}', [1, 6, false]],
    ["[1] [2]", [1, 5, false]],
    ["[tru", [1, 2, true]],
    ["[nope]", [1, 2, false]],
    ["{'a': 1}", [1, 2, false]],
  ])("%s stops at %p", (text, [line, column, truncated]) => {
    expect(() => JSON.parse(text) as unknown).toThrow();
    expect(jsonFault(text)).toEqual({ line, column, truncated });
  });

  it("is told from its every beginning", () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(), (text, at) => {
        const start = text.slice(0, at % Math.max(1, text.length));
        try {
          JSON.parse(start);
        } catch {
          const { line, column } = jsonFault(start);
          expect(line).toBe(1);
          expect(column).toBeLessThanOrEqual(start.length + 1);
        }
      }),
    );
  });
});

const cell = fc.oneof(
  fc.constantFrom("", "a", "0", "50171", "x,y", 'say "hi"', "two\nlines", "cr\r\nlf", ";", "\t", "é", "名"),
  fc.string({ maxLength: 6 }),
);
const table = fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 12 });

/** A text cut at the places given. */
const cutAt = (text: string, places: readonly number[]): string[] => {
  const ends = [...new Set(places.map((place) => place % (text.length + 1)))].sort((a, b) => a - b);
  return [...ends, text.length].map((end, i) => text.slice(ends[i - 1] ?? 0, end));
};

describe("pieces", () => {
  it("of a CSV give its rows wherever it is cut, as another reader finds them in the whole", () => {
    fc.assert(
      fc.property(
        table,
        fc.array(fc.nat(), { maxLength: 8 }),
        fc.constantFrom("\n", "\r\n"),
        fc.boolean(),
        (rows, places, newline, quotes) => {
          const text = Papa.unparse(rows, { newline, quotes });
          const found: string[][] = [];
          const faults: string[] = [];
          const reader = new CsvRows(
            ",",
            (some) => found.push(...some),
            (_, reason) => faults.push(reason),
          );
          for (const piece of cutAt(text, places)) reader.push(piece);
          reader.end();
          expect(faults).toEqual([]);
          expect(found).toEqual(Papa.parse<string[]>(text, { delimiter: ",", newline, skipEmptyLines: "greedy" }).data);
        },
      ),
      { numRuns: 500 },
    );
  });

  const facts = fc.array(
    fc.record({
      servicePrincipalId: fc.constantFrom("a", "b", ""),
      appId: fc.constantFrom("p", "q", ""),
      servicePrincipalName: fc.constantFrom("one", "t,wo", 'th"ree', "名", ""),
      resultType: fc.constantFrom("0", "50171", "AADSTS7000215", "", "none"),
      resourceId: fc.constantFrom("r1", "r2", ""),
      time: fc.constantFrom("2026-11-20T02:00:11Z", "2026-11-21", "", "later"),
      signIns: fc.constantFrom("1", "3", "", "x"),
      heldKind: fc.constantFrom("", "", "secret", "password"),
      heldKeyId: fc.constantFrom("", "", "k1"),
      heldEnd: fc.constantFrom("", "", "2027-01-01"),
    }),
    { minLength: 1, maxLength: 12 },
  );

  it("of CSV, JSON lines and JSON with the same rows give the same facts", () => {
    fc.assert(
      fc.property(facts, fc.array(fc.nat(), { maxLength: 5 }), (rows, places) => {
        const filled = rows.filter((row) => Object.values(row).some((text) => text.trim() !== ""));
        fc.pre(filled.length > 0);
        const csv = read(cutAt(Papa.unparse(filled), places));
        const lines = read(cutAt(filled.map((row) => JSON.stringify(row)).join("\n"), places), true);
        const whole = read(cutAt(JSON.stringify(filled, null, 1), places));
        expect(csv.report.failure).toBe("");
        expect(plain(lines.snapshot)).toEqual(plain(csv.snapshot));
        expect(plain(whole.snapshot)).toEqual(plain(csv.snapshot));
      }),
      { numRuns: 150 },
    );
  });

  it("of bytes give their text wherever they are cut, in each encoding", () => {
    const text = "appId,servicePrincipalName\r\na,Käfer 名 😀\r\n";
    const utf16 = Buffer.from(`\uFEFF${text}`, "utf16le");
    const encodings = [
      Buffer.from(text),
      Buffer.from(`\uFEFF${text}`),
      utf16,
      Buffer.from(utf16).swap16(),
      Buffer.from(text, "utf16le"),
    ];
    for (const bytes of encodings) {
      for (const size of [1, 2, 3, 7, 1000]) {
        const feed = new TextFeed();
        let found = "";
        for (let from = 0; from < bytes.length; from += size) found += feed.push(bytes.subarray(from, from + size));
        expect(found + feed.end()).toBe(text);
        expect(feed.hasUnreadable).toBe(false);
      }
    }
    const broken = new TextFeed();
    broken.push(Buffer.from([0x61, 0xe9, 0x2c]));
    broken.end();
    expect(broken.hasUnreadable).toBe(true);
  });
});

describe("CSV of other programs", () => {
  const columns = ({ snapshot }: ReadResult): unknown => [snapshot.totals.failures, snapshot.totals.signIns];

  it.each([
    ["semicolons", "resultType;appId;signIns\r\n50171;a;3\r\n"],
    ["tabs", "resultType\tappId\tsignIns\n50171\ta\t3"],
    ["a line that names the delimiter", "sep=;\r\nresultType;appId;signIns\r\n50171;a;3\r\n"],
    ["any delimiter so named", "sep=|\nresultType|appId|signIns\n50171|a|3"],
    ["old line ends", "resultType,appId,signIns\r50171,a,3\r"],
    ["blank lines around", "\n\r\n\nresultType,appId,signIns\n\n50171,a,3\n,,\n"],
    ["commas within quoted semicolons", '"resultType";"appId";"signIns"\n"50171";"a,b";"3"\n'],
  ])("with %s", (_, text) => {
    for (const pieces of [[text], text.split("")]) expect(columns(read(pieces))).toEqual([3, 3]);
  });

  it("reports quotes that are broken, with their row", () => {
    expect(read(['resultType,appId\n0,a\n"50171"x,b\n0,"c']).report.faults).toEqual([
      { row: 2, reason: "text follows a closing quote" },
      { row: 3, reason: "a quote is opened and never closed" },
    ]);
  });

  it("keeps memory bounded when a quote swallows the file", () => {
    const pieces = ['resultType,appId\n50171,"', ...Array.from({ length: 50 }, () => "x".repeat(1 << 16))];
    const { snapshot } = read(pieces);
    expect(snapshot.columns.id[0]?.length).toBeLessThanOrEqual(2_000);
  });

  it("is refused where no column tells a result or a credential", () => {
    for (const text of ["a,b\n1,2\n", "appId,servicePrincipalName\na,b\n"]) {
      expect(read([text]).report.failure).toMatch(/^has no column/);
    }
    for (const text of ["", " \r\n\t "]) expect(read([text]).report.failure).toBe("is empty");
    expect(read(["resultType\n"]).report.failure).toBe("");
  });
});

describe("contract", () => {
  it("fields are known under their own names in JSON, each", () => {
    const row = Object.fromEntries(FIELDS.map((field) => [field, field === "resultType" ? "0" : ""]));
    const { report, snapshot } = json([row]);
    expect([report.ignored, snapshot.missing]).toEqual([[], []]);
  });
});

describeShared("JSON that no one here wrote", () => {
  const file = (...parts: string[]): ReadResult => read([shared(...parts)]);

  it("is read: rows of a diagnostic export, whose outer resource id is no resource", () => {
    const { snapshot, report } = file("panther", "sp-signin-rows.extracted.json");
    expect([report.failure, snapshot.problems.total, snapshot.totals.signIns]).toEqual(["", 0, 7]);
    expect(snapshot.principal(0).cases.map(({ id }) => id)).toEqual([
      "b1c34143-e405-4058-8e29-84596ad737b8|037694de-8c7d-498d-917d-edb650090fa5|7000215",
    ]);
  });

  it("is read: Graph's summaries, last uses, and directory objects in two spellings", () => {
    expect(file("graph-docs", "getSummarizedServicePrincipalSignIns.json").snapshot.totals.signIns).toBe(43);
    const uses = principalsOf(file("graph-docs", "appCredentialSignInActivities.json").snapshot);
    expect(uses.map(({ credentials }) => credentials[0]?.lastUsed)).toEqual([
      Date.parse("2021-03-18T08:00:00Z"),
      Date.parse("2021-02-01T09:23:46Z"),
    ]);
    const risky = principalsOf(file("scubagear", "ProviderSettingsExport.risky-apps-extract.json").snapshot);
    expect(risky[0]?.credentials.map(({ kind }) => kind).sort()).toEqual([
      "certificate",
      "federated",
      "secret",
      "secret",
    ]);
    expect(file("scubagear", "MockApplications.json").report.failure).toBe("");
  });

  it("is refused with a reason: other reports", () => {
    expect(file("scubagear", "ActionPlan.csv").report.failure).toMatch(/^has no column/);
    expect(file("zerotrust", "credential-posture-rows.csv").report.failure).toMatch(/^has no column/);
    expect(file("graph-docs", "servicePrincipalSignInActivity.json").report.failure).toMatch(/^holds no sign-in/);
  });
});
