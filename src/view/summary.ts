import { attrs, button, el, hiddenText } from "./dom";
import { icon } from "./icons";
import type { Scene } from "./scene";
import { ALL_FAILING, type ListState } from "./state";
import { count, text } from "./strings";

type OnFilter = (change: Partial<ListState>) => void;

/** `▲ 3` with its meaning in words; red only when it got worse. */
export function change(value: number | null, shown: string, words: string): HTMLElement | null {
  if (value === null || value === 0) return null;
  const node = el("span", "spp-change", icon(value > 0 ? "up" : "down"), shown, hiddenText(` ${words}`));
  node.classList.toggle("is-worse", value > 0);
  node.title = words;
  return node;
}

function figure(
  value: string,
  label: string,
  after: HTMLElement | null,
  className = "",
  title: string | null = null,
): HTMLElement {
  const node = el("span", `spp-figure ${className}`.trim(), el("b", "", value), " ", el("span", "", label), after);
  return attrs(node, { title });
}

/** The line that answers: how bad, is it getting worse. */
export function drawSummary(parent: HTMLElement, scene: Scene, state: ListState, onFilter: OnFilter): void {
  const focused = parent.contains(document.activeElement);
  parent.replaceChildren(...(scene.snapshot.totals.signIns > 0 ? failureFigures(scene) : [principalFigure(scene)]));
  const [first] = parent.children;
  if (scene.snapshot.totals.signIns > 0 && scene.input.interactive && first) {
    const filter = filterButton(first, state, onFilter);
    parent.prepend(filter);
    if (focused) filter.focus({ preventScroll: true });
  }
  parent.append(...credentialFigures(scene));
}

/** The first figure filters the list by what it counts, and takes that back. */
function filterButton(content: Element, state: ListState, onFilter: OnFilter): HTMLButtonElement {
  const active = state.status === ALL_FAILING;
  const node = button("spp-figurebutton", "all-failing", content);
  attrs(node, { "aria-pressed": String(active), title: text("onlyFailing") });
  node.addEventListener("click", () => onFilter({ status: active ? null : ALL_FAILING }));
  return node;
}

/** Without sign-ins there is only who was read. */
function principalFigure({ snapshot, format }: Scene): HTMLElement {
  const { principals } = snapshot.totals;
  return figure(format.number(principals), count(principals, "principalsLabel"), null, "is-first");
}

function failureFigures({ snapshot, format }: Scene): HTMLElement[] {
  const { totals, days, source } = snapshot;
  const half = Math.floor(days.length / 2);
  // Halves of a part of the rows compare nothing.
  const partial = source.truncated || source.loading;
  const changeOf = (value: number | null, shown: string): HTMLElement | null =>
    change(
      partial ? null : value,
      shown,
      count(half, (value ?? 0) > 0 ? "moreThan" : "fewerThan", format.number(half)),
    );
  // Counts can only grow with the rows that were not read; a failing principal may turn out to have succeeded.
  const atLeast = source.truncated ? "≥ " : "";
  return [
    figure(
      format.number(totals.failing),
      count(totals.principals, "ofPrincipalsFailing", format.number(totals.principals)),
      changeOf(totals.principalsChange, format.number(Math.abs(totals.principalsChange ?? 0))),
      "is-first",
    ),
    figure(
      atLeast + format.number(totals.failures),
      days.length > 0
        ? count(days.length, "failuresInDays", format.number(days.length))
        : count(totals.failures, "failuresLabel"),
      changeOf(totals.failuresChange, format.percent(totals.failuresChange ?? 0)),
    ),
    figure(
      atLeast + format.number(totals.watchedFailures),
      count(
        totals.watchedCases,
        "watchedInCases",
        snapshot.watchedCodes.join(", "),
        format.number(totals.watchedCases),
      ),
      null,
      totals.watchedFailures > 0 ? "is-watched" : "",
    ),
  ];
}

function credentialFigures({ snapshot, format }: Scene): HTMLElement[] {
  const { totals } = snapshot;
  if (!snapshot.hasCredentials) return [];
  const days = format.number(totals.expiringDays);
  return [
    figure(format.number(totals.expired), text("expiredLabel"), null, "is-minor", text("expiredHelp")),
    figure(
      format.number(totals.expiring),
      count(totals.expiring, "expiringLabel", days),
      null,
      "is-minor",
      text("expiringHelp", days),
    ),
  ];
}
