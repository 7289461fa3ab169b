import { explain, type Explanation, type Snapshot } from "../../model";
import { advice } from "../../view/advice";
import { attrs, el } from "../../view/dom";
import { openDialog } from "../shell/dialog";
import { say } from "../words";
import { drawExplanation } from "./result";

/** What the box needs of the page around it. */
export interface PasteMeans {
  snapshot(): Snapshot | null;
  /** Opens a principal of the data in the panel. */
  open(id: string): void;
}

/** More than any error; the reader takes no more either. Characters. */
const LONGEST = 50_000;
/** What was pasted last, for as long as the page is open: closing the box by mistake loses nothing. */
let last = "";

/** Opens the box that explains a pasted error. What is pasted is read in the browser and goes nowhere. */
export function openPaste(means: PasteMeans): void {
  if (document.querySelector("dialog[open]") !== null) return;
  const area = attrs(el("textarea", "panel-lines"), {
    rows: 4,
    maxlength: LONGEST,
    spellcheck: "false",
    autocomplete: "off",
    dir: "auto",
    "aria-label": say("pasteLabel"),
    placeholder: "AADSTS50171: …",
  });
  area.value = last;
  const result = el("div", "panel-explained");
  const told = attrs(el("p", "spp-sr"), { role: "status" });
  let code: number | null = null;

  function read(chosen: number | null): void {
    last = area.value;
    code = chosen;
    if (area.value.trim() === "") {
      result.replaceChildren();
      told.textContent = "";
      return;
    }
    const found = explainOne(area.value, code);
    result.replaceChildren(
      ...drawExplanation(found, {
        choose: read,
        match: principalOf(found, means.snapshot()),
        open(id) {
          dialog.close();
          means.open(id);
        },
      }),
    );
    if (found.code === null) told.textContent = say("pasteNone");
    else told.replaceChildren(`AADSTS${String(found.code)} `, advice("span", "", found.entry?.short ?? ""));
  }

  area.addEventListener("input", () => read(null));
  const dialog = openDialog(
    "paste",
    say("pasteTitle"),
    say("pasteClose"),
    el("p", "panel-hint", say("pasteHelp")),
    area,
    told,
    result,
  );
  read(null);
  area.focus();
  area.select();
}

/** The text explained for one of the codes in it: ids and words stay those of the whole text. */
function explainOne(text: string, code: number | null): Explanation {
  const whole = explain(text);
  if (code === null || code === whole.code) return whole;
  // A code that the text names beside others is put in front with a sentence, as a text about it would begin.
  return { ...explain(`AADSTS${String(code)}: .\n${text}`), codes: whole.codes, message: "" };
}

/** The principal of the data that the text names; null where it names none. */
function principalOf(
  { servicePrincipalId, appId }: Explanation,
  snapshot: Snapshot | null,
): { readonly id: string; readonly name: string } | null {
  if (snapshot === null) return null;
  const { id, appId: appIds, name, count } = snapshot.columns;
  const same = (a: string | undefined, b: string): boolean => b !== "" && a?.toLowerCase() === b.toLowerCase();
  for (let i = 0; i < count; i++) {
    if (same(id[i], servicePrincipalId) || same(appIds[i], appId)) return { id: id[i] ?? "", name: name[i] ?? "" };
  }
  return null;
}
