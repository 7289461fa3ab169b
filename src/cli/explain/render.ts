import { oneLine } from "../safe";
import { wrap } from "../wrap";
import { type ExplanationDocument, idLines } from "../../export/explanation";

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
