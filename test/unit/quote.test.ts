import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import fc from "fast-check";
import type { CommandLanguage } from "../../src/knowledge";
import { fillCommand } from "../../src/model/checklist/fill";
import { quote } from "../../src/model/checklist/quote";

const HOSTILE = [
  "$(reboot)",
  "`id`",
  "'; rm -rf ~ #",
  '"; drop',
  "a'b’c‘d",
  "\\",
  "%00",
  "${x}",
  "a|b&c>d",
  "a b",
  "--help",
  "!!",
];

/** How each language reads its own literal back; written apart from the code under test. */
const READ: Readonly<Partial<Record<CommandLanguage, (literal: string) => string>>> = {
  bash: (literal) => {
    let read = "";
    for (let i = 0; i < literal.length;) {
      if (literal[i] === "'") {
        const end = literal.indexOf("'", i + 1);
        read += literal.slice(i + 1, end);
        i = end + 1;
      } else {
        expect(literal[i]).toBe("\\");
        read += literal[i + 1] ?? "";
        i += 2;
      }
    }
    return read;
  },
  powershell: (literal) => {
    const inner = literal.slice(1, -1);
    // A quote of any of the five forms stands for itself only when it is doubled.
    expect(inner.replace(/(['‘’‚‛])\1/g, "")).not.toMatch(/['‘’‚‛]/);
    return inner.replace(/(['‘’‚‛])\1/g, "$1");
  },
  json: (literal) => JSON.parse(literal) as string,
  javascript: (literal) => JSON.parse(literal) as string,
  http: (literal) => {
    expect(literal).toMatch(/^[\w.~%-]*$/);
    return decodeURIComponent(literal);
  },
};

const printable = fc.string().filter((text) => text !== "" && text.length <= 200 && !/[\p{C}\p{Zl}\p{Zp}]/u.test(text));

describe("quoting for shells and languages", () => {
  it.each(Object.keys(READ) as CommandLanguage[])("%s reads back exactly the name", (language) => {
    fc.assert(
      fc.property(fc.oneof(printable, fc.constantFrom(...HOSTILE)), (name) => {
        const literal = quote(name, language);
        expect(literal).not.toBeNull();
        expect(READ[language]?.(literal ?? "")).toBe(name);
      }),
    );
  });

  it.each(["kql", "csharp", "python", "java", "go"] as const)(
    "%s keeps quotes and backslashes inside the string",
    (language) => {
      for (const name of HOSTILE) {
        const literal = quote(name, language) ?? "";
        expect(literal).toMatch(/^"(?:[^"\\]|\\["\\])*"$/);
        expect(literal.slice(1, -1).replace(/\\(["\\])/g, "$1")).toBe(name);
      }
    },
  );

  it("leaves out what no command should carry: controls, line ends, invisible and direction-changing characters", () => {
    for (const name of [
      "a\nb",
      "a\rb",
      "\u001b[201~",
      "a\u202eb",
      "a\u200bb",
      "a\u2028b",
      "\u0000",
      "x".repeat(201),
      "",
    ])
      for (const language of ["bash", "powershell", "kql", "text"] as const) expect(quote(name, language)).toBeNull();
  });

  it("is what the shell itself reads", () => {
    // Not every machine has a POSIX shell; the reader above says the same everywhere.
    const shell = "/bin/sh";
    if (!existsSync(shell)) return;
    for (const name of HOSTILE) {
      const printed = execFileSync(shell, ["-c", `printf %s ${quote(name, "bash") ?? ""}`], { encoding: "utf8" });
      expect(printed).toBe(name);
    }
  });

  it("fills a name in quoted and marks one that cannot be", () => {
    const command = {
      language: "bash",
      label: "Find it",
      template: "az ad sp list --display-name {servicePrincipalName}",
      certainty: "primary",
    } as const;
    const text = (name: string): string =>
      fillCommand(command, { servicePrincipalName: name })
        .parts.map((part) => part.text)
        .join("");
    expect(text("it's $(x)")).toBe("az ad sp list --display-name 'it'\\''s $(x)'");
    expect(text("a\nb")).toContain("<servicePrincipalName: in the data, but not a plain name>");
    expect(text("")).toContain("<servicePrincipalName: not in the data>");
  });
});
