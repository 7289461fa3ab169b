import type { Case, Cause } from "../../model/types";
import { disclosure } from "../disclosure";
import { advice, english, own } from "../advice";
import { el } from "../dom";
import { icon } from "../icons";
import { full } from "../safeText";
import { sentence } from "../rich";
import { count, text } from "../strings";
import { drawSource, sourceLine } from "../words";
import type { DetailContext } from "./context";

const STEPS = { likely: 3, possible: 2, unlikely: 1 } as const;

const VERDICTS = {
  confirmed: "verdictConfirmed",
  confirmedInPart: "verdictConfirmedInPart",
  corrected: "verdictCorrected",
  unverified: "verdictUnverified",
} as const;

/** A tag that says how a statement of the usual advice was judged. */
function verdictTag(verdict: keyof typeof VERDICTS): HTMLElement {
  return el("span", `spp-tag is-${verdict}`, text(VERDICTS[verdict]));
}

function meter(cause: Cause): HTMLElement {
  const words = text(`likelihood_${cause.likelihood}`);
  const bar = el("span", `spp-likely is-${cause.likelihood}`);
  for (let i = 0; i < 3; i++) bar.append(el("i", i < STEPS[cause.likelihood] ? "is-on" : ""));
  return el("div", "spp-meter", bar, el("span", "spp-meterword", words));
}

function drawOne(cause: Cause): HTMLElement {
  const body = el("div", "spp-causebody", advice("div", "spp-causetitle", cause.title));
  // What the usual advice names is judged further down; the other causes are explained here.
  if (cause.original === null && cause.correction) {
    const meaning = advice("p", "spp-causemeaning", cause.correction);
    meaning.title = sourceLine(cause.source);
    body.append(meaning);
  }
  if (cause.evidence.length > 0) {
    const list = english(el("ul", "spp-evidence"));
    for (const one of cause.evidence) {
      list.append(
        el(
          "li",
          one.for ? "is-for" : "is-against",
          icon(one.for ? "check" : "close"),
          el("span", "", own(el("span", "spp-sr", text(one.for ? "evidenceFor" : "evidenceAgainst"))), full(one.text)),
        ),
      );
    }
    body.append(list);
  }
  if (cause.remark) body.append(advice("p", "spp-remark", cause.remark));
  return el("li", "spp-cause", meter(cause), body);
}

/** Likely causes, read from the rows; unlikely ones are one click away. */
export function causes(shownCase: Case, { open, scene }: DetailContext): HTMLElement | null {
  if (shownCase.causes.length === 0) return null;
  const sorted = shownCase.causes;
  const unlikely = sorted.filter((cause) => cause.likelihood === "unlikely");
  const folded = scene.input.interactive && unlikely.length < sorted.length ? unlikely : [];
  const list = (some: readonly Cause[]): HTMLElement => el("ul", "spp-causes", ...some.map(drawOne));
  const label = count(folded.length, "unlikelyCauses", scene.format.number(folded.length));
  return el(
    "section",
    "spp-section",
    el("h3", "spp-h", text("likelyCauses"), " ", el("small", "", text("likelyCausesNote"))),
    list(sorted.filter((cause) => !folded.includes(cause))),
    folded.length > 0 ? disclosure(open, `${shownCase.id}|unlikely`, "", [label], () => list(folded)) : null,
  );
}

interface Judged {
  readonly verdict: keyof typeof VERDICTS;
  readonly original: string | null;
  readonly correction: string;
  readonly source: string;
}

function judged({ verdict, original, correction, source }: Judged, after: HTMLElement | null): HTMLElement {
  return el(
    "li",
    "",
    el("p", "", verdictTag(verdict), " ", advice("em", "", original ?? "")),
    correction ? advice("p", "", correction) : null,
    after && el("p", "spp-muted", after),
    drawSource("p", source),
  );
}

/** The causes and fixes that the usual advice names, each judged. */
export function usualAdvice(shownCase: Case, { open, scene }: DetailContext): HTMLElement | null {
  const named = shownCase.causes.filter((cause) => cause.original !== null);
  if ((shownCase.fixes.length === 0 && named.length === 0) || !scene.input.interactive) return null;
  return disclosure(open, `${shownCase.id}|advice`, "", [text("usualAdvice")], () => {
    const node = el("div", "spp-fixes");
    if (named.length > 0) {
      const list = named.map((cause) => judged(cause, null));
      node.append(el("h4", "spp-h", text("usualCauses")), el("ul", "", ...list));
    }
    if (shownCase.fixes.length > 0) {
      const list = shownCase.fixes.map((fix) => {
        const titles = fix.steps.map((id) => shownCase.checklist.find((step) => step.step === id)?.title ?? id);
        const after = titles.length > 0 ? sentence("", "insteadSteps", advice("span", "", titles.join("; "))) : null;
        return judged(fix, after);
      });
      node.append(el("h4", "spp-h", text("usualFixes")), el("ul", "", ...list));
    }
    return node;
  });
}
