import Ajv from "ajv";
import addFormats from "ajv-formats";
import { parse as parseCsv } from "csv-parse/sync";
import { createHash } from "node:crypto";
import Papa from "papaparse";
import readExcel from "read-excel-file/node";
import { toAzureDevOps, toHtml, toIssues, toJira, toOscal, write, FORMATS, issuesOf } from "../../src/export/all";
import {
  estimateSize,
  toCsv,
  toJson,
  toMarkdown,
  toXlsx,
  type ExportOptions,
  type ExportScope,
} from "../../src/export";
import { PRINT_STYLE, PRINT_STYLE_HASH } from "../../src/export/htmlStyle";
import schema from "../../src/export/schema/export.schema.json";
import { uuidOf } from "../../src/export/uuid";
import { MarkBook, type Snapshot } from "../../src/model";
import { at, fixture, NOW, snapshotOf, snapshotOfCsv } from "../support/load";
import { tasksOf, treeOf, textOf } from "../support/markdownTree";
import oscalSchema from "../support/oscalPoam.schema.json";
import { describeShared, shared } from "../support/shared";

const sample = snapshotOfCsv([fixture("assets/sample.csv")]);
const LARKSPUR = "5b2f7a10-1111-4a01-9001-0000000000a1|8d11e0aa-7777-4d01-9101-0000000000f1|50171";
const CASE: ExportScope = { kind: "case", id: LARKSPUR };
const marks = new MarkBook();
marks.set(LARKSPUR, "confirm-code", {
  state: "completedByUser",
  changedAt: NOW,
  note: "done",
  assignee: "ana@contoso.com",
});
marks.set(LARKSPUR, "identify-client", { state: "planned", changedAt: NOW, due: "2026-12-01" });
const options = (scope: ExportScope = { kind: "all" }): ExportOptions => ({
  generatedAt: NOW,
  marks: marks.lookup,
  scope,
});
const ajv = addFormats(new Ajv({ allErrors: true, allowUnionTypes: true }));
const valid = ajv.compile(schema);
const validOscal = ajv.compile(oscalSchema);

const rowsOf = (snapshot: Snapshot): number =>
  Array.from({ length: snapshot.columns.count }, (_, i) => snapshot.principal(i)).reduce(
    (sum, { cases }) =>
      sum +
      Math.max(
        1,
        cases.reduce((steps, { checklist }) => steps + checklist.length, 0),
      ),
    0,
  );

describe("scopes", () => {
  const scopes: [ExportScope, number, string][] = [
    [{ kind: "all" }, sample.columns.count, "Every service principal in the data."],
    [
      {
        kind: "principals",
        ids: [sample.columns.id[3] ?? "", sample.columns.id[1] ?? ""],
        words: "Failing, code 50171.",
      },
      2,
      "Failing, code 50171.",
    ],
    [{ kind: "principal", id: sample.columns.id[0] ?? "" }, 1, "One service principal:"],
    [CASE, 1, LARKSPUR],
    [{ kind: "principal", id: "gone" }, 0, "gone"],
  ];

  it.each(scopes)("%j holds what it says and says it", (scope, principals, words) => {
    const document = JSON.parse(toJson(sample, options(scope))) as {
      principals: { cases: unknown[] }[];
      scope: { text: string };
    };
    expect(valid(document) ? [] : valid.errors).toEqual([]);
    expect(document.principals).toHaveLength(principals);
    expect(document.scope.text).toContain(words);
    if (scope.kind === "case") expect(document.principals[0]?.cases).toHaveLength(1);
  });

  it.each(FORMATS.map(({ id }) => id))("every file of %s states what it rests on", async (id) => {
    const content = await write(id, sample, options(CASE));
    const text =
      typeof content === "string"
        ? content.replace(/\\|&#8203;/g, "")
        : JSON.stringify((await readExcel(Buffer.from(content))).find(({ sheet }) => sheet === "About"));
    for (const part of [LARKSPUR, "2026-10-25", "2026-11-23", "2114", "2026.11"]) expect(text).toContain(part);
    expect(text).toMatch(/sample/i);
    expect(text).toMatch(/complete|truncated/i);
  });

  it("says so in every format when reading stopped before the end", async () => {
    const { source } = sample;
    const cut: Snapshot = { ...sample, source: { ...source, truncated: true } };
    for (const { id, kind } of FORMATS) {
      const content = await write(id, cut, options(CASE));
      if (kind === "text") expect(content).toMatch(/"truncated": true|reading stopped before the end/);
      else
        expect(JSON.stringify(await readExcel(Buffer.from(content as Uint8Array)))).toContain(
          "reading stopped before the end",
        );
    }
  });
});

describe("determinism", () => {
  it.each(FORMATS.map(({ id }) => id))("%s is byte-equal for equal facts, whatever the order of rows", async (id) => {
    const rows = [
      { servicePrincipalId: "b", resultType: 50171, time: at(3), resource: "y" },
      { servicePrincipalId: "a", resultType: 7000215, time: at(2), resource: "x" },
      { servicePrincipalId: "a", resultType: 50171, time: at(1), resource: "x" },
    ];
    const [one, other] = [
      await write(id, snapshotOf(rows), options()),
      await write(id, snapshotOf([...rows].reverse()), options()),
    ];
    expect(Buffer.from(other).equals(Buffer.from(one))).toBe(true);
  });
});

describe("CSV", () => {
  it("reads the same in two independent parsers, one row a step", () => {
    const text = toCsv(sample, options());
    const one = Papa.parse<string[]>(text.slice(1), { skipEmptyLines: true }).data;
    const other = parseCsv(text, { bom: true });
    expect(other).toEqual(one);
    expect(one).toHaveLength(1 + rowsOf(sample));
  });

  it("has one row with the statement where nothing is in the scope", () => {
    const [head, row, ...rest] = parseCsv(toCsv(sample, options({ kind: "principal", id: "gone" })), {
      bom: true,
    });
    expect(rest).toEqual([]);
    expect(row?.[head?.indexOf("Scope") ?? -1]).toBe("One service principal: gone.");
  });
});

describe("Excel", () => {
  it("opens in an independent reader with its four sheets, real dates and numbers", async () => {
    const book = await readExcel(Buffer.from(await toXlsx(sample, options())));
    expect(book.map(({ sheet }) => sheet)).toEqual(["Summary", "Checklist", "Evidence", "About"]);
    const [summary, checklist, evidence, about] = book.map(({ data }) => data);
    expect(summary).toHaveLength(1 + sample.columns.count);
    expect(checklist).toHaveLength(1 + rowsOf(sample));
    const column = (title: string): unknown[] => {
      const index = checklist?.[0]?.indexOf(title) ?? -1;
      return (checklist ?? []).slice(1).map((row) => row[index]);
    };
    const dated = column("Last failure (UTC)").filter((value) => value !== null);
    expect(dated.length).toBeGreaterThan(0);
    expect(dated.every((value) => value instanceof Date)).toBe(true);
    expect(column("Due").filter((value) => value !== null)).toEqual([new Date("2026-12-01")]);
    expect(column("Failures").every((value) => typeof value === "number")).toBe(true);
    expect(evidence?.[0]).toEqual(
      expect.arrayContaining(["Verification in words", "Correlation id", "For or against"]),
    );
    expect(about?.find(([label]) => label === "Generated at (UTC)")?.[1]).toEqual(new Date(NOW));
  });

  it("freezes and filters the header, lists the states a reader may set, and links the codes", async () => {
    const { readXlsx } = await import("hucre/xlsx");
    const { sheets } = await readXlsx(await toXlsx(sample, options(CASE)));
    const checklist = sheets[1];
    expect(checklist?.freezePane?.rows).toBe(1);
    expect(checklist?.autoFilter?.range).toMatch(/^A1:Z14$/);
    expect(checklist?.dataValidations?.[0]?.values).toEqual([
      "active",
      "planned",
      "postponed",
      "dismissed",
      "riskAccepted",
      "completedByUser",
    ]);
    expect(
      [...(checklist?.cells ?? [])].find(([, { hyperlink }]) => hyperlink !== undefined)?.[1].hyperlink?.target,
    ).toBe("https://login.microsoftonline.com/error?code=50171");
  });
});

describe("Markdown", () => {
  it("is a task list, one section a case, in a GFM parser", () => {
    const tree = treeOf(toMarkdown(sample, options(CASE)));
    expect((tree.children ?? []).filter((node) => node.type === "heading").map(({ depth }) => depth)).toEqual([1, 2]);
    const tasks = tasksOf(tree);
    const step = sample.principal(sample.columns.id.indexOf(LARKSPUR.split("|")[0] ?? "")).cases[0]?.checklist ?? [];
    expect(tasks).toHaveLength(step.filter(({ applies }) => applies).length);
    expect(tasks.filter(({ checked }) => checked).map((node) => textOf(node.children?.[0]))).toEqual([
      "Confirm the exact code confirm-code",
      "Verify with a later sign-in verify-sign-in",
    ]);
  });
});

describe("issue body", () => {
  it("starts with a marker that stays the same, and has a title and an open state", () => {
    const [issue] = issuesOf(sample, options(CASE));
    const [later] = issuesOf(sample, { ...options(CASE), generatedAt: NOW + 1, marks: () => null });
    expect(issue?.marker).toMatch(/^<!-- service-principal-posture:spp-[0-9a-f-]{36} -->$/);
    expect(later?.marker).toBe(issue?.marker);
    expect(issue?.body.split("\n")[0]).toBe(issue?.marker);
    expect(issue?.title).toBe("AADSTS50171: sp-larkspur-refresh on Contoso Ledger API");
    expect(issue?.open).toBe(false);
    expect(tasksOf(treeOf(issue?.body ?? ""))).toHaveLength(12);
  });

  it("has one marker a case, none twice", () => {
    const markers = toIssues(sample, options()).match(/^<!-- service-principal-posture:.* -->$/gm) ?? [];
    expect(markers).toHaveLength(30);
    expect(new Set(markers).size).toBe(30);
  });

  it("stays within what an issue takes", () => {
    expect(Math.max(...issuesOf(sample, options()).map(({ body }) => body.length))).toBeLessThanOrEqual(65_536);
  });
});

describe("tickets as CSV", () => {
  const rows = (text: string): Record<string, string>[] =>
    parseCsv(text, { bom: true, columns: true, skip_empty_lines: true });

  it("names every case by the same external id in Azure DevOps and Jira", () => {
    const items = rows(toAzureDevOps(sample, options()));
    const ids = items.map(({ Tags }) => Tags?.split("; ")[1]);
    expect(ids).toHaveLength(30);
    expect(rows(toJira(sample, options())).map((row) => row["External id"])).toEqual(ids);
    expect(items[0]).not.toHaveProperty("ID");
    expect(new Set(items.map((item) => item["Work Item Type"]))).toEqual(new Set(["Task"]));
  });

  it("carries the tracker's own id, type and state once it is known", () => {
    const tickets = () => ({ id: "17", type: "Bug", state: "Doing" });
    expect(rows(toAzureDevOps(sample, options(CASE), tickets))[0]).toMatchObject({
      ID: "17",
      "Work Item Type": "Bug",
      State: "Doing",
    });
    expect(rows(toJira(sample, options(CASE), tickets))[0]).toMatchObject({
      "Issue Key": "17",
      "Issue Type": "Bug",
      "Due Date": "2026-12-01",
    });
  });

  it("keeps descriptions and titles within what the trackers take", () => {
    for (const row of rows(toJira(sample, options()))) {
      expect(row.Description?.length).toBeLessThanOrEqual(32_767);
      expect(row.Description?.endsWith("…")).toBe(false);
    }
    expect(rows(toAzureDevOps(sample, options())).every(({ Title }) => (Title?.length ?? 0) <= 250)).toBe(true);
  });
});

describe("OSCAL", () => {
  const parsed = (snapshot: Snapshot, scope?: ExportScope) => JSON.parse(toOscal(snapshot, options(scope)));

  it.each<[ExportScope | undefined]>([[undefined], [CASE], [{ kind: "principal", id: "gone" }]])(
    "follows the structure (%j)",
    (scope) => {
      const plan = parsed(sample, scope);
      expect(validOscal(plan) ? [] : validOscal.errors).toEqual([]);
    },
  );

  it("refers only to what it holds, and gives nothing two ids", () => {
    const { "plan-of-action-and-milestones": plan } = parsed(sample);
    const uuids = [...JSON.stringify(plan).matchAll(/"uuid":"([^"]+)"/g)].map(([, uuid]) => uuid);
    expect(new Set(uuids).size).toBe(uuids.length);
    const references = [...JSON.stringify(plan).matchAll(/"(?:subject|observation|risk)-uuid":"([^"]+)"/g)].map(
      ([, uuid]) => uuid,
    );
    expect(references.filter((uuid) => !uuids.includes(uuid))).toEqual([]);
    expect(plan["poam-items"]).toHaveLength(30);
  });

  it("closes a risk only by verification, and takes an accepted risk for a request", () => {
    const risk = (state: "riskAccepted" | "completedByUser" | "planned" | null) => {
      const snapshot = snapshotOf([{ servicePrincipalId: "a", resultType: 50171, time: at(22), resource: "x" }]);
      const book = new MarkBook();
      const [found] = snapshot.principal(0).cases;
      if (state !== null)
        for (const { step } of found?.checklist ?? []) book.set(found?.id ?? "", step, { state, changedAt: NOW });
      const plan = JSON.parse(toOscal(snapshot, { ...options(), marks: book.lookup }));
      return plan["plan-of-action-and-milestones"].risks[0].status;
    };
    expect([risk(null), risk("planned"), risk("completedByUser"), risk("riskAccepted")]).toEqual([
      "open",
      "remediating",
      "remediating",
      "deviation-requested",
    ]);
    expect(parsed(sample, CASE)["plan-of-action-and-milestones"].risks[0].status).toBe("closed");
  });

  it("changes the plan's own id with what it says, and no other", () => {
    const one = parsed(sample, CASE)["plan-of-action-and-milestones"];
    const other = JSON.parse(toOscal(sample, { ...options(CASE), marks: () => null }))["plan-of-action-and-milestones"];
    expect(other.uuid).not.toBe(one.uuid);
    expect(other["poam-items"][0].uuid).toBe(one["poam-items"][0].uuid);
  });

  it("refuses a plan without an item, a risk without a statement, an unknown status", () => {
    const broken = parsed(sample, CASE);
    delete broken["plan-of-action-and-milestones"].risks[0].statement;
    broken["plan-of-action-and-milestones"].risks[0].status = "done";
    broken["plan-of-action-and-milestones"]["poam-items"] = [];
    expect(validOscal(broken)).toBe(false);
    expect(validOscal.errors?.length).toBeGreaterThanOrEqual(3);
  });
});

describeShared("a published plan", () => {
  it("passes the schema that ours is held against", () => {
    const plan = JSON.parse(shared("oscal", "oscal-poam-example.json"));
    expect(validOscal(plan) ? [] : validOscal.errors).toEqual([]);
  });
});

describe("printable page", () => {
  const page = toHtml(sample, options(CASE));

  it("runs and loads nothing", () => {
    expect(page).not.toMatch(/<script|<img|<link|<iframe|\bon\w+=|url\(|@import/i);
    expect(page).toContain(`default-src 'none'; style-src '${PRINT_STYLE_HASH}'`);
    expect(PRINT_STYLE_HASH).toBe(`sha256-${createHash("sha256").update(PRINT_STYLE).digest("base64")}`);
  });

  it("has a box for every step that applies, and a source below every step", () => {
    expect(page.match(/☐/g)).toHaveLength(10);
    expect(page.match(/☑/g)).toHaveLength(2);
    expect(page.match(/<span class="label">Source:<\/span>/g)?.length).toBeGreaterThanOrEqual(13);
  });
});

describe("ids", () => {
  it("are UUIDs of version 5 as the platform's own SHA-1 makes them", () => {
    const namespace = Buffer.from("3d6b1e52907c4f2a8d156ea40b97c35f", "hex");
    for (const name of ["", "a", "é|x|1", "x".repeat(200)]) {
      const hash = createHash("sha1").update(namespace).update(name, "utf8").digest().subarray(0, 16);
      hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x50, 6);
      hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8);
      expect(uuidOf(name).replaceAll("-", "")).toBe(hash.toString("hex"));
    }
  });
});

describe("size", () => {
  const many = snapshotOf(
    Array.from({ length: 300 }, (_, i) => ({
      servicePrincipalId: `p${String(i)}`,
      resultType: i % 3 === 0 ? 50171 : 7000215,
      time: at(1 + (i % 20)),
      resource: "x",
    })),
  );

  it.each([
    ["csv", toCsv],
    ["json", toJson],
  ] as const)("of %s is estimated close to what it is", async (_, writer) => {
    const { bytes } = await estimateSize(writer, many, options());
    const real = new TextEncoder().encode(writer(many, options())).length;
    expect(bytes / real).toBeGreaterThan(0.95);
    expect(bytes / real).toBeLessThan(1.4);
  });

  it("offers smaller scopes where a file does not fit", async () => {
    expect(await estimateSize(toCsv, many, options(), 10_000)).toMatchObject({
      fits: false,
      smaller: ["principals", "principal", "case"],
    });
    expect(await estimateSize(toCsv, many, options({ kind: "principal", id: "p1" }), 10_000_000)).toMatchObject({
      fits: true,
      smaller: [],
    });
  });
});
