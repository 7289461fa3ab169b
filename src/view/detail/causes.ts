import type { Case, Cause } from "../../model/types";
import { disclosure } from "../disclosure";
import { el } from "../dom";
import { icon } from "../icons";
import { full } from "../safeText";
import { text } from "../strings";
import type { DetailContext } from "./context";

const STEPS = { likely: 3, possible: 2, unlikely: 1 } as const;
const ORDER = { likely: 0, possible: 1, unlikely: 2 } as const;

const VERDICTS = {
  confirmed: "verdictConfirmed",
  corrected: "verdictCorrected",
  unverified: "verdictUnverified",
} as const;

/** A tag that says how a statement of the usual advice was judged. */
export function verdictTag(verdict: keyof typeof VERDICTS): HTMLElement {
  return el("span", `spp-tag is-${verdict}`, text(VERDICTS[verdict]));
}

function meter(cause: Cause): HTMLElement {
  const words = text(`likelihood_${cause.likelihood}`);
  const bar = el("span", `spp-likely is-${cause.likelihood}`);
  for (let i = 0; i < 3; i++) bar.append(el("i", i < STEPS[cause.likelihood] ? "is-on" : ""));
  return el("div", "spp-meter", bar, el("span", "spp-meterword", words));
}

function drawOne(cause: Cause, shownCase: Case, { open, scene }: DetailContext): HTMLElement {
  const body = el("div", "spp-causebody", el("div", "spp-causetitle", full(cause.title)));
  if (cause.evidence.length > 0) {
    const list = el("ul", "spp-evidence");
    for (const one of cause.evidence) {
      list.append(
        el(
          "li",
          one.for ? "is-for" : "is-against",
          icon(one.for ? "check" : "close"),
          el("span", "", el("span", "spp-sr", text(one.for ? "evidenceFor" : "evidenceAgainst")), full(one.text)),
        ),
      );
    }
    body.append(list);
  }
  if (cause.original && scene.input.interactive) {
    const original = cause.original;
    body.append(
      disclosure(
        open,
        `${shownCase.id}|cause|${cause.id}`,
        "is-small",
        [text("onOriginal"), " ", verdictTag(cause.verdict)],
        () =>
          el(
            "div",
            "spp-original",
            el("p", "", el("q", "", full(original))),
            cause.correction ? el("p", "", full(cause.correction)) : null,
          ),
      ),
    );
  }
  return el("li", "spp-cause", meter(cause), body);
}

/** Likely causes, read from the rows. */
export function causes(shownCase: Case, context: DetailContext): HTMLElement | null {
  if (shownCase.causes.length === 0) return null;
  const sorted = [...shownCase.causes].sort((a, b) => ORDER[a.likelihood] - ORDER[b.likelihood]);
  return el(
    "section",
    "spp-section",
    el("h3", "spp-h", text("likelyCauses"), " ", el("small", "", text("likelyCausesNote"))),
    el("ul", "spp-causes", ...sorted.map((cause) => drawOne(cause, shownCase, context))),
  );
}

/** The fixes that the usual advice names, each judged. */
export function judgedFixes(shownCase: Case, { open, scene }: DetailContext): HTMLElement | null {
  if (shownCase.fixes.length === 0 || !scene.input.interactive) return null;
  return disclosure(open, `${shownCase.id}|fixes`, "", [text("usualAdvice")], () => {
    const list = el("ul", "spp-fixes");
    for (const fix of shownCase.fixes) {
      const titles = fix.steps.map((id) => shownCase.checklist.find((step) => step.step === id)?.title ?? id);
      list.append(
        el(
          "li",
          "",
          el("p", "", verdictTag(fix.verdict), " ", el("q", "", full(fix.original))),
          fix.correction ? el("p", "", full(fix.correction)) : null,
          titles.length > 0 ? el("p", "spp-muted", text("insteadSteps", titles.join("; "))) : null,
        ),
      );
    }
    return list;
  });
}
