import type { OpenState } from "../disclosure";
import { disclosure } from "../disclosure";
import { advice } from "../advice";
import { el } from "../dom";
import { sentence } from "../rich";
import { icon } from "../icons";
import { emptyNote } from "./empty";
import { full } from "../safeText";
import type { Scene } from "../scene";
import { count, text } from "../strings";
import type { Layout } from "../layout";
import { wellWord } from "../words";

const stopped = (sentence: string): string => (sentence === "" || /[.!?…]$/.test(sentence) ? sentence : `${sentence}.`);

/** What the report's author set and cannot be used: one line, or a line that unfolds. */
function settingNotes({ input, format }: Scene, open: OpenState): HTMLElement[] {
  const notes = (input.notes ?? []).map((words) => full(words));
  const [only] = notes;
  if (only === undefined) return [];
  const mark = (...content: (HTMLElement | string)[]): HTMLElement => el("span", "", ...content);
  if (notes.length === 1) return [el("p", "spp-note is-warning is-setting", icon("triangle"), mark(only))];
  const label = count(notes.length, "settingsNotUsed", format.number(notes.length));
  if (!input.interactive) return [el("p", "spp-note is-warning is-setting", icon("triangle"), mark(label))];
  const list = (): HTMLElement => el("ul", "spp-missing", ...notes.map((words) => el("li", "", words)));
  return [disclosure(open, "settings", "spp-note is-setting", [label], list)];
}

/**
 * Notes between summary and list about what the figures leave out: rows that were not read, fields that are not
 * mapped. Quiet, and there is nothing to dismiss.
 */
export function drawNotes(parent: HTMLElement, scene: Scene, layout: Layout, open: OpenState): void {
  const { snapshot, format, input } = scene;
  const { source } = snapshot;
  const notes: HTMLElement[] = [];
  if (!source.loading && (source.truncated || source.stopReason) && input.tellsMissing !== true) {
    const rows = format.number(source.rowsRead);
    const known = source.rowsTotalKnown;
    const first =
      known === null ? count(source.rowsRead, "partialRows", rows) : text("partialRowsOf", rows, format.number(known));
    notes.push(
      el(
        "p",
        "spp-note is-warning",
        icon("triangle"),
        el("span", "", `${first} ${stopped(full(source.stopReason))}`.trim()),
      ),
    );
  }
  notes.push(...settingNotes(scene, open));
  if (snapshot.keyedByAppId) notes.push(el("p", "spp-note", icon("dash"), el("span", "", text("keyedByAppIdNote"))));
  if (!layout.wide && snapshot.totals.failures === 0 && snapshot.columns.count > 0) notes.push(emptyNote(scene));
  const missing = (input.fixedFields === true ? [] : [...snapshot.missing]).sort(
    (a, b) => Number(b.required) - Number(a.required),
  );
  const [only] = missing;
  if (only && missing.length === 1) {
    const words = sentence("", "missingOne", wellWord(only.field), advice("span", "", only.adds));
    notes.push(el("p", "spp-note", icon("dash"), words));
  } else if (missing.length > 1) {
    const list = (): HTMLElement => {
      const node = el("ul", "spp-missing");
      for (const one of missing) {
        node.append(
          el(
            "li",
            "",
            el("code", "", wellWord(one.field)),
            one.required ? el("b", "", ` ${text("required")}`) : "",
            " ",
            advice("span", "", one.adds),
          ),
        );
      }
      return node;
    };
    const names = missing.slice(0, 3).map((one) => wellWord(one.field));
    const label = count(missing.length, "missingSome", format.number(missing.length), names.join(text("comma")));
    if (input.interactive) notes.push(disclosure(open, "missing", "spp-note", [label], list));
    else notes.push(el("p", "spp-note", icon("dash"), el("span", "", label)));
  }
  parent.hidden = notes.length === 0;
  parent.replaceChildren(...notes);
}
