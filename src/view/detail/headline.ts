import { lookupUrl } from "../../knowledge";
import type { CodeEntry } from "../../knowledge/types";
import type { Case, Principal } from "../../model/types";
import { advice } from "../advice";
import { attrs, el } from "../dom";
import { sentence } from "../rich";
import { foreign, full, shown } from "../safeText";
import type { Scene } from "../scene";
import { stateBadge } from "../shapes";
import { count, text } from "../strings";
import { continued, sourceLine, sourceValue, stateWord, statusWord } from "../words";

/** Other cases that the headline names. */
const ALSO = 3;

/** Ids in full, selectable: they are what people copy. */
export function identity(principal: Principal): HTMLElement {
  const list = el("dl", "spp-ids");
  const add = (label: string, value: string): void => {
    if (value) list.append(el("div", "", el("dt", "", label), el("dd", "spp-mono", shown(value))));
  };
  if (principal.keyedBy === "servicePrincipalId") add(text("objectId"), principal.id);
  add(text("appId"), principal.appId);
  // Nearly all are applications: only another kind is worth a word.
  if (principal.type && principal.type.toLowerCase() !== "application")
    list.append(el("div", "", el("dt", "", text("type")), el("dd", "", shown(principal.type))));
  if (principal.tenantIds.length > 1) add(text("tenants"), principal.tenantIds.join(", "));
  const { elsewhereOwner: owner } = principal;
  if (owner) {
    list.append(el("div", "spp-warn", text("ownedElsewhere", shown(owner))));
  }
  if (principal.keyedBy !== "servicePrincipalId") {
    list.append(el("div", "spp-warn", text(principal.keyedBy === "appId" ? "keyedByAppId" : "unidentified")));
  }
  return list;
}

/** The principal's status with the time that decided it. */
export function statusBadge(principal: Principal, scene: Scene): HTMLElement {
  const worst = principal.cases[0];
  const at = worst?.verification.at ?? worst?.lastFailure ?? null;
  const words = statusWord(principal.status, principal.signIns);
  const badge = stateBadge(principal.status, words, at === null ? "" : ` ${scene.times.shortInstant(at)}`);
  badge.classList.add("spp-badge");
  if (at !== null) badge.title = scene.times.instant(at);
  return badge;
}

const routeOf = (one: Case): string => one.resourceId || one.resource;

/** Where this error took the place of another one, that change comes first: it says what has been done already. */
function changedBefore(shownCase: Case, others: readonly Case[]): HTMLElement | null {
  const before = others.find(
    (one) =>
      one.verification.state === "changed" &&
      routeOf(one) === routeOf(shownCase) &&
      one.verification.codes.includes(shownCase.code),
  );
  if (!before) return null;
  const words = advice("span", "", continued(before.verification.text));
  return sentence("", "changedBefore", String(before.code), words);
}

/** The other cases in one sentence, the first three by name. */
function also(shownCase: Case, others: readonly Case[], { format }: Scene): (Node | string)[] {
  if (others.length === 0) return [];
  const parts: (Node | string)[] = [" "];
  const list = el("span");
  others.slice(0, ALSO).forEach((one, i) => {
    const failures = format.number(one.failures);
    const state = stateWord(one.verification.state);
    const elsewhere = routeOf(one) !== routeOf(shownCase);
    const resource = foreign(one.resource || one.resourceId || text("noResource"));
    if (i > 0) list.append(text("comma"));
    list.append(
      elsewhere
        ? sentence("", "alsoCaseOn", failures, String(one.code), resource, state)
        : text("alsoCase", failures, String(one.code), state),
    );
  });
  const rest = others.length - ALSO;
  if (rest > 0) list.append(" ", count(rest, "alsoMore", format.number(rest)));
  parts.push(sentence("", "alsoCases", list));
  return parts;
}

/** Plain words first: what happened, to which resource, since when, and whether it is over. */
export function headline(shownCase: Case, scene: Scene, others: readonly Case[] = []): HTMLElement {
  const { format, snapshot } = scene;
  const times = el("b", "", format.number(shownCase.failures));
  const resource = el("b", "", foreign(shownCase.resource || shownCase.resourceId || text("noResource")));
  const code = el("b", "", `AADSTS${shownCase.code}`);
  const { firstFailure: from, lastFailure: to } = shownCase;
  const fact = (() => {
    const one = shownCase.failures === 1;
    if (from === null || to === null) return sentence("", one ? "failedOnce" : "failedTimes", times, resource, code);
    const first = format.utcDayOf(from, snapshot.now);
    const last = format.utcDayOf(to, snapshot.now);
    const span = text("utc", first === last ? text("onDay", first) : text("fromTo", first, last));
    const node = sentence("", one ? "failedOnceWhen" : "failedTimesWhen", times, resource, span, code);
    node.title = `${scene.times.instant(from)} – ${scene.times.instant(to)}`;
    return node;
  })();
  const meaning = shownCase.entry
    ? sentence("", "meaningIs", advice("span", "", continued(shownCase.entry.meaning)))
    : sentence("", "meaningUnknown", el("span", "spp-url", lookupUrl(shownCase.code)));
  const before = changedBefore(shownCase, others);
  return el(
    "p",
    "spp-headline",
    before,
    before && " ",
    fact,
    meaning,
    " ",
    advice("span", "", shownCase.verification.text),
    ...also(shownCase, others, scene),
  );
}

/** What the state itself asks for; a failing case has its checklist for that. */
export function stateNext({ verification }: Case): HTMLElement | null {
  if (verification.state === "failing") return null;
  const node = advice("p", "spp-statenext", verification.next);
  node.title = sourceLine(verification.nextSource);
  return node;
}

/** Who can act; "nobody" is said for different reasons. */
function actorOf({ actor, category }: CodeEntry): string {
  if (actor !== "none") return text(`actor_${actor}`);
  if (category === "user") return text("actor_none_user");
  return text(category === "transient" ? "actor_none_transient" : "actor_none");
}

/** Facts of the case for tickets and queries. */
export function caseFacts(shownCase: Case, scene: Scene): HTMLElement {
  const { format } = scene;
  const list = el("dl", "spp-facts");
  const add = (label: string, value: string | HTMLElement, mono: boolean): void => {
    if (value !== "") list.append(el("dt", "", label), el("dd", mono ? "spp-mono" : "", value));
  };
  add(text("factFirst"), shownCase.firstFailure === null ? "" : scene.times.instant(shownCase.firstFailure), false);
  add(text("factLast"), shownCase.lastFailure === null ? "" : scene.times.instant(shownCase.lastFailure), false);
  add(text("factResource"), shown(shownCase.resourceId), true);
  add(text("factTenant"), shown(shownCase.tenantId), true);
  add(text("factCorrelation"), shown(shownCase.correlationId), true);
  const used = shownCase.credentialTypes.map((one) => `${shown(one.type)} (${format.number(one.failures)})`);
  add(text("factCredential"), used.join(text("comma")) || text("factCredentialUnknown"), false);
  if (shownCase.entry) {
    add(text("factFirstAction"), advice("span", "", shownCase.entry.firstAction), false);
    add(text("factActor"), actorOf(shownCase.entry), false);
  }
  if (shownCase.message)
    list.append(
      el("dt", "", text("factMessage")),
      attrs(el("dd", "spp-message", full(shownCase.message)), { dir: "auto" }),
    );
  add(text("factState"), advice("span", "", shownCase.verification.next), false);
  add(text("factStateSource"), sourceValue(shownCase.verification.nextSource), false);
  add(text("factSource"), sourceValue(shownCase.entrySource), false);
  add(text("factLookup"), lookupUrl(shownCase.code), true);
  return list;
}
