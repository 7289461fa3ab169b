import { attrs, button, el } from "../../view/dom";
import { foreign } from "../../view/safeText";
import { say } from "../words";
import { FAULTS, type Fault } from "./faults";

/** What a message can do; those that are not given are not offered. */
export interface MessageActions {
  retry(): void;
  readonly signIn?: () => void;
  readonly consent?: () => void;
}

/** A fault as a message: what it is, what to do, and the details that support asks for. */
export function faultMessage(fault: Fault, appHost: string, link: HTMLElement, actions: MessageActions): HTMLElement {
  const { title, advice } = FAULTS[fault.kind];
  const message = el(
    "section",
    "panel-report-message",
    attrs(el("h2", "", say(title)), { id: "report-message-title", tabindex: -1 }),
    el("p", "", say(advice, appHost)),
    named(fault),
    el("div", "panel-report-actions", actionOf(fault, actions), link),
    details(fault),
  );
  return attrs(message, { "aria-labelledby": "report-message-title", "data-fault": fault.kind });
}

function actionOf({ kind }: Fault, actions: MessageActions): HTMLElement {
  const { action } = FAULTS[kind];
  const main = (words: Label, act: () => void): HTMLElement => {
    const made = button("panel-button is-main", "report-action", say(words));
    made.addEventListener("click", act);
    return made;
  };
  if (action === "signIn" && actions.signIn !== undefined) return main("reportSignIn", actions.signIn);
  if (action === "consent" && actions.consent !== undefined) return main("reportConsent", actions.consent);
  return main("reportRetry", () => actions.retry());
}

/** Scope and role stand by themselves: they are what somebody else is asked for. */
function named({ scope, role }: Fault): HTMLElement | null {
  return terms([
    ["reportScopeLabel", scope],
    ["reportRoleLabel", role],
  ]);
}

function details({ code, status, message, requestId }: Fault): HTMLElement | null {
  const list = terms([
    ["reportMessageLabel", message],
    ["reportCodeLabel", code],
    ["reportStatusLabel", status === undefined ? undefined : String(status)],
    ["reportRequestLabel", requestId],
  ]);
  return list === null ? null : el("details", "", el("summary", "", say("reportDetails")), list);
}

type Label = Parameters<typeof say>[0];

function terms(rows: readonly (readonly [Label, string | undefined])[]): HTMLElement | null {
  const filled = rows.filter((row): row is readonly [Label, string] => row[1] !== undefined && row[1] !== "");
  if (filled.length === 0) return null;
  const list = el("dl", "panel-report-terms");
  for (const [label, value] of filled) list.append(el("dt", "", say(label)), el("dd", "", foreign(value)));
  return list;
}
