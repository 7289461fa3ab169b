import { el } from "../dom";

/** A page of one title and one sentence. */
export function messagePage(title: string, words: string): HTMLElement {
  return el("div", "spp-page", el("h2", "spp-title", title), words === "" ? null : el("p", "spp-muted", words));
}
