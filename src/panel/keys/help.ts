import { attrs, el } from "../../view/dom";
import { text } from "../../view/strings";
import { openDialog } from "../shell/dialog";
import { say } from "../words";
import { setSingleKeys, singleKeys } from "./single";

type Line = readonly [keys: readonly string[], words: string];

/** Signs of keys keep their order in every language. */
const kbd = (key: string): HTMLElement => attrs(el("kbd", "", key), { dir: "auto" });

function table(title: string, lines: readonly Line[]): HTMLElement {
  const list = el("dl", "panel-keys");
  for (const [keys, words] of lines) {
    const names = keys.flatMap((key, i) => (i === 0 ? [kbd(key)] : [` ${say("keysOr")} `, kbd(key)]));
    list.append(el("div", "", el("dt", "", ...names), el("dd", "", words)));
  }
  return el("section", "", el("h3", "", title), list);
}

/** Tells all keys, and lets the reader switch off those that stand alone. */
export function showKeys(): void {
  const box = attrs(el("input"), { type: "checkbox", id: "keys-single", "aria-describedby": "keys-help" });
  box.checked = singleKeys();
  box.addEventListener("change", () => setSingleKeys(box.checked));
  openDialog(
    "keys",
    say("keysTitle"),
    text("importClose"),
    table(say("keysPage"), [
      [["/"], say("keysSearch")],
      [["e"], say("keysPaste")],
      [["?"], say("keysHelp")],
      [[say("keysUndoKeys"), "⌘Z"], say("keysUndo")],
    ]),
    table(say("keysList"), [
      [["↑", "↓"], say("keysMove")],
      [[say("keysEnter")], say("keysOpen")],
      [[say("keysEscape")], say("keysLeave")],
      [["→", "←"], say("keysFold")],
      [[say("keysEnter")], say("keysSort")],
    ]),
    el("p", "panel-check", box, attrs(el("label", "", say("keysSingle")), { for: "keys-single" })),
    attrs(el("p", "panel-hint", say("keysSingleHelp")), { id: "keys-help" }),
  );
}
