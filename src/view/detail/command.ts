import type { FilledCommand } from "../../model/types";
import { el } from "../dom";
import { text } from "../strings";

function certaintyTag(inferred: boolean): HTMLElement {
  const tag = el("span", "spp-tag is-unverified", text(inferred ? "inferred" : "untested"));
  if (!inferred) tag.title = text("untestedHelp");
  return tag;
}

/** A command as selectable text; the reader's own ids are coloured, missing ones are marked. */
export function command(filled: FilledCommand): HTMLElement {
  const pre = el("pre", "spp-pre");
  const code = pre.appendChild(el("code", ""));
  for (const part of filled.parts) {
    if (part.missing) code.append(el("mark", "is-missing", part.text));
    else if (part.own) code.append(el("mark", "is-own", part.text));
    else code.append(part.text);
  }
  const box = el("div", "spp-command");
  const unsure = filled.certainty === "unverified" || filled.certainty === "inferred";
  if (filled.label || unsure) {
    box.append(
      el("div", "spp-commandlabel", filled.label, " ", unsure ? certaintyTag(filled.certainty === "inferred") : null),
    );
  }
  box.append(pre);
  return box;
}
