import { attrs, el } from "../../view/dom";
import { icon } from "../../view/icons";
import { shown } from "../../view/safeText";
import { speaks } from "../../view/strings";
import { TroubleError } from "../trouble";
import { say } from "../words";
import { reportPage, scopeOf } from "./address";
import { createBar } from "./bar";
import { createEmbedding, type EmbedState } from "./embedding";
import { FAULTS, type Fault } from "./faults";
import { selectedIn } from "./identity";
import { faultMessage, type MessageActions } from "./message";
import { configuredColumn, turnTo, type Turned } from "./turning";
import type { Clock, Column, PowerBi, ReportMeans, ReportTab } from "./types";

const CLOCK: Clock = {
  now: () => Date.now(),
  later(ms, callback) {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
};

/** The tab with the embedded report. Nothing is loaded before `show` or `openPrincipal`. */
export function createReportTab(means: ReportMeans): ReportTab {
  const { config, cloud } = means;
  const announce = (line: string): void => means.say(line);
  const host = el("div", "panel-report-host");
  const cover = el("div", "panel-report-cover");
  const bar = createBar(powerBiLink(means), { back, showAll: () => void showAll() });
  const element = attrs(el("section", "panel-report", bar.element, el("div", "panel-report-place", host, cover)), {
    tabindex: -1,
    "aria-label": say("reportTab"),
  });
  /** The principal to turn to as soon as the report can; then the one it is turned to. */
  let wanted: { readonly id: string; readonly name: string } | null = null;
  let turned: Turned | null = null;
  let known: Column | null = configuredColumn(config);
  let serial = 0;

  const embedding = createEmbedding({
    ...means,
    clock: means.clock ?? CLOCK,
    open: () => loadViewer(host, means),
    changed: draw,
    named(name) {
      bar.name(name);
      host.querySelector("iframe")?.setAttribute("title", say("reportFrame", shown(name)));
    },
    notice(fault, about) {
      bar.notice(about === "renewal" ? say("reportRenewFailed") : say("reportVisualFault", wordsOf(fault)));
    },
    selected: followSelection,
  });

  function draw(state: EmbedState): void {
    const isReady = state.kind === "ready";
    const hadFocus = cover.contains(document.activeElement);
    cover.hidden = isReady;
    // What is covered cannot be reached by keyboard either.
    host.inert = !isReady;
    element.dataset["state"] = state.kind;
    if (state.kind === "loading") {
      const words = say(state.phase === "viewer" ? "reportLoadingViewer" : "reportLoadingReport");
      cover.replaceChildren(el("p", "panel-report-loading", words));
      announce(words);
    } else if (state.kind === "failed") {
      cover.replaceChildren(faultMessage(state.fault, cloud.powerBiAppHost, powerBiLink(means), actions()));
      announce(say(FAULTS[state.fault.kind].title));
    } else {
      cover.replaceChildren();
      bar.notice(null);
      announce(say("reportLoaded"));
      void turn();
    }
    // The button that was pressed is gone: the reader stays where the answer appears.
    if (hadFocus) (cover.querySelector("h2") ?? element).focus();
  }

  function actions(): MessageActions {
    const scopes = [scopeOf(cloud)];
    return {
      retry: () => embedding.start(),
      ...(means.signIn === undefined ? {} : { signIn: () => means.signIn?.(scopes) }),
      ...(means.consent === undefined ? {} : { consent: () => means.consent?.(scopes) }),
    };
  }

  /** Turns the report to the wanted principal; of several wishes the last one counts. */
  async function turn(): Promise<void> {
    const { report } = embedding;
    const principal = wanted;
    if (report === null || principal === null) return;
    const mine = ++serial;
    try {
      const result = await turnTo(report, config, known, principal.id);
      if (mine !== serial || result === null) return;
      turned = result;
      if (result.column === null) {
        bar.notice(say("reportNoColumn"));
        announce(say("reportNoColumn"));
        return;
      }
      bar.filtered(principal.name === "" ? principal.id : principal.name);
      bar.notice(result.missingPage === null ? null : say("reportNoPage", shown(result.missingPage)));
      announce(say("reportShowing", shown(principal.name)));
    } catch {
      // What the frame rejects with may be anything; its own `error` event tells more.
      if (mine === serial) bar.notice(say("reportFilterFailed"));
    }
  }

  async function showAll(): Promise<void> {
    serial++;
    const last = turned;
    wanted = null;
    turned = null;
    bar.filtered(null);
    try {
      if (last?.column) await last.page.filter(last.column, []);
      announce(say("reportShowingAll"));
    } catch {
      bar.notice(say("reportFilterFailed"));
    }
  }

  function back(): void {
    if (wanted !== null) means.openPrincipal(wanted.id);
  }

  function followSelection(detail: unknown): void {
    if (!bar.follows) return;
    const found = selectedIn(detail, known);
    for (const { id, at } of found) {
      if (!means.openPrincipal(id)) continue;
      known ??= at;
      bar.notice(null);
      announce(say("reportOpened"));
      return;
    }
    const [first] = found;
    if (first !== undefined) bar.notice(say("reportNotLoaded", shown(first.id)));
  }

  const check = (): void => {
    if (document.visibilityState === "visible") embedding.check();
  };
  const online = (): void => {
    if (cover.querySelector("[data-fault=offline]") !== null) embedding.start();
    else embedding.check();
  };
  document.addEventListener("visibilitychange", check);
  addEventListener("online", online);

  return {
    element,
    show: () => embedding.start(),
    openPrincipal(id, name) {
      wanted = { id, name };
      if (embedding.report === null) embedding.start();
      else void turn();
    },
    destroy() {
      serial++;
      document.removeEventListener("visibilitychange", check);
      removeEventListener("online", online);
      embedding.stop();
      element.remove();
    },
  };
}

async function loadViewer(host: HTMLElement, { cloud }: ReportMeans): Promise<PowerBi> {
  // A part of this page that does not come is a matter of the connection, not of the report.
  const { openPowerBi } = await import("./client").catch(() => {
    throw new TroubleError({ kind: "offline", part: say("reportPart") });
  });
  return openPowerBi(host, cloud.powerBiAppHost, speaks().tag);
}

function powerBiLink({ config, cloud }: ReportMeans): HTMLElement {
  const link = attrs(el("a", "panel-report-link", icon("open"), say("reportOpenInPowerBi")), {
    href: reportPage(config, cloud),
    target: "_blank",
    rel: "noopener noreferrer",
  });
  link.hidden = cloud.powerBiAppHost === "";
  return link;
}

const wordsOf = ({ message, code }: Fault): string => shown([message, code].filter(Boolean).join(" · "));
