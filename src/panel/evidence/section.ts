import type { Credential, Principal } from "../../model/types";
import { attrs, button, el } from "../../view/dom";
import type { Format } from "../../view/format";
import { icon } from "../../view/icons";
import { foreign, full, shown } from "../../view/safeText";
import { text } from "../../view/strings";
import { kindWord } from "../../view/words";
import { describeTrouble, waitWords } from "../states/describe";
import { actButtons, detailList, type StateMeans } from "../states/draw";
import type { Act } from "../states/table";
import { say } from "../words";
import type { Inquiry } from "./inquiry";
import { isFailure, keyUses, type KeyUse } from "./keys";
import { sinceLastFailure, type Since } from "./since";
import { signInRow } from "./signIn";

/** Rows at first, and with each press for more. */
const STEP = 25;

/** What the reader chose in a section; it outlives every redraw. */
export interface Choice {
  failuresOnly: boolean;
  most: number;
}

export const choices = ({ failures }: Principal): Choice => ({ failuresOnly: failures > 0, most: STEP });

export type SectionMeans = StateMeans;

/** What helps here as it does for the page; the other acts are about what the page loads. */
const ACTS: readonly Act[] = ["signIn", "consent", "consentLink", "otherAccount"];

/** Draws the section of one principal anew; what had the focus has it again. */
export function drawSection(
  element: HTMLElement,
  principal: Principal,
  inquiry: Inquiry,
  choice: Choice,
  means: SectionMeans,
): void {
  const focused = document.activeElement;
  const key = focused !== null && element.contains(focused) ? focused.getAttribute("data-key") : null;
  const again = (): void => drawSection(element, principal, inquiry, choice, means);
  const { state } = inquiry;
  element.replaceChildren(
    el("h3", "spp-h", say("evidenceTitle")),
    ...(state.step === "unasked"
      ? [el("p", "spp-muted", say("evidenceHelp")), asking(say("evidenceLoad"), inquiry)]
      : state.step === "loading"
        ? [loading(inquiry, means)]
        : found(principal, inquiry, choice, means, again)),
  );
  if (key === null) return;
  // A button that did its work is gone: the section itself goes on from there.
  const next = element.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`);
  (next ?? element).focus({ preventScroll: true });
}

function asking(words: string, inquiry: Inquiry, { anew = false, beside = "" } = {}): HTMLElement {
  const ask = button("spp-button", anew ? "singles-anew" : "singles-ask", words);
  ask.addEventListener("click", () => inquiry.ask(anew));
  return el("p", "panel-acts", beside === "" ? null : el("span", "spp-muted", beside), ask);
}

function loading(inquiry: Inquiry, means: SectionMeans): HTMLElement {
  const { format } = means;
  const { found: count, waitingUntil } = inquiry.state;
  const cancel = button("spp-button", "singles-cancel", say("evidenceCancel"));
  cancel.addEventListener("click", () => inquiry.cancel());
  const left = waitingUntil === null ? 0 : waitingUntil - means.now();
  const words = count > 0 ? say("evidenceFound", format.number(count)) : say("evidenceLoading");
  const wait = left > 0 ? el("span", "spp-muted", say("shellWaiting", waitWords(left, format))) : null;
  return el("p", "panel-acts", attrs(el("span", "", words), { role: "status" }), wait, cancel);
}

function found(
  principal: Principal,
  inquiry: Inquiry,
  choice: Choice,
  means: SectionMeans,
  again: () => void,
): HTMLElement[] {
  const { state, asked } = inquiry;
  const { format } = means;
  const nodes: HTMLElement[] = state.troubles.map((trouble) => {
    const told = describeTrouble(trouble);
    const { title, lines } = told;
    const said = attrs(el("div", "", el("p", "", icon("triangle"), title)), { role: "status" });
    const acts = actButtons({ ...told, acts: told.acts.filter((act) => ACTS.includes(act)) }, means, "");
    return el("div", "panel-singletrouble", said, ...lines.map((line) => el("p", "", line)), acts, detailList(told));
  });
  const hasTrouble = nodes.length > 0;
  if (hasTrouble) nodes.push(asking(say(state.resume === null ? "evidenceAgain" : "evidenceGoOn"), inquiry));
  const { signIns } = state;
  const range = [format.utcDate(asked.from), format.utcDate(state.to)] as const;
  const isNone = signIns.length === 0;
  const what = isNone ? say("evidenceNone", ...range) : say("evidenceRange", format.number(signIns.length), ...range);
  // Whoever has just fixed something looks again.
  if (!hasTrouble) nodes.push(asking(say("evidenceAnew"), inquiry, { anew: true, beside: what }));
  else if (!isNone) nodes.push(el("p", "spp-muted", what));
  if (isNone) return nodes;
  // Where an answer broke off, a later success may be among what did not come.
  const since = sinceLastFailure(principal.cases, signIns).filter((one) => !hasTrouble || one.firstSuccess !== null);
  if (since.length > 0) nodes.push(sinceList(since, format));
  nodes.push(keyList(keyUses(signIns), principal, format));
  const failures = signIns.filter(isFailure);
  if (failures.length < signIns.length) nodes.push(failuresOnly(choice, again));
  const listed = choice.failuresOnly ? failures : signIns;
  if (listed.length === 0) nodes.push(el("p", "spp-muted", say("evidenceNoFailures")));
  const list = attrs(el("ol", "panel-singles"), { "aria-label": say("evidenceList") });
  listed.slice(0, choice.most).forEach((one, at) => list.append(signInRow(one, at, principal.id, format)));
  nodes.push(list);
  const left = listed.length - choice.most;
  if (left > 0) {
    const more = button("spp-button", "singles-more", say("evidenceMore", format.number(Math.min(left, STEP))));
    more.addEventListener("click", () => {
      choice.most += STEP;
      again();
    });
    nodes.push(el("p", "panel-acts", more));
  } else if (!hasTrouble && state.resume !== null) {
    nodes.push(el("p", "spp-muted", say("evidenceMost")), asking(say("evidenceGoOn"), inquiry));
  }
  return nodes;
}

function failuresOnly(choice: Choice, again: () => void): HTMLElement {
  const box = attrs(el("input"), { type: "checkbox", "data-key": "singles-failures" });
  box.checked = choice.failuresOnly;
  box.addEventListener("change", () => {
    choice.failuresOnly = box.checked;
    choice.most = STEP;
    again();
  });
  return el("label", "panel-check", box, say("evidenceFailuresOnly"));
}

/** What became of each case: single sign-ins know the order that summaries of a whole day do not. */
function sinceList(all: readonly Since[], format: Format): HTMLElement {
  const list = el("ul", "panel-keyuses");
  for (const { code, resource, lastFailure, firstSuccess, successes } of all) {
    const last = format.exact(lastFailure);
    const words =
      firstSuccess === null
        ? say("evidenceNoSuccessSince", last)
        : say("evidenceSuccessSince", format.number(successes), last, format.exact(firstSuccess));
    const sign = icon(firstSuccess === null ? "circle" : "check");
    const what = el("span", firstSuccess === null ? "panel-bad" : "panel-ok", sign, el("b", "", String(code)));
    list.append(el("li", "", what, foreign(resource), el("span", "", words)));
  }
  return el("div", "", el("h4", "panel-h", say("evidenceSince")), list);
}

/** The keys with what became of them, and which credential each is. */
function keyList(uses: readonly KeyUse[], { credentials }: Principal, format: Format): HTMLElement {
  const list = el("ul", "panel-keyuses");
  for (const { key, type, failures, successes, unreadable } of uses) {
    const held = credentials.find((one) => key !== "" && [one.keyId, one.thumbprint].some((id) => same(id, key)));
    const counts = [
      failures > 0 ? say("evidenceKeyFailures", format.number(failures)) : "",
      successes > 0 ? say("evidenceKeySuccesses", format.number(successes)) : "",
      unreadable > 0 ? say("evidenceKeyUnreadable", format.number(unreadable)) : "",
    ].filter((part) => part !== "");
    const name = key === "" ? say("evidenceKeyNone") : attrs(el("code", "spp-mono", shown(key)), { dir: "ltr" });
    const what = held === undefined ? unknown(key, type, credentials) : heldWords(held, format);
    list.append(
      el(
        "li",
        "",
        el("span", "", name),
        what === "" ? null : foreign(what, "spp-muted"),
        el("b", "", counts.join(" · ")),
      ),
    );
  }
  return el("div", "", el("h4", "panel-h", say("evidenceKeys")), list);
}

const same = (id: string, key: string): boolean => id !== "" && id.toLowerCase() === key;

function unknown(key: string, type: string, credentials: readonly Credential[]): string {
  const isKnownMiss = key !== "" && credentials.length > 0;
  return [type === "none" ? "" : full(type), isKnownMiss ? say("evidenceKeyNotHeld") : ""]
    .filter((part) => part !== "")
    .join(" · ");
}

function heldWords({ kind, name, start, end }: Credential, format: Format): string {
  const day = (time: number | null): string => (time === null ? text("unknownDate") : format.utcDate(time));
  const dates = start === null && end === null ? "" : text("credentialDates", day(start), day(end));
  return [`${kindWord(kind)} ${full(name)}`.trim(), dates].filter((part) => part !== "").join(" · ");
}
