import { GRADES, STATES, type Grade, type PostureLabel, type VerificationState } from "../model/types";
import { english } from "./advice";
import { attrs, el, hiddenText } from "./dom";
import type { Format } from "./format";
import { gradeIcon, icon, stateIcon } from "./icons";
import { foreign, full } from "./safeText";
import { text } from "./strings";
import { gradeWord, postureWords } from "./words";

/** Chip, badge and pill of the detail and the overview; the list has pooled ones of its own. */

export function postureChip(grade: Grade, label: PostureLabel, format: Format): HTMLElement {
  const words = postureWords(label, format);
  const chip = el(
    "span",
    "spp-chip",
    icon(gradeIcon(grade)),
    // The shape says the grade to those who see it; the words are about the credential.
    hiddenText(text("labelled", gradeWord(grade), "")),
    el("span", "", words),
  );
  return attrs(chip, { "data-grade": grade, title: text("labelled", gradeWord(grade), words) });
}

export function stateBadge(state: VerificationState | null, words: string, after = ""): HTMLElement {
  const badge = el("span", "spp-state", icon(stateIcon(state)), el("span", "", words, after));
  return attrs(badge, { "data-state": state ?? "none" });
}

export function codePill(code: number, short: string | null, meaning: string | null, isWatched: boolean): HTMLElement {
  const pill = el(
    "span",
    "spp-pill",
    el("b", "", String(code)),
    " ",
    short === null ? text("codeUnknownShort") : english(foreign(short)),
  );
  pill.classList.toggle("is-watched", isWatched);
  if (meaning) pill.title = full(meaning);
  return pill;
}

export const gradeAt = (rank: number): Grade => GRADES[rank] ?? "unknown";
export const stateAt = (rank: number): VerificationState | null => STATES[rank] ?? null;
