import type { Case, Principal } from "../../model/types";
import { advice } from "../advice";
import { causes } from "../detail/causes";
import type { DetailContext } from "../detail/context";
import { credentialBars } from "../detail/credentialBars";
import { dailyChart } from "../detail/dailyChart";
import { withoutCases } from "../detail/principalPage";
import { headline, identity, stateNext, statusBadge } from "../detail/headline";
import { el } from "../dom";
import { foreign } from "../safeText";
import type { Scene } from "../scene";
import { codePill, stateBadge } from "../shapes";
import { count, text } from "../strings";
import { stateWord } from "../words";
import { appendFitting, fits } from "./fit";
import { printSteps } from "./steps";

const TWO_COLUMNS = 720;
const CHART = 130;
/** A single column keeps the chart only where the checklist has this much besides, px. */
const TALL = 700;
const CASES = 5;

const nothing = (): void => undefined;

function contextOf(scene: Scene, principal: Principal, width: number): DetailContext {
  const intents = { select: () => "", tick: nothing, exportAs: () => Promise.resolve("") };
  return {
    scene,
    principal,
    intents,
    open: new Map(),
    ways: [],
    width,
    drafts: new Map(),
    export: nothing,
    refused: nothing,
    say: nothing,
    redraw: nothing,
    reveal: nothing,
    refocus: nothing,
  };
}

/** The other cases, one line each. */
function otherCases(cases: readonly Case[], { snapshot, format }: Scene): HTMLElement | null {
  const others = cases.slice(1);
  if (others.length === 0) return null;
  const list = el("ul", "spp-printcases");
  for (const one of others.slice(0, CASES)) {
    const { state } = one.verification;
    const isWatched = snapshot.watchedCodes.includes(one.code);
    list.append(
      el(
        "li",
        "",
        codePill(one.code, one.entry?.short ?? null, one.entry?.meaning ?? null, isWatched),
        foreign(one.resource || one.resourceId || text("noResource"), "spp-caseresource"),
        stateBadge(state, stateWord(state)),
        el("span", "spp-number", format.number(one.failures)),
      ),
    );
  }
  const rest = others.length - CASES;
  if (rest > 0) list.append(el("li", "spp-muted", count(rest, "alsoMore", format.number(rest))));
  return el(
    "section",
    "spp-section",
    el("h3", "spp-h", count(cases.length, "casesTitle", format.number(cases.length))),
    list,
  );
}

/** Causes by name only. */
function causesInBrief({ causes: all }: Case): HTMLElement | null {
  const named = all.filter(({ likelihood }) => likelihood !== "unlikely");
  if (named.length === 0) return null;
  const list = el("ul", "spp-printcauses");
  for (const { title, likelihood } of named) {
    const word = el("span", "spp-muted", text(`likelihood_${likelihood}`));
    list.append(el("li", "", word, advice("span", "", title)));
  }
  const note = el("small", "", text("likelyCausesNote"));
  return el("section", "spp-section", el("h3", "spp-h", text("likelyCauses"), " ", note), list);
}

/** One principal on one page: what happened, the checklist as far as it fits, and the evidence beside it. */
export function printPrincipal(body: HTMLElement, scene: Scene, principal: Principal): void {
  const width = body.clientWidth;
  const two = width >= TWO_COLUMNS;
  body.classList.toggle("is-two", two);
  body.classList.toggle("is-slim", !two);
  const [worst] = principal.cases;
  const name = principal.name || principal.appId || principal.id || text("noName");
  const head = el(
    "div",
    "spp-printhead",
    el("div", "spp-detailhead", el("h2", "spp-title", foreign(name)), statusBadge(principal, scene)),
    identity(principal),
    worst ? headline(worst, scene, principal.cases.slice(1)) : el("p", "spp-headline", withoutCases(principal, scene)),
    worst ? stateNext(worst) : null,
  );
  const steps = el("div", "spp-printlist");
  const side = el("div", "spp-printside");
  body.replaceChildren(head, ...(two ? [steps, side] : [side, steps]));
  // The name stays, whatever the page's height.
  while (head.childElementCount > 1 && !fits(body)) head.lastElementChild?.remove();
  if (worst) {
    steps.dataset["code"] = String(worst.code);
    steps.dataset["verification"] = worst.verification.state;
  } else {
    steps.remove();
    side.classList.add("is-only");
  }
  const context = contextOf(scene, principal, side.clientWidth);
  const chart = (): HTMLElement =>
    dailyChart(scene, scene.snapshot.daily(principal.index), side.clientWidth, CHART, principal.index);
  const tall = scene.input.height >= TALL;
  const some = (...ways: readonly (HTMLElement | null)[]): HTMLElement[] => ways.filter((way) => way !== null);
  const parts =
    worst && (two || tall)
      ? [
          some(chart()),
          some(credentialBars(context)),
          some(two ? otherCases(principal.cases, scene) : null),
          two ? some(causes(worst, context), causesInBrief(worst)) : [],
        ]
      : worst
        ? []
        : [some(credentialBars(context))];
  appendFitting(side, parts);
  side.hidden = side.childElementCount === 0;
  if (worst) printSteps(steps, scene, worst);
}
