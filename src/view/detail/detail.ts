import type { CommandLanguage } from "../../knowledge/types";
import type { Principal } from "../../model/types";
import { attrs, button, el } from "../dom";
import type { OpenState } from "../disclosure";
import { icon } from "../icons";
import type { Layout } from "../layout";
import { foreign, shown } from "../safeText";
import type { Scene } from "../scene";
import type { ListState } from "../state";
import { count, text } from "../strings";
import type { Intents } from "../types";
import { cases } from "./cases";
import type { DetailContext, StepDraft } from "./context";
import { credentialBars } from "./credentialBars";
import { dailyChart } from "./dailyChart";
import { findings } from "./findings";
import { headline, identity, stateNext, statusBadge } from "./headline";
import { nextStep } from "./nextStep";
import { gradeCounts, overview } from "./overview";
import { portal } from "./portal";

const PADDING = 24;
const PADDING_CARDS = 12;
/** From this inner width on chart and credentials stand side by side. */
const TWO_COLUMNS = 470;
const GAP = 28;

const innerWidth = (layout: Layout): number => layout.detailWidth - 2 * (layout.cards ? PADDING_CARDS : PADDING);

export interface DetailEvents {
  close(): void;
  filter(change: Partial<ListState>): void;
  open(id: string): void;
  export: DetailContext["export"];
  refused: DetailContext["refused"];
  say: DetailContext["say"];
}

export interface DetailState {
  readonly scene: Scene;
  readonly layout: Layout;
  /** Index of the principal shown, or null for the overview. */
  readonly selected: number | null;
  /** The only principal there is: nothing to go back to. */
  readonly alone: boolean;
  /** Put beside the title where the principal is alone. */
  readonly action: HTMLElement;
  /** False when a search or filter leaves the open principal out. */
  readonly listed: boolean;
}

export interface Detail {
  readonly element: HTMLElement;
  update(state: DetailState): void;
  focus(): void;
}

/** The headline of a principal that has no case. */
export function withoutCases({ signIns }: Principal, { format }: Scene): string {
  if (signIns === 0) return text("noSignInsOfPrincipal");
  return text("noFailuresOfPrincipal", count(signIns, "signInsCount", format.number(signIns)));
}

export function createDetail(intents: Intents, events: DetailEvents): Detail {
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
    const { scene, layout, alone, action, listed } = current;
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
    const name = principal.name || principal.appId || principal.id;
    const worst = principal.cases[0];
    const parts: (Node | null)[] = [];
    if (!alone && !layout.wide && scene.input.interactive) {
      const back = button("spp-button is-quiet spp-back", "back", icon("back"), text("back"));
      back.addEventListener("click", () => events.close());
      parts.push(back);
    }
    const heading = attrs(el("h2", "spp-title", foreign(name || text("noName"))), { title: shown(principal.name) });
    const head = el("div", "spp-detailhead", heading, statusBadge(principal, scene));
    if (!alone && layout.wide && scene.input.interactive) {
      const close = attrs(button("spp-iconbutton", "close", icon("close")), { "aria-label": text("closeDetails") });
      close.title = text("closeDetails");
      close.addEventListener("click", () => events.close());
      head.append(close);
    }
    if (alone) head.append(action);
    parts.push(head, identity(principal), portal(context));
    if (!listed) parts.push(el("p", "spp-muted spp-notlisted", text("notListed")));
    if (worst) {
      parts.push(headline(worst, scene, principal.cases.slice(1)), stateNext(worst), nextStep(worst, context));
    }
    if (!worst) parts.push(el("p", "spp-headline", withoutCases(principal, scene)));

    const two = width >= TWO_COLUMNS;
    inner.classList.toggle("is-slim", !two);
    const column = two ? Math.floor((width - GAP) / 2) : width;
    const evidence = el("div", two ? "spp-two" : "spp-one");
    if (worst)
      evidence.append(
        dailyChart(scene, scene.snapshot.daily(principal.index), column, two ? 148 : 132, principal.index),
      );
    const posture = credentialBars(context);
    const found = findings(context);
    if (found) posture.append(found);
    evidence.append(posture);
    parts.push(evidence);
    if (worst) parts.push(cases(context));
    inner.replaceChildren(...parts.filter((part) => part !== null));
    attrs(element, { "aria-label": text("detailsFor", shown(name || text("noName"))) });
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
