import { type ExplanationDocument, idLines } from "./explanation";
import { escapeMarkdown } from "./markdownText";

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

function fenced(text: string): string[] {
  const marks = text.includes("```") ? "````" : "```";
  return [`  ${marks}`, ...text.split("\n").map((line) => `  ${line}`), `  ${marks}`];
}
