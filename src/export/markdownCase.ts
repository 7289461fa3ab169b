import type { CaseView, StepView } from "./caseView";
import { code, fence, lineText, pieceText } from "./markdownText";

/** The lines of a case below its heading. Commands may be left out. */
export function caseLines(view: CaseView, withCommands = true): string[] {
  const lines = view.facts.map((line) => `- ${lineText(line)}`);
  if (view.causes.length > 0) lines.push("", "**Causes, with what the rows say for and against them**", "");
  for (const { head, lines: about } of view.causes) {
    lines.push(`- ${head.map(pieceText).join("")}`, ...about.map((line) => `  - ${lineText(line)}`));
  }
  lines.push("", `**Checklist: ${String(view.done)} of ${String(view.total)} done**`);
  for (const step of view.steps) lines.push("", ...stepLines(step, withCommands));
  return lines;
}

function stepLines(step: StepView, withCommands: boolean): string[] {
  const title = `${pieceText({ kind: "own", text: step.title })} ${code(step.id)}`;
  const item = (line: StepView["lines"][number]): string => `  - ${lineText(line)}`;
  return [
    step.applies ? `- [${step.done ? "x" : " "}] ${title}` : `- ${title}: does not apply`,
    ...step.lines.map(item),
    ...(withCommands && step.commands.length > 0 ? ["", ...fence(step.commands.join("\n\n")), ""] : []),
    ...step.after.map(item),
  ];
}
