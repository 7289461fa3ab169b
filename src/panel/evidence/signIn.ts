import { findCode } from "../../knowledge/codes";
import { attrs, button, el } from "../../view/dom";
import type { Format } from "../../view/format";
import { icon } from "../../view/icons";
import { foreign, full, shown } from "../../view/safeText";
import { codePill } from "../../view/shapes";
import { text } from "../../view/strings";
import { copyText } from "../shell/copying";
import type { SingleSignIn } from "../sources/singles";
import { say } from "../words";
import { isFailure } from "./keys";

const utc = (time: number | null): string => (time === null ? "" : new Date(time).toISOString());

/** What a ticket about one sign-in needs, as plain lines; without the address, which says where somebody works. */
export function ticketLines(one: SingleSignIn, principal: string): string {
  const all = [
    [say("evidenceTime"), utc(one.time)],
    [say("evidenceCode"), one.code === null ? "" : one.code === 0 ? "0" : `AADSTS${String(one.code)}`],
    [say("evidenceReason"), one.reason],
    [say("evidenceCorrelation"), one.correlationId],
    [say("evidenceRequest"), one.id],
    [say("paste_servicePrincipalId"), principal],
    [say("evidenceResource"), [one.resource, one.resourceId].filter((part) => part !== "").join(" · ")],
    [say("evidenceType"), one.credentialType],
    [say("evidenceKey"), one.credentialKeyId],
    [say("evidenceThumbprint"), one.credentialThumbprint],
    [say("evidenceFederated"), one.federatedCredentialId],
  ] as const;
  return all.flatMap(([label, value]) => (value === "" ? [] : [text("labelled", label, full(value))])).join("\n");
}

const id = (value: string): HTMLElement => attrs(el("code", "spp-mono", shown(value)), { dir: "ltr" });

/** One sign-in in the list: what happened when, and below it the ids. */
export function signInRow(one: SingleSignIn, at: number, principal: string, format: Format): HTMLElement {
  const when = one.time === null ? say("evidenceNoTime") : format.exact(one.time);
  const entry = one.code === null ? null : findCode(one.code);
  const result =
    one.code === null
      ? el("span", "spp-pill", say("evidenceNoCode"))
      : isFailure(one)
        ? codePill(one.code, entry?.short ?? null, entry?.meaning ?? null, false)
        : el("span", "panel-ok", icon("check"), say("evidenceSuccess"));
  const copy = attrs(button("spp-link", `single-copy-${String(at)}`, say("evidenceCopy")), {
    "aria-label": say("evidenceCopyOf", when),
  });
  const said = attrs(el("span", "panel-copied"), { role: "status" });
  copy.addEventListener("click", () => {
    void copyText(ticketLines(one, principal), say("evidenceCopy")).then((done) => {
      if (done) said.textContent = say("shellCopied");
    });
  });
  const time = attrs(el("time", "", when), { datetime: utc(one.time) || null, title: utc(one.time) || null });
  const ids = [
    [say("evidenceKey"), one.credentialKeyId || one.credentialThumbprint],
    [say("evidenceFederated"), one.federatedCredentialId],
    [say("evidenceCorrelation"), one.correlationId],
    [say("evidenceAddress"), one.ipAddress],
  ] as const;
  const facts = el("dl", "panel-ids");
  for (const [label, value] of ids) {
    if (value !== "") facts.append(el("div", "", el("dt", "", label), el("dd", "", id(value))));
  }
  const head = el("div", "panel-singlehead", result, foreign(one.resource || one.resourceId), time, copy, said);
  return el("li", "panel-single", head, facts);
}
