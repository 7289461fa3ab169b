import { type Field, FIELDS } from "../model/fields";
import { attrs, button, el, setText } from "./dom";
import { icon } from "./icons";
import { shown } from "./safeText";
import type { Scene } from "./scene";
import { advice } from "./advice";
import { count, text } from "./strings";
import type { Way } from "./types";
import { wellWord } from "./words";

const LISTED = 20;

export interface Footer {
  readonly element: HTMLElement;
  update(scene: Scene, matching: number, alone: boolean): void;
  /** Shows one line to the reader, for example that a file was saved; `ways` on from there are buttons behind it. */
  say(message: string, ways?: readonly Way[]): void;
}

/** How many rows were read, and whether these are all. */
export function completeness({ snapshot, format }: Scene): string {
  const { source } = snapshot;
  const rows = format.number(source.rowsRead);
  if (source.loading) {
    return source.rowsTotalKnown === null
      ? count(source.rowsRead, "rowsLoading", rows)
      : text("rowsLoadingOf", rows, format.number(source.rowsTotalKnown));
  }
  if (source.truncated || source.stopReason) {
    return source.rowsTotalKnown === null
      ? count(source.rowsRead, "rowsPartial", rows)
      : text("rowsPartialOf", rows, format.number(source.rowsTotalKnown));
  }
  return count(source.rowsRead, "rowsComplete", rows);
}

/** The well's name, as the report's author sees it; what is no field of the facts table stays as it is. */
const KNOWN: ReadonlySet<string> = new Set(FIELDS);
const isField = (name: string): name is Field => KNOWN.has(name);
const fieldWords = (name: string): string => (isField(name) ? wellWord(name) : shown(name));

const sourceKind = (kind: string): string => (kind === "powerbi" ? text("sourcePowerBi") : shown(kind));

/** Whose data they are and how far they reach. */
export function sourceWords({ snapshot: { source }, times, input }: Scene): string {
  const parts = [
    source.isSample ? text("sample") : "",
    source.to === null ? "" : text("dataTo", times.instant(source.to)),
    source.isSample ? "" : (input.sourceName ?? sourceKind(source.kind)),
  ];
  return parts.filter((part) => part !== "").join(" · ");
}

/** Table of the first unreadable rows. */
function drawProblems(panel: HTMLElement, { snapshot, format }: Scene): void {
  const { problems } = snapshot;
  const head = el("tr");
  for (const key of ["problemRow", "problemField", "problemValue", "problemReason"] as const) {
    head.append(attrs(el("th", "", text(key)), { scope: "col" }));
  }
  const body = el("tbody");
  for (const one of problems.entries.slice(0, LISTED)) {
    body.append(
      el(
        "tr",
        "",
        el("td", "spp-number", one.row > 0 ? format.number(one.row) : text("problemTable")),
        el("td", "spp-field", el("bdi", "spp-mono", fieldWords(one.field))),
        el("td", "spp-value", attrs(el("bdi", "spp-mono", shown(one.value)), { dir: "auto" })),
        el("td", "", advice("span", "", one.reason)),
      ),
    );
  }
  const rest = problems.total - Math.min(LISTED, problems.entries.length);
  panel.replaceChildren(
    el("h2", "spp-h", count(problems.total, "problemsTitle", format.number(problems.total))),
    el("div", "spp-problemtable", el("table", "", el("thead", "", head), body)),
    rest > 0 ? el("p", "spp-muted", count(rest, "problemsMore", format.number(rest))) : "",
  );
}

export function createFooter(): Footer {
  const live = attrs(el("span", "spp-live"), { "aria-live": "polite" });
  const rows = el("span", "spp-rows");
  const said = attrs(el("span", "spp-said"), { "aria-live": "polite" });
  const ways = el("span", "spp-wayson");
  const data = el("span", "spp-data");
  const toggle = button("spp-button is-quiet", "problems", el("span"), icon("chevron"));
  attrs(toggle, { "aria-expanded": "false" });
  const panel = attrs(el("div", "spp-problems"), { hidden: true, role: "region", "aria-label": text("problems") });
  const element = el(
    "div",
    "spp-footer",
    panel,
    el("div", "spp-footside", live, rows, said, ways),
    el("div", "spp-footside is-end", data, toggle),
  );
  let scene: Scene | null = null;

  function show(open: boolean): void {
    panel.hidden = !open;
    attrs(toggle, { "aria-expanded": String(open) });
    if (open && scene) drawProblems(panel, scene);
  }
  toggle.addEventListener("click", () => show(panel.hidden));
  element.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || panel.hidden) return;
    show(false);
    toggle.focus();
  });
  // The table scrolls, so that keys must be able to reach it.
  attrs(panel, { tabindex: 0 });

  return {
    element,
    update(next, matching, alone) {
      scene = next;
      const { snapshot, format, input } = next;
      const { source, problems, columns } = snapshot;
      // A count that changes by itself while rows arrive is not worth interrupting anybody.
      attrs(live, { "aria-live": source.loading ? "off" : "polite" });
      // Of nobody there is nothing to count.
      setText(
        live,
        alone || columns.count === 0 ? "" : text("matching", format.number(matching), format.number(columns.count)),
      );
      const partial = !source.loading && (source.truncated || source.stopReason !== "");
      rows.classList.toggle("is-partial", partial);
      setText(rows, completeness(next));
      rows.title = source.stopReason;
      setText(data, sourceWords(next));
      const label = count(problems.total, "problemsCount", format.number(problems.total));
      if (toggle.firstChild) setText(toggle.firstChild, label);
      toggle.hidden = problems.total === 0 || !input.interactive;
      if (toggle.hidden) {
        panel.hidden = true;
        attrs(toggle, { "aria-expanded": "false" });
        if (problems.total > 0) setText(data, `${data.textContent} · ${label}`);
      } else if (!panel.hidden) drawProblems(panel, next);
    },
    say(message, on = []) {
      setText(said, shown(message));
      const { activeElement } = document;
      const focused = ways.contains(activeElement) ? activeElement?.getAttribute("data-key") : null;
      ways.replaceChildren(
        ...on.map(({ key, label, run }) => {
          const way = button("spp-button is-quiet", key, label);
          way.addEventListener("click", run);
          return way;
        }),
      );
      // A line that goes on counting must not take the focus from the button behind it.
      for (const way of ways.querySelectorAll("button")) if (way.dataset["key"] === focused) way.focus();
    },
  };
}
