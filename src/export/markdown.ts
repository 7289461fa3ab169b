import type { Snapshot } from "../model/types";
import type { ExportDocument, ExportedCase, ExportedPrincipal, ExportOptions } from "./document";
import { visible } from "./guard";
import { documentWithWords, type StepWords } from "./words";

/** The checklists as GitHub-flavoured Markdown: one section a case, one task a step that applies. */
export function toMarkdown(snapshot: Snapshot, options: ExportOptions): string {
  const { document, wordsOf } = documentWithWords(snapshot, options);
  const blocks = [head(document)];
  for (const principal of document.principals) {
    for (const found of principal.cases) blocks.push(section(principal, found, (step) => wordsOf(found.id, step)));
  }
  if (blocks.length === 1) blocks.push("No failing case in these rows.");
  return `${blocks.join("\n\n")}\n`;
}

function head({ source, rules, generatedAt }: ExportDocument): string {
  const range = source.from === null ? "no times in the data" : `${source.from} to ${source.to ?? ""}`;
  return [
    "# Service principal checklists",
    "",
    ...(source.isSample ? ["**Sample data: nothing here is real.**", ""] : []),
    `Generated ${generatedAt ?? ""} · ${range} · ${String(source.rowsRead)} rows read` +
      `${source.truncated ? ", not complete" : ""} · rules ${rules.version}`,
  ].join("\n");
}

function section(principal: ExportedPrincipal, found: ExportedCase, words: (step: string) => StepWords): string {
  const name = principal.name === "" ? principal.id : principal.name;
  const lines = [
    `## ${escapeMarkdown(name)}: AADSTS${String(found.code)} on ${escapeMarkdown(found.resource || "an unnamed resource")}`,
    "",
    `- Service principal: ${code(principal.id)}`,
    `- Application: ${code(principal.appId || "not in the data")}`,
    `- Resource: ${code(found.resourceId || "not in the data")}`,
    `- Failures: ${String(found.failures)}, last ${found.lastFailure ?? "at an unknown time"}`,
    `- Verification: **${found.verification}**`,
    "",
  ];
  for (const step of found.checklist) {
    if (!step.applies) {
      lines.push(`- ${step.title}: does not apply. ${step.reason}`);
      continue;
    }
    const done = step.state === "completedByUser" || step.state === "completedBySystem";
    lines.push(`- [${done ? "x" : " "}] ${step.title} ${code(step.step)}`);
    const { action, who, doneWhen } = words(step.step);
    if (action !== "") lines.push("", `  ${action}`);
    if (step.value !== "") lines.push("", ...fence(step.value));
    lines.push("", `  Who: ${who} · Done when: ${doneWhen}`, "");
  }
  return lines.join("\n");
}

/**
 * Text of the data that Markdown and HTML show as it is: no markup, links, mentions or references come to life. The
 * catalogue's own sentences need no escaping.
 */
export function escapeMarkdown(text: string): string {
  return visible(text)
    .replace(/\s+/g, " ")
    .replace(/[\\`*_{}[\]#|<>~&]/g, "\\$&")
    .replace(/:(?=\/\/)|(?<=\bwww)\./gi, "\\$&")
    .replace(/@/g, "&#64;");
}

function code(text: string): string {
  const plain = visible(text).replace(/\s+/g, " ");
  const ticks = "`".repeat(longestRun(plain) + 1);
  return plain.includes("`") ? `${ticks} ${plain} ${ticks}` : `${ticks}${plain}${ticks}`;
}

function fence(text: string): string[] {
  const marks = "`".repeat(Math.max(3, longestRun(text) + 1));
  return [
    `  ${marks}`,
    ...visible(text)
      .split("\n")
      .map((part) => `  ${part}`),
    `  ${marks}`,
  ];
}

function longestRun(text: string): number {
  return (text.match(/`+/g) ?? []).reduce((longest, run) => Math.max(longest, run.length), 0);
}
