import type { CaseView, StepView } from "./caseView";
import { code, fence, lineText, type MarkdownWriter } from "./markdownText";

/** The lines of a case below its heading. Commands may be left out. */
export function caseLines(view: CaseView, writer: MarkdownWriter, withCommands = true): string[] {
  const lines = view.facts.map((line) => `- ${lineText(line, writer)}`);
  if (view.causes.length > 0) lines.push("", "**Causes, with what the rows say for and against them**", "");
  for (const { head, lines: about } of view.causes) {
    lines.push(`- ${head.map(writer.piece).join("")}`, ...about.map((line) => `  - ${lineText(line, writer)}`));
  }
  lines.push("", `**Checklist: ${String(view.done)} of ${String(view.total)} done**`);
  for (const step of view.steps) lines.push("", ...stepLines(step, writer, withCommands));
  return lines;
}

function stepLines(step: StepView, writer: MarkdownWriter, withCommands: boolean): string[] {
  const title = `${writer.piece({ kind: "own", text: step.title })} ${code(step.id)}`;
  const item = (line: StepView["lines"][number]): string => `  - ${lineText(line, writer)}`;
  return [
    step.applies ? `- [${step.done ? "x" : " "}] ${title}` : `- ${title}: does not apply`,
    ...step.lines.map(item),
    ...(withCommands && step.commands !== "" ? ["", ...fence(step.commands), ""] : []),
    ...step.after.map(item),
  ];
}
