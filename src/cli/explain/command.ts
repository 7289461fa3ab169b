import { DEFAULT_SETTINGS, explain } from "../../model";
import { oneOf, parseArgs } from "../args";
import { Fault } from "../fault";
import { explainHelp } from "../help";
import { EXPLAIN_OPTIONS } from "../options";
import { say, writeOut } from "../output";
import { CLOUDS } from "../settings";
import { TextFeed } from "../../model/read/textFeed";
import { explanationDocument, type ExplanationDocument } from "../../export/explanation";
import { explanationMarkdown } from "../../export/explanationMarkdown";
import { explanationText } from "./render";

const FORMATS: Readonly<Record<"text" | "json" | "md", (found: ExplanationDocument) => string>> = {
  text: explanationText,
  json: (found) => `${JSON.stringify(found, null, 2)}\n`,
  md: explanationMarkdown,
};
/** More than any error; a log that is piped in whole is not read to its end. */
const LONGEST = 1 << 20;

/** Explains a pasted error; returns the exit code: 0 where a code was found, 2 where none was. */
export async function explainCommand(args: readonly string[]): Promise<number> {
  const { operands, values } = parseArgs(args, EXPLAIN_OPTIONS);
  if (values.has("help")) {
    await writeOut([explainHelp()]);
    return 0;
  }
  const format = oneOf("format", values.get("format")?.[0] ?? "text", ["text", "json", "md"] as const);
  const cloud = oneOf("cloud", values.get("cloud")?.[0] ?? DEFAULT_SETTINGS.cloud, CLOUDS);
  const pasted =
    operands.length === 0 || (operands.length === 1 && operands[0] === "-") ? await piped() : operands.join(" ");
  const found = explain(pasted, { ...DEFAULT_SETTINGS, cloud });
  if (found.code === null) {
    await say([...found.remarks, "Looked for AADSTS and its number, error_codes, and a number alone."]);
    return 2;
  }
  await writeOut([FORMATS[format](explanationDocument(found))]);
  return 0;
}

async function piped(): Promise<string> {
  if (process.stdin.isTTY) throw new Fault("No error is given.", 'Give its text in quotes: explain "AADSTS50171: …".');
  const feed = new TextFeed();
  let text = "";
  for await (const chunk of process.stdin as AsyncIterable<Uint8Array>) {
    text += feed.push(chunk);
    if (text.length > LONGEST) break;
  }
  return text + feed.end();
}
