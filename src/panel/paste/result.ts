import { findCode } from "../../knowledge";
import type { Explanation } from "../../model";
import type { ChecklistStep, FilledCommand } from "../../model/types";
import { advice, english, own } from "../../view/advice";
import { attrs, button, el } from "../../view/dom";
import { foreign, full, shown } from "../../view/safeText";
import { text } from "../../view/strings";
import { drawSource } from "../../view/words";
import { copyText } from "../shell/copying";
import { say } from "../words";
import { readersFormat } from "../words/reader";

/** What can be done with what was found. */
export interface ResultMeans {
  /** Explains another code of the text. */
  choose(code: number): void;
  /** The principal of the data that the text names. */
  readonly match: { readonly id: string; readonly name: string } | null;
  open(id: string): void;
}

const IDS = [
  "tenantId",
  "appId",
  "servicePrincipalId",
  "resourceId",
  "resource",
  "traceId",
  "correlationId",
  "time",
] as const;

const heading = (words: string): HTMLElement => el("h3", "", words);

/** An error in full: its code, meaning and source, what it names, and the checklist filled in with that. */
export function drawExplanation(found: Explanation, means: ResultMeans): HTMLElement[] {
  const { code, entry } = found;
  if (code === null) {
    const lines = found.remarks.map((line) => advice("p", "", line));
    return [el("p", "panel-none", say("pasteNone")), ...(lines.length > 0 && clientKnown(found) ? lines : [])];
  }
  const title = el(
    "p",
    "panel-code",
    el("b", "", `AADSTS${String(code)}`),
    " ",
    advice("span", "", entry?.short ?? ""),
  );
  const parts: (HTMLElement | null)[] = [
    codes(found, means),
    title,
    entry === null ? el("p", "", say("pasteUnknown")) : advice("p", "", entry.meaning),
    found.entrySource === "" ? null : drawSource("p", found.entrySource),
    found.summary !== "" && found.summary !== entry?.meaning ? advice("p", "", found.summary) : null,
    actions(found, means),
    found.remarks.length > 0 ? remarks(found.remarks) : null,
    ids(found),
    entry !== null && entry.firstAction !== "" ? section(say("pasteFirst"), advice("p", "", entry.firstAction)) : null,
    causes(found),
    section(
      say("pasteChecklist"),
      el("ol", "panel-steps", ...found.checklist.filter(({ applies }) => applies).map((one, i) => step(one, i === 0))),
    ),
  ];
  return parts.filter((part) => part !== null);
}

/** Lists of advice have their marks where advice begins. */
const remarks = (all: readonly string[]): HTMLElement =>
  english(el("ul", "panel-remarks", ...all.map((one) => advice("li", "", one))));

const clientKnown = ({ remarks }: Explanation): boolean => !remarks.some((one) => one.startsWith("No AADSTS code"));

const section = (title: string, ...content: HTMLElement[]): HTMLElement =>
  el("section", "", heading(title), ...content);

/** Several codes: one is explained, the others are a press away. */
function codes({ codes: all, code }: Explanation, means: ResultMeans): HTMLElement | null {
  if (all.length < 2) return null;
  const group = attrs(el("div", "panel-codes"), { role: "group", "aria-label": say("pasteCodes") });
  for (const one of all) {
    // Its title is advice; the number is of every language.
    const node = english(button("panel-button", `code-${String(one)}`, String(one)));
    attrs(node, { "aria-pressed": String(one === code), title: findCode(one)?.short ?? null });
    node.addEventListener("click", () => {
      const box = group.parentElement;
      means.choose(one);
      box?.querySelector<HTMLElement>(`[data-key="code-${String(one)}"]`)?.focus();
    });
    group.append(node);
  }
  return group;
}

function actions(found: Explanation, { match, ...means }: ResultMeans): HTMLElement {
  const copy = button("panel-button", "paste-copy", say("pasteCopy"));
  const said = attrs(el("span", "panel-copied"), { role: "status" });
  copy.addEventListener("click", () => {
    said.textContent = "";
    void markdownOf(found)
      .then((markdown) => copyText(markdown, say("pasteCopy")))
      .then((copied) => {
        if (copied) said.textContent = say("shellCopied");
      });
  });
  const box = el("p", "panel-acts");
  if (match !== null) {
    const go = button("panel-button is-main", "paste-open", say("pasteOpenPrincipal", shown(match.name || match.id)));
    go.addEventListener("click", () => means.open(match.id));
    box.append(go);
  }
  const page = attrs(el("a", "", say("pasteLookup")), {
    href: found.lookup,
    target: "_blank",
    rel: "noopener noreferrer",
  });
  box.append(copy, said, page);
  return box;
}

async function markdownOf(found: Explanation): Promise<string> {
  const [{ explanationDocument }, { explanationMarkdown }] = await Promise.all([
    import("../../export/explanation"),
    import("../../export/explanationMarkdown"),
  ]);
  return explanationMarkdown(explanationDocument(found));
}

function ids(found: Explanation): HTMLElement | null {
  const list = el("dl", "panel-facts");
  for (const key of IDS) {
    const value = key === "time" ? (found.time === null ? "" : readersFormat().instant(found.time)) : found[key];
    if (value !== "") list.append(el("div", "", el("dt", "", say(`paste_${key}`)), el("dd", "", foreign(value))));
  }
  return list.childElementCount === 0 ? null : section(say("pasteIds"), list);
}

function causes({ causes: all }: Explanation): HTMLElement | null {
  if (all.length === 0) return null;
  const items = all.map(({ title, likelihood }) =>
    // Without rows nearly all are possible; only what stands out of that is said.
    likelihood === "possible"
      ? advice("li", "", title)
      : el("li", "", own(el("b", "", text(`likelihood_${likelihood}`))), " ", advice("span", "", title)),
  );
  return section(say("pasteCauses"), english(el("ul", "panel-remarks", ...items)));
}

function step({ title, action, commands, doneWhen, source }: ChecklistStep, open: boolean): HTMLElement {
  const body = el(
    "div",
    "panel-stepbody",
    action === "" ? null : advice("p", "", action),
    ...commands.map(command),
    doneWhen === "" ? null : el("p", "", el("b", "", text("doneWhen")), " ", advice("span", "", doneWhen)),
    source === "" ? null : drawSource("p", source),
  );
  return el("li", "", attrs(el("details", "", el("summary", "", advice("span", "", title)), body), { open }));
}

function command({ label, parts, remark }: FilledCommand): HTMLElement {
  const code = el("code");
  for (const part of parts) {
    code.append(part.missing ? el("mark", "is-missing", part.text) : part.own ? el("mark", "", part.text) : part.text);
  }
  return el(
    "div",
    "panel-command",
    advice("p", "", remark === "" ? label : `${label}. ${remark}`),
    english(
      attrs(el("pre", "panel-lines", code), { dir: "ltr", tabindex: 0, role: "group", "aria-label": full(label) }),
    ),
  );
}
