import { readFileSync } from "node:fs";
import path from "node:path";
import { createLogsPart } from "../../src/cloud/logs";
import { FIELDS, Model } from "../../src/model";
import { FactsReader } from "../../src/model/read/factsReader";
import { estimateBody, principalBody, signInsBody, TABLES, withValue } from "../../src/panel/sources/logs/queries";
import { binder, commandsOf, queriesIn, type Bound, type KustoColumn } from "../support/kusto";
import { NOW, SOURCE } from "../support/load";
import { LOG_TABLES, NEWER_COLUMNS } from "../support/logTables";
import { standInSend } from "../support/standInSend";

const QUERIES = queriesIn("queries");
const EVENTHOUSE = queriesIn("queries/eventhouse");
const query = (name: string): string => QUERIES[name] ?? "";
const script = (name: string): string => EVENTHOUSE[name] ?? "";
const doc = (name: string): string => readFileSync(path.resolve(__dirname, "../..", name), "utf8");

const bind = binder(LOG_TABLES);
const names = ({ columns }: Bound): string[] => columns.map(({ name }) => name);
const OBJECT = "5b2f7a10-1111-4a01-9001-0000000000a1";
const WINDOW = { from: NOW - 86_400_000, until: NOW };

/** What a load cannot do without. */
const NEEDED = [
  "servicePrincipalId",
  "servicePrincipalName",
  "appId",
  "servicePrincipalType",
  "resultType",
  "resultDescription",
  "resource",
  "resourceId",
  "time",
  "clientCredentialType",
  "credentialKeyId",
  "tenantId",
  "appOwnerTenantId",
  "resourceOwnerTenantId",
  "correlationId",
];

describe("queries against the documented tables of Log Analytics", () => {
  it("are three, and each binds without a complaint", () => {
    expect(Object.keys(QUERIES).sort()).toEqual(["estimate.kql", "principal.kql", "sign-ins.kql"]);
    for (const [name, text] of Object.entries(QUERIES)) expect([name, bind(text).problems]).toEqual([name, []]);
  });

  it("bind as the panel sends them, for either table alone", () => {
    for (const { table } of TABLES) {
      for (const body of [
        signInsBody(table, "1h", WINDOW),
        signInsBody(table, "1d", WINDOW),
        estimateBody(table, "1d", WINDOW),
        principalBody(table, OBJECT, WINDOW),
      ]) {
        expect(bind(body.query).problems).toEqual([]);
        expect(body.query).not.toContain("union");
        expect(body.query).toContain(`let from = datetime(${new Date(WINDOW.from).toISOString()});`);
      }
    }
  });

  it("bind against tables that lack the newer columns, as national clouds have them", () => {
    const older = Object.fromEntries(
      Object.entries(LOG_TABLES).map(([name, columns]) => [
        name,
        columns.filter((column) => !NEWER_COLUMNS.includes(column.name)),
      ]),
    );
    const bindOlder = binder(older);
    for (const text of Object.values(QUERIES)) expect(bindOlder(text).problems).toEqual([]);
  });

  it("answer with fields of the facts table, typed as it reads them", () => {
    const signIns = bind(query("sign-ins.kql"));
    expect(names(signIns)).toEqual([...NEEDED, "signIns"]);
    const details = bind(query("principal.kql"));
    expect(names(details).sort()).toEqual([...NEEDED, "ipAddress", "location", "userAgent"].sort());
    for (const { name, type } of [...signIns.columns, ...details.columns]) {
      expect(FIELDS).toContain(name);
      expect([name, type]).toEqual([name, name === "time" ? "datetime" : name === "signIns" ? "long" : "string"]);
    }
    expect(bind(query("estimate.kql")).columns).toEqual([
      { name: "day", type: "datetime" },
      { name: "signIns", type: "long" },
      { name: "failures", type: "long" },
      { name: "rows", type: "long" },
      { name: "bytes", type: "long" },
      { name: "newest", type: "datetime" },
    ]);
  });

  it("name no column that no table has, not even where its absence is allowed for", () => {
    const known = new Set<string>(Object.values(LOG_TABLES).flatMap((columns) => columns.map(({ name }) => name)));
    const optional = Object.values(QUERIES).flatMap((text) =>
      [...text.matchAll(/column_ifexists\("(\w+)"/g)].map(([, name]) => name ?? ""),
    );
    expect(optional.length).toBeGreaterThan(5);
    for (const name of optional)
      expect([name, known.has(name), NEWER_COLUMNS.includes(name)]).toEqual([name, true, true]);
  });

  it("would not pass with a wrong column, operator, type or an unbracketed keyword", () => {
    const good = query("sign-ins.kql");
    for (const [from, to] of [
      ["= ServicePrincipalId,", "= ServicePrincipalIdentity,"],
      ["| mv-expand part", "| mv-explode part"],
      ["min(TimeGenerated)", "min(TimeCreated)"],
      ['["time"] =', "time ="],
      ["TimeGenerated >= from", 'TimeGenerated >= "yesterday" + 1'],
      ["AADServicePrincipalSignInLogs,", "AADServicePrincipalSignIns,"],
    ] as const) {
      expect(good).toContain(from);
      expect([to, bind(good.replace(from, to)).problems.length > 0]).toEqual([to, true]);
    }
  });

  it("take values only in lines that are there", () => {
    expect(withValue("let grain = 1d;\nT", "grain", "1h")).toBe("let grain = 1h;\nT");
    expect(() => withValue("T", "grain", "1h")).toThrow("no line for grain");
    expect(() => principalBody(TABLES[0].table, `${OBJECT}"`, WINDOW)).toThrow(RangeError);
  });

  it("compare results as text and keep the row count down by the credential's kind of failures alone", () => {
    for (const text of Object.values(QUERIES)) expect(text).not.toMatch(/ResultType [!=]= \d/);
    expect(query("sign-ins.kql")).toContain('iff(failed, column_ifexists("ClientCredentialType", ""), "")');
  });
});

describe("the tables, functions and views of Eventhouse and Data Explorer", () => {
  const commands = (name: string): string[] => commandsOf(script(name));
  const schema = Object.fromEntries(
    [...script("tables.kql").matchAll(/create-merge table (\w+) \(([^)]*)\)/g)].map(([, name, columns]) => [
      name ?? "",
      (columns ?? "").split(",").map((column): KustoColumn => {
        const [own = "", type = ""] = column.trim().split(": ");
        return { name: own, type };
      }),
    ]),
  );
  const views = commands("views.kql").flatMap((command) => {
    const [, name, , inner] =
      /materialized-view with \([^)]*\) (\w+) on table (\w+)\s*\{([\s\S]*)\}$/.exec(command) ?? [];
    return name === undefined ? [] : [{ name, inner: inner ?? "" }];
  });
  const bindRaw = binder(schema);
  const viewed = Object.fromEntries(views.map(({ name, inner }) => [name, bindRaw(inner).columns]));

  it("bind in the order in which they are run", () => {
    expect(commands("tables.kql")).toHaveLength(7);
    expect(commands("flatten.kql")).toHaveLength(3);
    expect(commands("views.kql")).toHaveLength(5);
    const bindAll = binder(schema, viewed);
    for (const name of Object.keys(EVENTHOUSE)) {
      for (const command of commands(name))
        expect([command.slice(0, 60), bindAll(command).problems]).toEqual([command.slice(0, 60), []]);
    }
    expect(bindRaw(commands("views.kql")[0]?.replace("= AppId", "= ApplicationId") ?? "").problems).not.toEqual([]);
  });

  it("have the names and types of Log Analytics, so that the same queries run there", () => {
    const bindHere = binder(schema);
    for (const [table, columns] of Object.entries(LOG_TABLES)) {
      for (const column of schema[table] ?? []) expect(columns).toContainEqual(column);
      expect(schema[table]?.length).toBeGreaterThan(20);
    }
    for (const [name, text] of Object.entries(QUERIES)) {
      const bound = bindHere(text);
      expect([name, bound.problems]).toEqual([name, []]);
      expect(bound.columns).toEqual(bind(text).columns);
    }
  });

  it("are filled by update policies whose function gives just the table's columns, in order", () => {
    const [made = "", ...policies] = commands("flatten.kql");
    const body = /\) \{\n([\s\S]*)\}$/.exec(made)?.[1] ?? "";
    const flat = bindRaw(`let category = ""; let tableName = "";\n${body}`);
    expect(flat.problems).toEqual([]);
    for (const { table, category } of TABLES) {
      expect(flat.columns).toEqual(schema[table]);
      const policy = policies.find((command) => command.startsWith(`.alter table ${table} policy update`)) ?? "";
      const [entry] = JSON.parse(/@'([\s\S]*)'$/.exec(policy)?.[1] ?? "[]") as {
        Source: string;
        Query: string;
        IsEnabled: boolean;
      }[];
      expect(entry).toMatchObject({
        IsEnabled: true,
        Source: "SignInRecords",
        Query: `SignInsOf("${category}", "${table}")`,
      });
    }
    const mapping = JSON.parse(/'(\[.*\])'/.exec(commands("tables.kql")[1] ?? "")?.[1] ?? "[]") as unknown;
    expect(mapping).toEqual([{ column: "records", Properties: { path: "$.records" } }]);
  });

  it("keep daily views by the same aggregation, each a single summarize at its end, filled from what is there", () => {
    expect(views.map(({ name }) => name)).toEqual(["ServicePrincipalSignInsDaily", "ManagedIdentitySignInsDaily"]);
    const aggregates = bind(query("sign-ins.kql").split("| extend part")[0] ?? "");
    for (const [index, { inner }] of views.entries()) {
      expect(inner.match(/\| summarize/g)).toHaveLength(1);
      expect(inner).not.toMatch(/\b(?:now|ago)\(/);
      expect(bindRaw(inner).columns).toEqual(aggregates.columns);
      expect(commands("views.kql")[index]).toMatch(
        /^\.create async ifnotexists materialized-view with \(backfill = true/,
      );
    }
  });

  it("answer as facts by the very lines of the query", () => {
    const function_ = commands("views.kql").at(-1) ?? "";
    const body = /\) \{\n([\s\S]*)\}$/.exec(function_)?.[1] ?? "";
    const bound = binder(schema, viewed)(`let from = ago(30d); let until = now();\n${body}`);
    expect(bound.problems).toEqual([]);
    expect(bound.columns).toEqual(bind(query("sign-ins.kql")).columns);
    const tail = (text: string): string => text.slice(text.indexOf("| extend part")).replaceAll(/^ +/gm, "").trim();
    expect(tail(body)).toBe(tail(query("sign-ins.kql")));
  });
});

describe("the queries in the documentation", () => {
  it("are the files", () => {
    const blocks = [...doc("docs/facts-table.md").matchAll(/```kql\n([\s\S]*?)```/g)].map(([, text]) => text);
    expect(blocks).toEqual([query("sign-ins.kql")]);
    for (const name of [...Object.keys(QUERIES), ...Object.keys(EVENTHOUSE)])
      expect(doc("docs/queries.md")).toContain(name);
  });
});

describe("an answer, saved as a file", () => {
  it("gives the same sums as the sign-ins that it was made from", async () => {
    const at = (hours: number): string => new Date(NOW - hours * 3_600_000).toISOString();
    const rows = [1, 2, 3, 25, 26, 50].map((hours, index) => ({
      TimeGenerated: at(hours),
      ServicePrincipalId: OBJECT,
      AppId: "0c9d1f20-aaaa-4b01-8001-0000000000a1",
      ResultType: index % 2 === 0 ? "50171" : "0",
      ResourceDisplayName: "Ledger",
      CorrelationId: `c${String(hours)}`,
      ResultDescription: "refused",
    }));
    const send = standInSend(createLogsPart(), {
      id: "t",
      settings: { logs: { tables: { [TABLES[0].table]: rows } } },
    });
    const answer = await send({
      url: "https://api.loganalytics.azure.com/v1/workspaces/w/query",
      method: "POST",
      body: signInsBody(TABLES[0].table, "1d", { from: NOW - 30 * 86_400_000, until: NOW }),
      scopes: [],
      role: "",
      part: "",
      pace: "logs",
      signal: new AbortController().signal,
    });
    const [table] = (answer as { tables: { columns: KustoColumn[] }[] }).tables;
    const byName = (a: KustoColumn, b: KustoColumn): number => (a.name < b.name ? -1 : 1);
    expect([...(table?.columns ?? [])].sort(byName)).toEqual([...bind(query("sign-ins.kql")).columns].sort(byName));
    const model = new Model(NOW);
    const reader = new FactsReader({
      rows: (cells, columns) => model.append(cells, columns),
      skipped: (field, value, reason) => model.store.skip(field, value, reason),
    });
    reader.push(JSON.stringify(answer));
    expect(reader.end()).toMatchObject({ failure: "", truncated: "", ignored: [] });
    const snapshot = model.snapshot(SOURCE);
    expect(snapshot.totals).toMatchObject({ signIns: 6, failures: 3 });
    expect(snapshot.principal(0).cases[0]).toMatchObject({
      id: `${OBJECT}|ledger|50171`,
      failures: 3,
      firstFailure: Date.parse(at(26)),
      lastFailure: Date.parse(at(1)),
      correlationId: "c1",
      message: "refused",
    });
  });
});
