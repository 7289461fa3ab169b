import { findCode } from "../../knowledge/codes";
import { english } from "../advice";
import { attrs, el, hiddenText, setText } from "../dom";
import { gradeIcon, icon, setIcon, stateIcon } from "../icons";
import { resourceWords } from "../resources";
import { full, shortId, shown } from "../safeText";
import { progressOfAll, type Scene } from "../scene";
import { gradeAt, stateAt } from "../shapes";
import { count, text } from "../strings";
import { principalTip, tellTip } from "../tips";
import type { TipLine } from "../types";
import { gradeWord, postureWords, statusWord } from "../words";
import type { Grouping } from "../groups";
import type { Layout } from "../layout";
import { arrange, COLUMNS, type ColumnId } from "./columns";
import { expiryWords } from "./expiry";
import type { Figures } from "./figures";
import { SPARK_HEIGHT, SPARK_WIDTH, sparkPath } from "./sparkline";

const SVG = "http://www.w3.org/2000/svg";

/** What a row shows; equal bindings are skipped. */
export interface Binding {
  readonly scene: Scene;
  readonly layout: Layout;
  readonly figures: Figures;
  readonly position: number;
  readonly selected: boolean;
  /** What the figures' member counts in; null without groups. */
  readonly grouping: Grouping | null;
  readonly largest: number;
}

/** A pooled row: made once, bound to whichever principal is at its place. Cards are the same cells, laid out by CSS. */
export interface Row {
  readonly kind: "principal";
  readonly element: HTMLElement;
  readonly position: number;
  bind(binding: Binding): void;
}

/** The resource whose failures a row counts; a code stands in its own cell. */
function withinOf(grouping: Grouping | null, member: number): TipLine | null {
  if (grouping === null || member < 0 || grouping.cases.by !== "resource") return null;
  const { group, keys, names } = grouping.cases;
  const at = group[member] ?? -1;
  return { name: text("filterResource"), value: full(resourceWords(keys[at] ?? "", names[at] ?? "")) };
}

export function createRow(): Row {
  const cells = new Map<ColumnId, HTMLElement>();
  const element = attrs(el("div", "spp-row"), { role: "row", tabindex: -1 });
  COLUMNS.forEach((column, i) => {
    const cell = el("div", `spp-cell spp-c-${column.id}`);
    attrs(cell, { role: column.id === "name" ? "rowheader" : "gridcell", "aria-colindex": i + 1 });
    cells.set(column.id, element.appendChild(cell));
  });
  const cell = (id: ColumnId): HTMLElement => cells.get(id) ?? element;

  const name = attrs(el("bdi", "spp-name"), { dir: "auto" });
  const id = el("span", "spp-id");
  cell("name").append(name, id);

  const failures = el("span", "spp-number");
  const bar = el("span", "spp-hair");
  cell("failures").append(failures, bar);

  const spark = attrs(document.createElementNS(SVG, "svg"), {
    class: "spp-spark",
    viewBox: `0 0 ${SPARK_WIDTH} ${SPARK_HEIGHT}`,
    preserveAspectRatio: "none",
    "aria-hidden": "true",
  });
  const path = spark.appendChild(document.createElementNS(SVG, "path"));
  const trendWords = el("span", "spp-sr");
  cell("trend").append(spark, trendWords);

  const code = el("b");
  const known = english(el("bdi"));
  const unknown = el("span", "", text("codeUnknownShort"));
  const short = el("span", "spp-pillwords", " ", known, unknown);
  const pill = el("span", "spp-pill", code, short);
  cell("topError").append(pill);

  const grade = icon("ring");
  const posture = el("span", "spp-chip-words");
  const gradeWords = hiddenText("");
  const chip = el("span", "spp-chip", grade, gradeWords, posture);
  cell("posture").append(chip);

  const past = el("span", "spp-past");
  const ends = el("span");
  cell("nextExpiry").append(past, " ", ends);

  const last = el("span");
  cell("lastFailure").append(last);

  const sign = icon("dash");
  const status = el("span");
  const state = el("span", "spp-state", sign, status);
  cell("status").append(state);

  const ring = attrs(document.createElementNS(SVG, "svg"), { class: "spp-ring", viewBox: "0 0 20 20" });
  attrs(ring, { "aria-hidden": "true" });
  for (const className of ["spp-ring-all", "spp-ring-done"]) {
    const circle = ring.appendChild(document.createElementNS(SVG, "circle"));
    attrs(circle, { class: className, cx: 10, cy: 10, r: 7.5, pathLength: 100 });
  }
  const done = el("span", "spp-number");
  cell("checklist").append(ring, done);

  let bound: Binding | null = null;
  tellTip(element, () => {
    if (!bound) return null;
    const { scene, figures, grouping } = bound;
    return principalTip(scene, figures.index, figures, withinOf(grouping, figures.member));
  });

  function drawName({ scene, figures: { index } }: Binding): void {
    const { columns } = scene.snapshot;
    const value = columns.name[index] ?? "";
    const appId = columns.appId[index] ?? "";
    const key = columns.id[index] ?? "";
    const title = value || appId || key;
    setText(name, shown(title || text("noName")));
    // Nobody needs to read the same id twice.
    setText(id, title === (appId || key) ? "" : shortId(appId || key));
    cell("name").title = full(value) + (appId ? `\n${text("appIdIs", full(appId))}` : "");
    element.dataset["principalId"] = key;
  }

  function drawFailures({ scene, figures: { index, failures: total }, largest }: Binding): void {
    const { snapshot, format } = scene;
    const signIns = snapshot.columns.signIns[index] ?? 0;
    // Without a sign-in row, 0 would be a claim.
    setText(failures, signIns > 0 ? format.number(total) : "–");
    failures.classList.toggle("spp-muted", total === 0);
    const from = scene.input.options?.failures.from ?? 0;
    cell("failures").classList.toggle("is-marked", from > 0 && total >= from);
    bar.style.inlineSize = total > 0 && largest > 0 ? `max(2px, ${((total / largest) * 100).toFixed(1)}%)` : "0";
    cell("failures").title = text(
      "partOf",
      count(total, "failuresCount", format.number(total)),
      count(signIns, "signInsCount", format.number(signIns)),
    );
  }

  function drawTrend({ scene, figures: { index, trend }, layout }: Binding): void {
    if (!layout.columns.has("trend")) return;
    const values = trend();
    path.setAttribute("d", sparkPath(values));
    let most = 0;
    for (let i = 1; i < values.length; i++) if ((values[i] ?? 0) > (values[most] ?? 0)) most = i;
    const day = scene.snapshot.days[most];
    const peak = values[most] ?? 0;
    const words =
      peak > 0 && day !== undefined
        ? text("trendMost", scene.format.utcDay(day), scene.format.number(peak))
        : text((scene.snapshot.columns.signIns[index] ?? 0) > 0 ? "trendNone" : "stateNoSignIns");
    setText(trendWords, words);
    cell("trend").title = words;
  }

  function drawTopError({ scene, figures: { topCode: top } }: Binding): void {
    pill.hidden = top < 0;
    if (top < 0) {
      cell("topError").title = "";
      return;
    }
    const entry = findCode(top);
    setText(code, String(top));
    setText(known, entry?.short ?? "");
    known.hidden = entry === null;
    unknown.hidden = entry !== null;
    pill.classList.toggle("is-watched", scene.snapshot.watchedCodes.includes(top));
    cell("topError").title = `AADSTS${top}: ${entry ? entry.meaning : text("codeUnknown")}`;
  }

  function drawPosture({ scene, figures: { index }, layout }: Binding): void {
    if (!layout.columns.has("posture")) return;
    const value = gradeAt(scene.snapshot.columns.grade[index] ?? 255);
    const words = postureWords(scene.principal(index).posture.label, scene.format);
    chip.dataset["grade"] = value;
    setIcon(grade, gradeIcon(value));
    setText(gradeWords, text("labelled", gradeWord(value), ""));
    setText(posture, words);
    cell("posture").title = text("labelled", gradeWord(value), words);
  }

  function drawExpiry({ scene, figures: { index } }: Binding): void {
    const { snapshot, format } = scene;
    const words = expiryWords(snapshot.columns.nextExpiry[index] ?? NaN, snapshot.now, format);
    setText(past, words.past);
    past.hidden = words.past === "";
    setText(ends, words.time);
    cell("nextExpiry").title = words.title;
    cell("nextExpiry").classList.toggle("is-past", words.past !== "");
  }

  function drawTimes({ scene, figures: { index, lastFailure: time, status: rank } }: Binding): void {
    const { snapshot, times } = scene;
    const known = !Number.isNaN(time);
    setText(last, known ? times.ago(time, snapshot.now) : "–");
    cell("lastFailure").title = known ? times.instant(time) : "";
    const value = stateAt(rank);
    state.dataset["state"] = value ?? "none";
    setIcon(sign, stateIcon(value));
    setText(status, statusWord(value, snapshot.columns.signIns[index] ?? 0));
  }

  function drawChecklist({ scene, figures: { index }, layout }: Binding): void {
    if (!layout.columns.has("checklist")) return;
    const progress = progressOfAll(scene.input, scene.principal(index).cases);
    const some = progress.total > 0;
    ring.classList.toggle("is-none", !some);
    const part = some ? (progress.done / progress.total) * 100 : 0;
    ring.lastElementChild?.setAttribute("stroke-dasharray", `${part.toFixed(1)} 200`);
    setText(done, some ? `${scene.format.number(progress.done)}/${scene.format.number(progress.total)}` : "–");
    cell("checklist").title = some
      ? count(progress.total, "stepsDone", scene.format.number(progress.done), scene.format.number(progress.total))
      : text("stepsNone");
  }

  return {
    kind: "principal",
    element,
    get position() {
      return bound?.position ?? -1;
    },
    bind(binding) {
      const former = bound;
      bound = binding;
      if (former?.position !== binding.position) {
        element.setAttribute("aria-rowindex", String(binding.position + 2));
      }
      if (former?.selected !== binding.selected) element.setAttribute("aria-selected", String(binding.selected));
      if (former?.layout.chosen !== binding.layout.chosen) arrange(element, cells, binding.layout.chosen);
      // A member's number means something only within its grouping.
      const moved =
        former?.figures.index !== binding.figures.index ||
        former.figures.member !== binding.figures.member ||
        former.grouping !== binding.grouping ||
        former.scene.snapshot !== binding.scene.snapshot;
      const restyled = former?.layout !== binding.layout || former.scene.format !== binding.scene.format;
      const marked = former?.scene.input.options?.failures.from !== binding.scene.input.options?.failures.from;
      if (marked && !moved && !restyled) drawFailures(binding);
      if (moved || restyled) {
        drawName(binding);
        drawFailures(binding);
        drawTrend(binding);
        drawTopError(binding);
        drawPosture(binding);
        drawExpiry(binding);
        drawTimes(binding);
      }
      // The reader's marks may change while the snapshot stays.
      if (moved || restyled || former.scene !== binding.scene) drawChecklist(binding);
    },
  };
}
