import type { Snapshot } from "../model/types";
import { aboutLines, SAMPLE_WARNING } from "./about";
import { caseView, type CaseView, type Line, type Piece, type StepView } from "./caseView";
import { frameOf, type ExportDocument, type ExportOptions } from "./document";
import { visible } from "./guard";
import { PRINT_STYLE, PRINT_STYLE_HASH } from "./htmlStyle";
import { NO_CASE } from "./markdown";
import { wordedCases } from "./words";

/**
 * The checklists as one self-contained page to print or to save as PDF: no script, nothing loaded, one section a case.
 * Boxes are characters, so that they print where backgrounds do not.
 */
export function toHtml(snapshot: Snapshot, options: ExportOptions): string {
  return [...htmlPieces(snapshot, options)].join("");
}

/** The same in pieces. */
export function* htmlPieces(snapshot: Snapshot, options: ExportOptions): Generator<string> {
  yield [
    "<!doctype html>",
    '<html lang="en" dir="ltr">',
    "<head>",
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '${PRINT_STYLE_HASH}'; base-uri 'none'; form-action 'none'">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="referrer" content="no-referrer">',
    "<title>Service principal checklists</title>",
    `<style>${PRINT_STYLE}</style>`,
    "</head>",
    "<body>",
    head(frameOf(snapshot, options)),
    "",
  ].join("\n");
  let isEmpty = true;
  for (const { principal, found, words } of wordedCases(snapshot, options)) {
    yield `${section(caseView(principal, found, words))}\n`;
    isEmpty = false;
  }
  if (isEmpty) yield `<p>${NO_CASE}</p>\n`;
  yield "</body>\n</html>\n";
}

/** Text that a page shows as it is, in content and in quoted attributes. */
export function escapeHtml(text: string): string {
  return visible(text)
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/"/g, "&quot;")
    .replace(/'/g, "&#39;");
}

function head(document: ExportDocument): string {
  return [
    "<header>",
    "<h1>Service principal checklists</h1>",
    ...(document.source.isSample ? [`<p class="sample">${SAMPLE_WARNING}</p>`] : []),
    "<dl>",
    ...aboutLines(document).map(({ label, value }) => row(label, escapeHtml(String(value)))),
    "</dl>",
    "<p>A step is done when its box is ticked and what “Done when” names has happened. Only a later successful sign-in proves a case fixed.</p>",
    "</header>",
  ].join("\n");
}

function section(view: CaseView): string {
  const causes = view.causes.map(
    ({ head: title, lines }) => `<li>${pieces(title)}<ul>${lines.map((line) => item(line)).join("")}</ul></li>`,
  );
  return [
    '<section class="case">',
    `<h2>${pieces(view.heading)}</h2>`,
    "<dl>",
    ...view.facts.map(({ label, pieces: all }) => row(label, pieces(all))),
    "</dl>",
    ...(causes.length === 0
      ? []
      : ["<h3>Causes, with what the rows say for and against them</h3>", '<ul class="causes">', ...causes, "</ul>"]),
    `<h3>Checklist: ${String(view.done)} of ${String(view.total)} done</h3>`,
    '<ol class="steps">',
    ...view.steps.map(stepItem),
    "</ol>",
    "</section>",
  ].join("\n");
}

function stepItem(step: StepView): string {
  const box = !step.applies
    ? '<span class="box" role="img" aria-label="does not apply">–</span>'
    : step.done
      ? '<span class="box" role="img" aria-label="done">☑</span>'
      : '<span class="box" role="img" aria-label="not done">☐</span>';
  const title = `<span class="title">${escapeHtml(step.title)}</span> <code>${escapeHtml(step.id)}</code>`;
  const lines = (all: readonly Line[]): string => all.map((line) => `<p>${labelled(line)}</p>`).join("\n");
  // A step that fills more than a page breaks between these blocks only.
  return [
    `<li class="${step.applies ? "step" : "step none"}"><div class="whole">`,
    `<p class="head">${box} ${title}${step.applies ? "" : ": does not apply"}</p>`,
    lines(step.lines),
    "</div>",
    ...step.commands.map((command) => `<pre class="whole">${escapeHtml(command)}</pre>`),
    `<div class="whole">${lines(step.after)}</div>`,
    "</li>",
  ].join("\n");
}

const row = (label: string, html: string): string => `<div><dt>${escapeHtml(label)}</dt><dd>${html}</dd></div>`;
const item = (line: Line): string => `<li>${labelled(line)}</li>`;
const labelled = ({ label, pieces: all }: Line): string =>
  label === "" ? pieces(all) : `<span class="label">${escapeHtml(label)}:</span> ${pieces(all)}`;
const pieces = (all: readonly Piece[]): string => all.map(piece).join("");

function piece({ kind, text }: Piece): string {
  const safe = escapeHtml(text);
  switch (kind) {
    case "own":
      return safe;
    case "strong":
      return `<strong>${safe}</strong>`;
    case "foreign":
      return `<bdi>${safe}</bdi>`;
    case "id":
      return `<code>${safe}</code>`;
  }
}
