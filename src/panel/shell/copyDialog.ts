import { attrs, el } from "../../view/dom";
import { text } from "../../view/strings";
import { say } from "../words";
import { openDialog } from "./dialog";

/** Shows a text selected, to be copied by hand. */
export function showCopy(title: string, content: string): void {
  const area = attrs(el("textarea", "panel-lines"), {
    readonly: true,
    rows: Math.min(12, content.split("\n").length + 1),
    spellcheck: "false",
    dir: "auto",
    "aria-label": title,
  });
  area.value = content;
  area.addEventListener("focus", () => area.select());
  openDialog("copy", title, text("importClose"), el("p", "panel-hint", say("shellNotCopied")), area);
  area.focus();
}
