import { attrs, el, hiddenText } from "./dom";
import { icon } from "./icons";
import type { Scene } from "./scene";
import { count, text } from "./strings";
import { WATCHED_CODE } from "./words";

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
  const node = el("div", `spp-figure ${className}`.trim(), el("b", "", value), " ", el("span", "", label), after);
  return attrs(node, { title });
}

/** The line that answers: how bad, is it getting worse. */
export function drawSummary(parent: HTMLElement, { snapshot, format }: Scene): void {
  const { totals, days } = snapshot;
  const half = format.number(Math.floor(days.length / 2));
  const worse = (value: number | null): string => text(value !== null && value > 0 ? "moreThan" : "fewerThan", half);
  // Counts can only grow with the rows that were not read; a failing principal may turn out to have succeeded.
  const atLeast = snapshot.source.truncated ? "≥ " : "";
  const figures = [
    figure(
      format.number(totals.failing),
      count(totals.principals, "ofPrincipalsFailing", format.number(totals.principals)),
      change(
        totals.principalsChange,
        format.number(Math.abs(totals.principalsChange ?? 0)),
        worse(totals.principalsChange),
      ),
      "is-first",
    ),
    figure(
      atLeast + format.number(totals.failures),
      days.length > 0
        ? count(days.length, "failuresInDays", format.number(days.length))
        : count(totals.failures, "failuresLabel"),
      change(totals.failuresChange, format.percent(totals.failuresChange ?? 0), worse(totals.failuresChange)),
    ),
    figure(
      atLeast + format.number(totals.watchedFailures),
      count(totals.watchedCases, "watchedInCases", String(WATCHED_CODE), format.number(totals.watchedCases)),
      null,
      totals.watchedFailures > 0 ? "is-watched" : "",
    ),
  ];
  if (snapshot.hasCredentials) {
    figures.push(
      figure(format.number(totals.expired), text("expiredLabel"), null, "is-minor", text("expiredHelp")),
      figure(
        format.number(totals.expiring),
        text("expiringLabel", format.number(totals.expiringDays)),
        null,
        "is-minor",
        text("expiringHelp", format.number(totals.expiringDays)),
      ),
    );
  }
  parent.replaceChildren(...figures);
}
