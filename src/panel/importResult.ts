import { attrs, button, el } from "../view/dom";
import { formatFor } from "../view/format";
import { icon, type IconName } from "../view/icons";
import { full, shown } from "../view/safeText";
import { count, text } from "../view/strings";
import type { Returned } from "./giveBack";

/** A text that somebody may want elsewhere: selected as soon as it has the focus. */
function copied(title: string, lines: readonly string[]): HTMLElement {
  const area = attrs(el("textarea", "panel-lines"), {
    readonly: true,
    rows: Math.min(8, lines.length + 1),
    spellcheck: "false",
    dir: "auto",
    "aria-label": title,
  });
  area.value = lines.join("\n");
  area.addEventListener("focus", () => area.select());
  return el("section", "", el("h3", "", title), area);
}

const line = (sign: IconName, words: string): HTMLElement => el("li", "", icon(sign), el("span", "", words));

/** What each mark of the file said, tab-separated, so that it can be pasted into a table. */
function unmatchedLines({ unmatched }: Returned): string[] {
  return unmatched.map(({ reason, entry: { caseId, step, row, mark } }) =>
    [row, caseId, step, mark.state, mark.reason, mark.note, mark.assignee, mark.due, reason]
      .map((cell) => full(String(cell ?? "")))
      .join("\t"),
  );
}

function problemLines({ read }: Returned): string[] {
  return read.problems.map(({ row, field, value, reason }) =>
    [row, field, value, reason].map((cell) => full(String(cell))).join("\t"),
  );
}

/** Shows what an import came to, over the page, until it is closed. */
export function showResult(name: string, result: Returned, locale: string): void {
  const { applied, unchanged, newerHere, unmatched, read } = result;
  const number = (value: number): string => formatFor(locale, undefined).number(value);
  const close = attrs(button("spp-button", "import-close", text("importClose")), { autofocus: true });
  const lines = el("ul", "panel-counts");
  const add = (sign: IconName, total: number, words: Parameters<typeof count>[1]): void => {
    if (total > 0) lines.append(line(sign, count(total, words, number(total))));
  };
  add("check", applied.length, "importApplied");
  add("dash", unchanged.length, "importUnchanged");
  add("clock", newerHere.length, "importNewer");
  add("triangle", unmatched.length, "importUnmatched");
  add("triangle", read.problemCount, "importProblems");
  if (read.entries.length === 0) lines.prepend(line("dash", text("importNothing")));
  const title = attrs(el("h2", "", text("importTitle", shown(name))), { id: "import-title" });
  const lists = [
    ...(unmatched.length > 0
      ? [copied(count(unmatched.length, "importUnmatched", number(unmatched.length)), unmatchedLines(result))]
      : []),
    ...(read.problems.length > 0
      ? [copied(count(read.problemCount, "importProblems", number(read.problemCount)), problemLines(result))]
      : []),
  ];
  if (lists.length > 0) lists.push(el("p", "panel-hint", text("importCopy")));
  const dialog = attrs(el("dialog", "panel-dialog", title, lines, ...lists, close), {
    "aria-labelledby": "import-title",
  });
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
