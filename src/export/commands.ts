import type { CommandLanguage } from "../knowledge/types";
import type { FilledCommand } from "../model/types";

const COMMENTS: Readonly<Partial<Record<CommandLanguage, string>>> = {
  bash: "# ",
  powershell: "# ",
  python: "# ",
  csharp: "// ",
  javascript: "// ",
  java: "// ",
  go: "// ",
  kql: "// ",
};

/** Ways to do one thing stand under one label: the file says which is which. */
const WAYS: Readonly<Record<CommandLanguage, string>> = {
  bash: "shell",
  powershell: "PowerShell",
  http: "Microsoft Graph",
  kql: "KQL",
  text: "text",
  csharp: ".NET",
  javascript: "Node.js",
  python: "Python",
  java: "Java",
  go: "Go",
  json: "JSON",
};

/** The commands of a step, each under its label as a comment of its language; empty without any. */
export function commandsText(commands: readonly FilledCommand[]): string {
  return commandTexts(commands).join("\n\n");
}

/** The same, one text a command. */
export function commandTexts(commands: readonly FilledCommand[]): string[] {
  return commands.map((command) => commandText(command, commands));
}

/** A command under its label, as a comment of its language; unverified ones say so, so that nobody runs them blindly. */
function commandText(command: FilledCommand, all: readonly FilledCommand[]): string {
  const { label, language, parts, certainty, remark } = command;
  const way = all.some((other) => other !== command && other.label === label) ? ` [${WAYS[language]}]` : "";
  const sure = certainty === "primary" || certainty === "secondary" ? "" : ` (${certainty})`;
  const comment = COMMENTS[language] ?? "";
  const known = remark === "" ? "" : `${comment}${remark}\n`;
  return `${comment}${label}${way}${sure}:\n${known}${parts.map(({ text }) => text).join("")}`;
}
