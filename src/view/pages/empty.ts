import { el } from "../dom";
import { icon } from "../icons";
import type { Scene } from "../scene";
import { text } from "../strings";

/** "No failures from … to …", as far as the rows have times. */
export function noFailures({ snapshot, format }: Scene): string {
  const { from, to } = snapshot.source;
  if (from === null || to === null) return text("noFailuresHere");
  const last = format.date(to);
  const first = format.date(from);
  return first === last ? text("noFailuresOn", last) : text("noFailuresBetween", format.day(from, to), last);
}

/** Rows, but no failure in them: good news, said with its limits. */
export function emptyNote(scene: Scene): HTMLElement {
  const { snapshot, format } = scene;
  const { to } = snapshot.source;
  return el(
    "div",
    "spp-empty",
    el("p", "spp-emptytitle", icon("check"), noFailures(scene)),
    el(
      "p",
      "spp-muted",
      text("noFailuresOf", format.number(snapshot.totals.signIns), format.number(snapshot.columns.count)),
      to === null ? "" : ` ${text("lastChecked", format.instant(to))}`,
    ),
  );
}

/** No rows at all. */
export function noRowsPage({ snapshot, format }: Scene): HTMLElement {
  const { source } = snapshot;
  if (source.loading) {
    return el(
      "div",
      "spp-page",
      el("h2", "spp-title", text("loadingTitle")),
      el("p", "spp-muted", text("rowsLoading", format.number(source.rowsRead))),
    );
  }
  const required = snapshot.missing.filter((one) => one.required).map((one) => one.well);
  if (required.length > 0) {
    return el(
      "div",
      "spp-page",
      el("h2", "spp-title", text("requiredTitle", required.join(", "))),
      el("p", "spp-muted", text("requiredHelp")),
    );
  }
  const unreadable = snapshot.problems.total > 0 || source.rowsRead > 0;
  return el(
    "div",
    "spp-page",
    el("h2", "spp-title", text(unreadable ? "nothingUsable" : "noRowsTitle")),
    el("p", "spp-muted", text(unreadable ? "nothingUsableHelp" : "noRowsHelp")),
  );
}
