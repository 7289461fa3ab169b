import type { CommandLanguage } from "../../knowledge/types";
import type { Principal } from "../../model/types";
import { attrs, el } from "../dom";
import type { OpenState } from "../disclosure";
import type { Layout } from "../layout";
import { shown } from "../safeText";

import type { ListState } from "../state";
import { text } from "../strings";
import type { Intents } from "../types";
import type { DetailContext, StepDraft } from "./context";
import { gradeCounts, overview } from "./overview";
import { nameOf, TWO_COLUMNS, type DetailState, type PrincipalPage } from "./pageTypes";

const PADDING = 24;
const PADDING_CARDS = 12;
const innerWidth = (layout: Layout): number => layout.detailWidth - 2 * (layout.cards ? PADDING_CARDS : PADDING);

export interface DetailEvents {
  close(): void;
  filter(change: Partial<ListState>): void;
  open(id: string): void;
  export: DetailContext["export"];
  refused: DetailContext["refused"];
  say: DetailContext["say"];
}

export interface Detail {
  readonly element: HTMLElement;
  update(state: DetailState): void;
  focus(): void;
}

export function createDetail(intents: Intents, events: DetailEvents, page: PrincipalPage): Detail {
  const inner = el("div", "spp-detailinner");
  const element = attrs(el("div", "spp-detail", inner), { role: "region", tabindex: -1 });
  const open: OpenState = new Map();
  const ways: CommandLanguage[] = [];
  const drafts = new Map<string, StepDraft>();
  let state: DetailState | null = null;
  let signature = "";
  let shownId: string | null = null;

  element.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented || !state || state.selected === null) return;
    event.preventDefault();
    events.close();
  });

  const byKey = (key: string | null): HTMLElement | undefined =>
    [...element.querySelectorAll<HTMLElement>("[data-key]")].find((one) => one.dataset["key"] === key);

  function reveal(key: string): void {
    const control = byKey(key);
    if (!control) return;
    // Only the pane scrolls: scrollIntoView would move everything around it too.
    element.scrollTop += control.getBoundingClientRect().top - element.getBoundingClientRect().top - 8;
    control.focus({ preventScroll: true });
  }

  function drawPrincipal(principal: Principal, current: DetailState): void {
    const { scene, layout } = current;
    const width = innerWidth(layout);
    const context: DetailContext = {
      scene,
      principal,
      intents,
      open,
      ways,
      width,
      drafts,
      export: events.export,
      refused: events.refused,
      say: events.say,
      redraw: () => draw(true),
      reveal,
      refocus: (key) => byKey(key)?.focus({ preventScroll: true }),
    };
    inner.classList.toggle("is-slim", width < TWO_COLUMNS);
    inner.replaceChildren(...page(context, current, () => events.close()));
    attrs(element, { "aria-label": text("detailsFor", shown(nameOf(principal) || text("noName"))) });
  }

  /** Everything that the drawing depends on; equal signatures leave the reader's selection and focus alone. */
  function sign(current: DetailState): string {
    const { scene, layout, selected, alone, listed } = current;
    const { input, snapshot } = scene;
    const common = [
      layout.wide,
      layout.detailWidth,
      alone,
      input.interactive,
      input.exporting,
      input.locale,
      input.timeZone,
      input.options?.exportFormats,
      input.kept,
      input.formats,
      snapshot.watchedCodes,
      snapshot.cloud,
    ];
    if (selected === null) {
      const { days, codes, resources, totals } = snapshot;
      const { loading, to } = snapshot.source;
      const insights = loading ? null : snapshot.insights();
      const grades = gradeCounts(snapshot.columns);
      const most = resources.slice(0, 8);
      return JSON.stringify([common, days[0], days.length, codes, most, totals, grades, to, insights]);
    }
    const principal = scene.principal(selected);
    const marks = principal.cases.map((one) => one.checklist.map((step) => input.marks(one.id, step.step)));
    return JSON.stringify([
      common,
      principal,
      marks,
      listed,
      snapshot.days[0],
      snapshot.days.length,
      Math.floor(snapshot.now / 864e5),
    ]);
  }

  function draw(forced: boolean): void {
    if (!state) return;
    const next = sign(state);
    if (!forced && next === signature) return;
    signature = next;
    const { scene, selected, layout } = state;
    const principal = selected === null ? null : scene.principal(selected);
    const focused = document.activeElement;
    const key = focused && element.contains(focused) ? focused.getAttribute("data-key") : null;
    const lost = focused !== null && focused !== element && element.contains(focused);
    const same = shownId === (principal?.id ?? null);
    const top = same ? element.scrollTop : 0;
    shownId = principal?.id ?? null;
    element.classList.toggle("is-overview", principal === null);
    if (principal) drawPrincipal(principal, state);
    else {
      inner.replaceChildren(
        overview(
          scene,
          innerWidth(layout),
          (change) => events.filter(change),
          (id) => events.open(id),
        ),
      );
      attrs(element, { "aria-label": text("overviewTitle") });
    }
    // Without anything to focus in it, the pane itself must be reachable for scrolling by keys.
    attrs(element, { tabindex: scene.input.interactive ? -1 : 0 });
    if (element.scrollTop !== top) element.scrollTop = top;
    if (!lost) return;
    (byKey(key) ?? element).focus({ preventScroll: true });
  }

  return {
    element,
    update(next) {
      state = next;
      draw(false);
    },
    focus() {
      element.focus({ preventScroll: true });
    },
  };
}
