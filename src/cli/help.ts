import { OPTIONS, EXPLAIN_OPTIONS, type OptionEntry } from "./options";
import { wrap } from "./wrap";

export const NAME = "service-principal-posture";
const COLUMN = 22;

/** The usage of the main command: one screen of 24 lines and 80 columns. */
export function help(): string {
  return [
    `Usage: ${NAME} FACTS... [options]`,
    `       ${NAME} explain [TEXT] [--format text|json|md]`,
    "Reads sign-ins and credentials of service principals from CSV, NDJSON or JSON",
    "(rows, Graph pages, Log Analytics results; also gzip; - is standard input) and",
    "writes their posture, diagnosis and checklists. It never connects anywhere.",
    "",
    ...OPTIONS.flatMap(optionLines),
    "",
    "Exit codes: 0 done, 1 --fail-on holds, 2 bad input or usage, 130 interrupted.",
    "More in docs/command-line.md.",
    "",
  ].join("\n");
}

export function explainHelp(): string {
  return [
    `Usage: ${NAME} explain [TEXT] [options]`,
    "Explains an error of the token service: TEXT, or what comes on standard input.",
    "",
    ...EXPLAIN_OPTIONS.flatMap(optionLines),
    "",
    "Exit codes: 0 a code was found, 2 none was.",
    "",
  ].join("\n");
}

function optionLines({ name, value, help: lines }: OptionEntry): string[] {
  const usage = `  --${name}${value === "" ? "" : ` ${value}`}`.padEnd(COLUMN);
  const [first = "", ...rest] = lines;
  const indent = " ".repeat(COLUMN + 1);
  return [...(lines.length === 0 ? [] : wrap(first, `${usage} `, indent)), ...rest.map((line) => indent + line)];
}
