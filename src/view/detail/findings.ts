import { disclosure } from "../disclosure";
import { english } from "../advice";
import { el } from "../dom";
import { gradeIcon, icon, type IconName } from "../icons";
import { shortId, shown } from "../safeText";
import { count, text } from "../strings";
import type { Severity } from "../../knowledge/types";
import { drawSource, gradeWord } from "../words";
import type { DetailContext } from "./context";

const iconOf = (severity: Severity): IconName => (severity === "note" ? "dash" : gradeIcon(severity));
const wordOf = (severity: Severity): string => (severity === "note" ? text("severityNote") : gradeWord(severity));

/** The findings that led to the grade. */
export function findings({ scene, principal, open }: DetailContext): HTMLElement | null {
  const all = principal.posture.findings;
  if (all.length === 0) return null;
  const build = (): HTMLElement => {
    const list = el("ul", "spp-findings");
    for (const finding of all) {
      const grade = el("span", "spp-chip", icon(iconOf(finding.severity)), el("span", "", wordOf(finding.severity)));
      grade.dataset["severity"] = finding.severity;
      const credential = principal.credentials.find((one) => one.keyId !== "" && one.keyId === finding.credential);
      const named = credential?.name || finding.credential;
      // Most findings name their credential already.
      const about = named && !finding.text.includes(named) ? named : null;
      list.append(
        el(
          "li",
          "",
          grade,
          el(
            "span",
            "",
            english(
              el(
                "span",
                "",
                shown(finding.text),
                about ? el("small", "spp-muted", ` ${shown(credential ? about : shortId(about))}`) : null,
              ),
            ),
            drawSource("small", finding.source),
          ),
        ),
      );
    }
    return list;
  };
  if (!scene.input.interactive) return build();
  const label = count(all.length, "findingsTitle", scene.format.number(all.length));
  return disclosure(open, `${principal.id}|findings`, "", [label], build);
}
