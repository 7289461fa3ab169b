import { parse as parseCsv } from "csv-parse/sync";
import fc from "fast-check";
import Papa from "papaparse";
import readExcel from "read-excel-file/node";
import { fileName, toCsv, toJson, toMarkdown, toXlsx, type ExportOptions } from "../../src/export";
import { FORMATS, issuesOf, toAzureDevOps, toHtml, toJira, toOscal, write } from "../../src/export/all";
import {
  cutsIntoFormula,
  encodeSigns,
  guardCell,
  guardFormula,
  unguardCell,
  unguardFormula,
} from "../../src/export/guard";
import { escapeWiki } from "../../src/export/jira";
import { escapeMarkdown, escapeOwn } from "../../src/export/markdownText";
import { checklists } from "../../src/knowledge";
import { MarkBook, type Snapshot } from "../../src/model";
import { at, fixture, NOW, snapshotOf, snapshotOfCsv } from "../support/load";
import { nodesOf, textOf, treeOf, type Node } from "../support/markdownTree";

const FORMULA = /^[\s\u00A0\uFEFF\u200B]*["'`]?[=+\-@|\uFF1D\uFF0B\uFF0D\uFF20\u2212]/u;
/** Bits that do harm somewhere, among ordinary ones. */
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "=1+1",
        "+1",
        "-2+3",
        "@SUM(A1)",
        "|cmd",
        "\t=1",
        "\r=1",
        "\n=1",
        " =1",
        "＝1",
        "＋1",
        "－1",
        "＠x",
        "−1",
        "'=1",
        '"=1',
        ";=1",
        ",=1",
        "\t@x",
        "; +1",
        '","=1',
        "';'=1",
        "a|b",
        "[l](javascript:alert(1))",
        "`",
        "``",
        "```",
        "<img src=x onerror=1>",
        "</pre><script>1</script>",
        "-->",
        "<!--",
        "@team",
        "@org/team",
        "#123",
        "GH-1",
        "!5",
        "~bug",
        "&copy;",
        "&#64;x",
        "https://x.example/a",
        "www.x.example",
        "ana@x.example",
        "mailto:a@x.example",
        "**b**",
        "_i_",
        "~~s~~",
        "# h",
        "- [ ] t",
        "1. x",
        "|a|b|\n|-|-|",
        "\\",
        "{noformat}",
        "[~accountid:1]",
        "!image.png!",
        "{html}",
        "\u202Egnp",
        "\u2066x\u2069",
        "\u200B",
        "\u0000",
        "\uFEFF",
        "\uD800",
        "\r\n",
        "\n\n",
        "$x$",
        "$`x`$",
      ),
      fc.string({ maxLength: 5 }),
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map((parts) => parts.join(""));

const snapshotWith = (name: string, resource: string, id: string): Snapshot =>
  snapshotOf([
    {
      servicePrincipalId: "p",
      servicePrincipalName: name,
      resultType: 50171,
      resource,
      resourceId: id,
      time: at(2),
      tenantId: id,
      correlationId: name,
      appId: id,
    },
    { servicePrincipalId: "p", heldKind: "secret", heldKeyId: "k", heldName: name, heldEnd: "2026-11-24" },
    { servicePrincipalId: "p", resultType: 0, resource: name, time: at(3) },
  ]);

function optionsWith(snapshot: Snapshot, text: string): ExportOptions {
  const marks = new MarkBook();
  const [found] = snapshot.principal(0).cases;
  if (found !== undefined)
    marks.set(found.id, "confirm-code", {
      state: "dismissed",
      changedAt: NOW,
      note: text,
      reason: text,
      assignee: text,
      due: "2026-12-01",
    });
  return {
    generatedAt: NOW,
    marks: marks.lookup,
    scope: { kind: "principals", ids: snapshot.columns.id, words: text },
  };
}

const each = (check: (snapshot: Snapshot, options: ExportOptions) => void, runs = 40): void =>
  fc.assert(
    fc.property(hostile, hostile, hostile, (name, resource, id) => {
      const snapshot = snapshotWith(name, resource, id);
      check(snapshot, optionsWith(snapshot, `${resource}${name}`));
    }),
    { numRuns: runs },
  );

const cellsOf = (text: string): string[][] => {
  const one = parseCsv(text, { bom: true });
  expect(Papa.parse<string[]>(text.slice(1), { skipEmptyLines: true }).data).toEqual(one);
  return one;
};

/** Cells as a program sees them that expects another separator and reads on where the quotes do not fit. */
const cutBy = (text: string, separator: string): string[] =>
  text
    .slice(1)
    .split(new RegExp(`[\\r\\n${separator}]`))
    .map((part) => part.replace(/^"/, ""));

describe("guards", () => {
  it("are undone exactly, whatever the text", () => {
    fc.assert(
      fc.property(fc.oneof(hostile, fc.string({ unit: "binary" })), (text) => {
        expect(unguardCell(guardCell(text))).toBe(text);
        expect(unguardFormula(guardFormula(text))).toBe(text);
      }),
      { numRuns: 500 },
    );
  });

  it("leave no formula at the start, nor behind any separator", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(guardFormula(text)).not.toMatch(/^[\s\uFEFF\u200B"`]*[=+\-@|＝＋－＠−]/u);
        for (const part of guardCell(text).split(/[;,\t\r\n]/))
          expect(part).not.toMatch(/^[\s\uFEFF\u200B"`]*[=+\-@＝＋－＠−]/u);
        for (const part of encodeSigns(text)
          .split(/[;,\t\r\n]/)
          .slice(1))
          expect(part).not.toMatch(/^[\s\uFEFF\u200B"`]*[=+\-@＝＋－＠−]/u);
      }),
      { numRuns: 500 },
    );
  });

  it("touch no command of the catalogue", () => {
    const templates = checklists.flatMap(({ steps }) =>
      steps.flatMap(({ commands }) => commands.map(({ template }) => template)),
    );
    expect(templates.length).toBeGreaterThan(50);
    expect(templates.filter((template) => cutsIntoFormula(template))).toEqual([]);
  });
});

describe("CSV", () => {
  it("carries no formula in any cell, in two parsers and for other separators; numbers stay numbers", () => {
    each((snapshot, options) => {
      for (const text of [toCsv(snapshot, options), toAzureDevOps(snapshot, options), toJira(snapshot, options)]) {
        const rows = cellsOf(text);
        expect(new Set(rows.map((row) => row.length)).size).toBe(1);
        expect(rows.flat().filter((cell) => !cell.startsWith("'") && FORMULA.test(cell))).toEqual([]);
        for (const separator of [";", "\t"])
          expect(cutBy(text, separator).filter((part) => /^\s*[=@＝＋－＠−]/u.test(part))).toEqual([]);
      }
      const [head, first] = cellsOf(toCsv(snapshot, options));
      expect(first?.[head?.indexOf("Failures") ?? -1]).toBe("1");
    });
  });

  it("leaves out a command that a name would turn into a formula, and says where it is", () => {
    const snapshot = snapshotWith("x;=cmd|' /C calc'!A0", "r", "i");
    const text = toCsv(snapshot, optionsWith(snapshot, "n"));
    expect(text).toContain("Left out: a name in it could run in a spreadsheet");
    expect(toJson(snapshot, optionsWith(snapshot, "n"))).toContain("x;=cmd");
  });
});

describe("Excel", () => {
  it("carries no formula and no control character in any cell", async () => {
    await fc.assert(
      fc.asyncProperty(hostile, hostile, async (name, resource) => {
        const snapshot = snapshotWith(name, resource, name);
        const book = await readExcel(Buffer.from(await toXlsx(snapshot, optionsWith(snapshot, name))));
        const texts = book.flatMap(({ data }) => data.flat()).filter((cell) => typeof cell === "string");
        expect(texts.filter((text) => !text.startsWith("'") && FORMULA.test(text))).toEqual([]);
        expect(texts.filter((text) => /[\u0000-\u0008\u202A-\u202E\u2066-\u2069]/.test(text))).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });
});

describe("Markdown and issues", () => {
  const KINDS = new Set(["root", "heading", "paragraph", "text", "list", "listItem", "inlineCode", "code", "strong"]);

  const linksOf = (nodes: readonly Node[]): string[] =>
    nodes.flatMap((node) => (node.type === "link" ? [node.url ?? ""] : []));

  it("show foreign text as it is: no markup, link, mention or reference comes to life", () => {
    const plain = snapshotWith("name", "resource", "id");
    const links = new Set(linksOf([...nodesOf(treeOf(toMarkdown(plain, optionsWith(plain, "text"))))]));
    each((snapshot, options) => {
      const bodies = [
        toMarkdown(snapshot, options),
        ...issuesOf(snapshot, options).map(({ body }) => body.replace(/^<!-- [\w:-]+ -->\n/, "")),
      ];
      for (const body of bodies) {
        const nodes = [...nodesOf(treeOf(body))];
        expect(linksOf(nodes).filter((url) => !links.has(url))).toEqual([]);
        expect(nodes.map(({ type }) => type).filter((type) => !KINDS.has(type) && type !== "link")).toEqual([]);
        const prose = nodes.filter((node) => node.type === "text").map((node) => textOf(node));
        expect(
          prose.filter((text) =>
            /(?:^|[^\w`])@[a-z]|(?:^|[^\w`…])#\d|\bGH-\d|[\u202A-\u202E\u2066-\u2069]/i.test(text),
          ),
        ).toEqual([]);
      }
    });
  });

  it("keep the number of headings and boxes whatever the names are", () => {
    const count = (snapshot: Snapshot, options: ExportOptions): number[] => {
      const nodes = [...nodesOf(treeOf(toMarkdown(snapshot, options)))];
      return ["heading", "listItem", "code"].map((type) => nodes.filter((node) => node.type === type).length);
    };
    const plain = snapshotWith("name", "resource", "id");
    const expected = count(plain, optionsWith(plain, "text"));
    each((snapshot, options) => {
      const [heads, , codes] = count(snapshot, options);
      expect(heads).toBe(expected[0]);
      // A name that no command may carry leaves a command out, never one more in.
      expect(codes).toBeLessThanOrEqual(expected[2] ?? 0);
    });
  });

  it("show a reader exactly the name", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const tree = treeOf(`x ${escapeMarkdown(text)} x`);
        const seen = textOf(tree).replaceAll("\u200B", "");
        const wanted = `x ${escapeMarkdown(text)
          .replace(/&#8203;/g, "")
          .replace(/&#64;/g, "@")
          .replace(/\\([!-/:-@[-`{-~])/g, "$1")} x`;
        expect(seen.trim()).toBe(wanted.trim());
      }),
    );
  });

  it("take nothing from the catalogue's own words", () => {
    for (const { steps } of checklists)
      for (const { title, why, doneWhen } of steps)
        for (const text of [title, why, doneWhen].filter((words) => words !== ""))
          expect(textOf(treeOf(`x ${escapeOwn(text)}`))).toBe(`x ${text}`);
  });
});

describe("printable page and descriptions", () => {
  it("bring no tag of a name to life", () => {
    const plain = snapshotWith("name", "resource", "id");
    const tags = (html: string): string[] => [...new Set(html.match(/<[a-z!/][^ >]*/gi) ?? [])].sort();
    const expected = tags(toHtml(plain, optionsWith(plain, "text")));
    each((snapshot, options) => {
      expect(tags(toHtml(snapshot, options)).filter((tag) => !expected.includes(tag))).toEqual([]);
      expect(toHtml(snapshot, options)).not.toMatch(/[\u202A-\u202E\u2066-\u2069\u0000]/);
    });
  });

  it("bring no macro, link or mention of Jira to life", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(escapeWiki(text)).not.toMatch(/(?<!\\)(?:\\\\)*[[\]{}!|*]|:\/\//);
      }),
    );
  });
});

describe("all formats", () => {
  it("hold no address and no user agent of the rows", async () => {
    const csv = fixture("assets/sample.csv");
    const snapshot = snapshotOfCsv([csv]);
    const ip = /\b(?:\d{1,3}\.){3}\d{1,3}\b/g;
    const addresses = new Set(csv.match(ip) ?? []);
    expect(addresses.size).toBeGreaterThan(0);
    for (const { id, kind } of FORMATS) {
      const content = await write(id, snapshot, { generatedAt: NOW, marks: () => null, scope: { kind: "all" } });
      const text =
        kind === "text" ? String(content) : JSON.stringify(await readExcel(Buffer.from(content as Uint8Array)));
      expect((text.match(ip) ?? []).filter((found) => addresses.has(found))).toEqual([]);
      expect(text).not.toMatch(/python-requests|user agent names/i);
    }
  });

  it("write the program that a user agent names only where it was asked for", () => {
    const snapshot = snapshotOfCsv([fixture("assets/sample.csv")]);
    const options = { generatedAt: NOW, marks: () => null, scope: { kind: "all" } } as const;
    expect(toMarkdown(snapshot, { ...options, include: { userAgents: true } })).toMatch(/user agent names/);
  });

  it("write OSCAL whose values are one line", () => {
    each((snapshot, options) => {
      const values = [...toOscal(snapshot, options).matchAll(/"value": "((?:[^"\\]|\\.)*)"/g)].map(
        ([, value]) => JSON.parse(`"${value ?? ""}"`) as string,
      );
      expect(values.filter((value) => !/^\S(.*\S)?$/u.test(value))).toEqual([]);
    }, 40);
  });

  it("give files names of letters, digits, dashes and one point", () => {
    fc.assert(
      fc.property(hostile, (text) =>
        expect(fileName(text, NOW, "csv")).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*-2026-11-23\.csv$/),
      ),
    );
    expect(fileName("../../CON", NOW, "json")).toBe("con-2026-11-23.json");
  });
});
