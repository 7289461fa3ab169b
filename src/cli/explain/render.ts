import { escapeMarkdown } from "../../export/markdownText";
import { oneLine } from "../safe";
import { wrap } from "../wrap";
import type { ExplanationDocument } from "./document";

const LABELS: Readonly<Record<keyof ExplanationDocument["ids"], string>> = {
  tenantId: "Tenant",
  appId: "Application",
  servicePrincipalId: "Service principal",
  resourceId: "Resource id",
  resource: "Resource",
  traceId: "Trace id",
  correlationId: "Correlation id",
  time: "Time",
};

/** Order of the headings of causes. */
const LIKELIHOODS = ["likely", "possible", "unlikely"] as const;

/** The explanation for a terminal. */
export function explanationText(found: ExplanationDocument): string {
  const lines: string[] = [];
  const paragraph = (text: string, indent = ""): void => {
    if (text !== "") lines.push(...wrap(text, indent));
  };
  lines.push(`AADSTS${String(found.code)}${found.category === "" ? "" : ` (${found.category})`}`);
  paragraph(
    found.meaning === "" ? "The catalogue does not know this code; what follows holds for any." : found.meaning,
  );
  paragraph(found.source === "" ? "" : `Source: ${found.source}`, "  ");
  paragraph(`Microsoft's page: ${found.lookup}`, "  ");
  if (found.summary !== "" && found.summary !== found.meaning) lines.push("");
  paragraph(found.summary === found.meaning ? "" : found.summary);
  if (found.remarks.length > 0)
    lines.push("", ...found.remarks.flatMap((remark) => wrap(oneLine(remark, 2_000), "- ", "  ")));
  const ids = idLines(found);
  if (ids.length > 0) lines.push("", "In the error:", ...ids.map(([label, value]) => `  ${label}: ${oneLine(value)}`));
  if (found.firstAction !== "") lines.push("", ...wrap(`First: ${found.firstAction}`, "", "  "));
  if (found.causes.length > 0) {
    lines.push("", "Causes (the error alone; sign-in rows would tell more):");
    for (const likelihood of LIKELIHOODS) {
      for (const { title } of found.causes.filter((cause) => cause.likelihood === likelihood)) {
        lines.push(...wrap(`${likelihood}: ${title}`, "  - ", "    "));
      }
    }
  }
  lines.push("", "Checklist:");
  const steps = found.checklist.filter(({ applies }) => applies);
  steps.forEach(({ title, action, doneWhen, source }, i) => {
    const number = `${String(i + 1)}. `.padStart(5);
    lines.push(...wrap(title, number, "     "), ...wrap(action, "     "));
    if (doneWhen !== "") lines.push(...wrap(`Done when: ${doneWhen}`, "     ", "       "));
    if (source !== "") lines.push(...wrap(`Source: ${source}`, "     ", "       "));
  });
  lines.push("", "Commands with these ids filled in: --format md or --format json.");
  return `${lines.join("\n")}\n`;
}

/** The explanation as GitHub-flavoured Markdown, with every command. */
export function explanationMarkdown(found: ExplanationDocument): string {
  const lines = [`# AADSTS${String(found.code)}`, "", found.meaning || "The catalogue does not know this code."];
  if (found.source !== "") lines.push("", `Source: ${found.source}`);
  lines.push("", `Microsoft's page: <${found.lookup}>`);
  if (found.summary !== "" && found.summary !== found.meaning) lines.push("", found.summary);
  if (found.remarks.length > 0) lines.push("", ...found.remarks.map((remark) => `- ${escapeMarkdown(remark)}`));
  const ids = idLines(found);
  if (ids.length > 0)
    lines.push("", "## In the error", "", ...ids.map(([label, value]) => `- ${label}: ${escapeMarkdown(value)}`));
  if (found.causes.length > 0) lines.push("", "## Causes", "");
  for (const { title, likelihood, correction, source } of found.causes) {
    lines.push(
      `- **${likelihood}**: ${title}${correction === "" ? "" : `. ${correction}`}${source === "" ? "" : ` (${source})`}`,
    );
  }
  lines.push("", "## Checklist", "");
  for (const { title, action, doneWhen, source, applies, reason, commands } of found.checklist) {
    if (!applies) {
      lines.push(`- ${title}: does not apply. ${reason}`, "");
      continue;
    }
    lines.push(`- [ ] **${title}**`, "", `  ${action}`, "");
    for (const { label, text, certainty, remark } of commands) {
      const sure = certainty === "primary" || certainty === "secondary" ? "" : ` (${certainty})`;
      lines.push(`  ${label}${sure}${remark === "" ? "" : `. ${remark}`}:`, "", ...fenced(text), "");
    }
    if (doneWhen !== "") lines.push(`  Done when: ${doneWhen}`, "");
    if (source !== "") lines.push(`  Source: ${source}`, "");
  }
  return `${lines.join("\n").trimEnd()}\n`;
}

function idLines({ ids }: ExplanationDocument): [string, string][] {
  return Object.entries(LABELS)
    .map(([key, label]): [string, string] => [label, ids[key as keyof typeof ids]])
    .filter(([, value]) => value !== "");
}

function fenced(text: string): string[] {
  const marks = text.includes("```") ? "````" : "```";
  return [`  ${marks}`, ...text.split("\n").map((line) => `  ${line}`), `  ${marks}`];
}
