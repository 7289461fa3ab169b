import { attrs, el } from "../dom";
import type { Layout } from "../layout";
import { drawNotes } from "../pages/partial";
import type { Scene } from "../scene";
import { INITIAL_STATE } from "../state";
import { drawSummary } from "../summary";
import { text } from "../strings";
import { trim } from "./fit";
import { foot } from "./foot";
import { printPrincipal } from "./principal";
import { printReport } from "./report";

export interface Print {
  readonly element: HTMLElement;
  /** Draws everything at once; the element must be in the document. `only` is the one principal there is. */
  update(scene: Scene, layout: Layout, only: number | null): void;
}

/** Shares of the page that summary and notes may take, and the height, px, from which it has a last line. */
const SUMMARY_SHARE = 0.45;
const SUMMARY_ALONE = 0.9;
const NOTES_SHARE = 0.25;
const LEAST_FOR_FOOT = 160;
/** Lower pages, px, hold the figures and nothing else. */
const LEAST_FOR_LIST = 180;

/** The page for PDF and PowerPoint: everything that matters, nothing to scroll, nothing to operate. */
export function createPrint(): Print {
  const element = attrs(el("div", "spp-print"), { role: "group", "aria-label": text("product") });
  return {
    element,
    update(scene, layout, only) {
      const summary = el("div", "spp-summary");
      const notes = el("div", "spp-notesbar");
      const body = el("div", "spp-printbody");
      const { height } = scene.input;
      element.replaceChildren(
        ...(only === null ? [summary] : []),
        body,
        notes,
        ...(height >= LEAST_FOR_FOOT ? [foot(scene)] : []),
      );
      if (only === null) drawSummary(summary, scene, INITIAL_STATE, () => undefined);
      // What an author set wrongly is told where it can be set right.
      const told = { ...scene, input: { ...scene.input, notes: [] } };
      drawNotes(notes, told, { ...layout, wide: true }, new Map());
      body.hidden = only === null && height < LEAST_FOR_LIST;
      trim(summary, height * (height < LEAST_FOR_LIST ? SUMMARY_ALONE : SUMMARY_SHARE));
      notes.hidden ||= notes.offsetHeight > height * NOTES_SHARE;
      if (body.hidden) return;
      if (only === null) printReport(body, scene);
      else printPrincipal(body, scene, scene.principal(only));
    },
  };
}
