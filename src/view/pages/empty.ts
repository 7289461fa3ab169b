import { el } from "../dom";
import { icon } from "../icons";
import type { Scene } from "../scene";
import { count, text } from "../strings";
import { wellWord } from "../words";

/** "No failures from … to …", as far as the rows have times. */
export function noFailures({ snapshot, format }: Scene): string {
  const { from, to } = snapshot.source;
  if (from === null || to === null) return text("noFailuresHere");
  const last = format.utcDate(to);
  const first = format.utcDate(from);
  return first === last ? text("noFailuresOn", last) : text("noFailuresBetween", format.utcDayOf(from, to), last);
}

/** Rows, but no failure in them: good news, said with its limits. Without sign-ins it is no news at all. */
export function emptyNote(scene: Scene): HTMLElement {
  const { snapshot, format, times } = scene;
  const { to } = snapshot.source;
  const { signIns } = snapshot.totals;
  const { count: principals } = snapshot.columns;
  if (signIns === 0) {
    return el("div", "spp-empty", el("p", "spp-emptytitle is-unknown", icon("dash"), text("onlyCredentials")));
  }
  return el(
    "div",
    "spp-empty",
    el("p", "spp-emptytitle", icon("check"), noFailures(scene)),
    el(
      "p",
      "spp-muted",
      text(
        "noFailuresOf",
        text(
          "signInsOfPrincipals",
          count(signIns, "signInsCount", format.number(signIns)),
          count(principals, "principalsCount", format.number(principals)),
        ),
      ),
      to === null ? "" : ` ${text("lastChecked", times.instant(to))}`,
    ),
  );
}

/** Wells without which nothing can be shown, as "A and B"; empty when all are mapped. */
function requiredWells({ snapshot }: Scene): { readonly words: string; readonly count: number } {
  const wells = snapshot.missing.filter((one) => one.required).map((one) => wellWord(one.field));
  const words =
    wells.length > 1 ? text("listOf", wells.slice(0, -1).join(text("comma")), wells.at(-1) ?? "") : wells.join("");
  return { words, count: wells.length };
}

/** Why there is no principal to show, in a few words. */
export function noRowsTitle(scene: Scene): string {
  const { source, problems } = scene.snapshot;
  if (source.loading) return text("loadingTitle");
  const required = requiredWells(scene);
  if (required.count > 0) return text("requiredTitle", required.words);
  return text(problems.total > 0 || source.rowsRead > 0 ? "nothingUsable" : "noRowsTitle");
}

function noRowsHelp(scene: Scene): string {
  const { source, problems } = scene.snapshot;
  if (source.loading) return count(source.rowsRead, "rowsLoading", scene.format.number(source.rowsRead));
  const required = requiredWells(scene);
  if (required.count > 0) return `${count(required.count, "requiredHelp")} ${text("requiredNote")}`;
  return text(problems.total > 0 || source.rowsRead > 0 ? "nothingUsableHelp" : "noRowsHelp");
}

/** No rows at all. */
export function noRowsPage(scene: Scene): HTMLElement {
  return el("div", "spp-page", el("h2", "spp-title", noRowsTitle(scene)), el("p", "spp-muted", noRowsHelp(scene)));
}
