import type { Principal } from "../../model/types";
import { attrs, button, el } from "../dom";
import { icon } from "../icons";
import { foreign, shown } from "../safeText";
import type { Scene } from "../scene";
import { count, text } from "../strings";
import { cases } from "./cases";
import { credentialBars } from "./credentialBars";
import { dailyChart } from "./dailyChart";
import { findings } from "./findings";
import { headline, identity, stateNext, statusBadge } from "./headline";
import { nextStep } from "./nextStep";
import { nameOf, TWO_COLUMNS, type PrincipalPage } from "./pageTypes";
import { portal, ways } from "./portal";

const GAP = 28;

/** The headline of a principal that has no case. */
export function withoutCases({ signIns }: Principal, { format }: Scene): string {
  if (signIns === 0) return text("noSignInsOfPrincipal");
  return text("noFailuresOfPrincipal", count(signIns, "signInsCount", format.number(signIns)));
}

/** Title, what to do next, evidence and cases of a principal. */
export const principalPage: PrincipalPage = (context, { scene, layout, alone, action, listed }, onClose) => {
  const { principal, width } = context;
  const worst = principal.cases[0];
  const parts: (Node | null)[] = [];
  if (!alone && !layout.wide && scene.input.interactive) {
    const back = button("spp-button is-quiet spp-back", "back", icon("back"), text("back"));
    back.addEventListener("click", onClose);
    parts.push(back);
  }
  const heading = attrs(el("h2", "spp-title", foreign(nameOf(principal) || text("noName"))), {
    title: shown(principal.name),
  });
  const head = el("div", "spp-detailhead", heading, statusBadge(principal, scene));
  if (!alone && layout.wide && scene.input.interactive) {
    const close = attrs(button("spp-iconbutton", "close", icon("close")), { "aria-label": text("closeDetails") });
    close.title = text("closeDetails");
    close.addEventListener("click", onClose);
    head.append(close);
  }
  if (alone) head.append(action);
  parts.push(head, identity(principal), portal(context), ways(context));
  if (!listed) parts.push(el("p", "spp-muted spp-notlisted", text("notListed")));
  if (worst) {
    parts.push(headline(worst, scene, principal.cases.slice(1)), stateNext(worst), nextStep(worst, context));
  }
  if (!worst) parts.push(el("p", "spp-headline", withoutCases(principal, scene)));

  const two = width >= TWO_COLUMNS;
  const column = two ? Math.floor((width - GAP) / 2) : width;
  const evidence = el("div", two ? "spp-two" : "spp-one");
  if (worst)
    evidence.append(dailyChart(scene, scene.snapshot.daily(principal.index), column, two ? 148 : 132, principal.index));
  const posture = credentialBars(context);
  const found = findings(context);
  if (found) posture.append(found);
  evidence.append(posture);
  parts.push(evidence, context.intents.evidence?.(principal) ?? null);
  if (worst) parts.push(cases(context));
  return parts.filter((part) => part !== null);
};
