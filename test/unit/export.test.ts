import Ajv from "ajv";
import addFormats from "ajv-formats";
import fc from "fast-check";
import Papa from "papaparse";
import { toCsv, toJson, toMarkdown, type ExportOptions } from "../../src/export";
import { guardFormula } from "../../src/export/guard";
import schema from "../../src/export/schema/export.schema.json";
import { MarkBook } from "../../src/model";
import { at, fixture, NOW, snapshotOf, snapshotOfCsv } from "../support/load";

const sample = snapshotOfCsv([fixture("assets/sample.csv")]);
const everything: ExportOptions = { generatedAt: NOW, marks: () => null, scope: { kind: "all" } };
const LARKSPUR = "5b2f7a10-1111-4a01-9001-0000000000a1|8d11e0aa-7777-4d01-9101-0000000000f1|50171";

const validator = addFormats(new Ajv({ allErrors: true, allowUnionTypes: true })).compile(schema);

describe("JSON", () => {
  it("follows the published schema", () => {
    expect(validator(JSON.parse(toJson(sample, everything))) ? [] : validator.errors).toEqual([]);
  });

  it("is byte-equal for equal facts, whatever their order", () => {
    const rows = [
      { servicePrincipalId: "b", resultType: 50171, time: at(3) },
      { servicePrincipalId: "a", resultType: 7000215, time: at(2), resource: "x" },
      { servicePrincipalId: "a", resultType: 50171, time: at(1), resource: "x" },
    ];
    expect(toJson(snapshotOf([...rows].reverse()), everything)).toBe(toJson(snapshotOf(rows), everything));
  });

  it("carries the reader's ticks and completes only verification by itself", () => {
    const marks = new MarkBook();
    marks.tick(LARKSPUR, "confirm-code", true, NOW);
    const text = toJson(sample, { ...everything, marks: marks.lookup, scope: { kind: "case", id: LARKSPUR } });
    const { principals } = JSON.parse(text) as {
      principals: { cases: { checklist: { step: string; state: string; changedAt: string | null }[] }[] }[];
    };
    expect(principals).toHaveLength(1);
    const steps = principals[0]?.cases[0]?.checklist ?? [];
    expect(steps.find(({ step }) => step === "confirm-code")).toMatchObject({
      state: "completedByUser",
      changedAt: "2026-11-23T12:00:00.000Z",
    });
    expect(steps.filter(({ state }) => state === "completedBySystem").map(({ step }) => step)).toEqual([
      "verify-sign-in",
    ]);
  });
});

describe("CSV", () => {
  const { data } = Papa.parse<string[]>(toCsv(sample, everything).slice(1), { skipEmptyLines: true });

  it("has one row a step, and one for each principal without cases", () => {
    const steps = Array.from({ length: sample.columns.count }, (_, i) => sample.principal(i)).map(({ cases }) =>
      Math.max(
        1,
        cases.reduce((sum, { checklist }) => sum + checklist.length, 0),
      ),
    );
    expect(data).toHaveLength(1 + steps.reduce((sum, count) => sum + count, 0));
    expect(new Set(data.map((row) => row.length)).size).toBe(1);
  });

  it("starts with a byte-order mark, ends lines with CRLF and arms no formula", () => {
    const text = toCsv(sample, everything);
    expect(text.startsWith('\uFEFF"Service principal"')).toBe(true);
    expect(text.endsWith("\r\n")).toBe(true);
    expect(data.flat().filter((cell) => /^\s*[=+\-@|＝＋－＠]/u.test(cell))).toEqual([]);
  });
});

describe("spreadsheet safety", () => {
  it.each(["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", "\n=1", " =1", "＝1", "＋1", "－1", "＠1", "|cmd", "\uFEFF=1"])(
    "disarms %p",
    (text) => {
      expect(guardFormula(text)).toBe(`'${text}`);
    },
  );

  it("leaves ordinary text alone", () => {
    fc.assert(
      fc.property(
        fc.string().map((text) => `a${text}`),
        (text) => {
          expect(guardFormula(text)).toBe(text);
        },
      ),
    );
  });
});

describe("Markdown", () => {
  it("has one section a case and a task for every step that applies", () => {
    const text = toMarkdown(sample, { ...everything, scope: { kind: "case", id: LARKSPUR } });
    expect(text.match(/^## /gm)).toHaveLength(1);
    expect(text).toContain("- [x] ");
    expect(text).toContain("does not apply");
    expect(text).toContain("Sample data");
  });

  it("brings no name to life", () => {
    const hostile = snapshotOf([
      {
        servicePrincipalId: "a",
        servicePrincipalName: "<img src=x> [l](javascript:alert) @team #1 `x` | \u202Egnp",
        resultType: 1,
        resource: "# head\n- item",
      },
    ]);
    const text = toMarkdown(hostile, everything);
    expect(text).not.toMatch(/(?<!\\)<img|(?<!\\)\[l|(?<!&#64;)@team|\u202E/u);
    expect(text.match(/^#/gm)).toHaveLength(2);
  });
});
