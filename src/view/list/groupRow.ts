import { findCode } from "../../knowledge/codes";
import { english } from "../advice";
import { attrs, el, setText } from "../dom";
import { type GroupFigures, type Grouping, NO_FAILURES_KEY } from "../groups";
import { icon, setIcon, stateIcon } from "../icons";
import type { Layout } from "../layout";
import { resourceWords } from "../resources";
import { full, shown } from "../safeText";
import type { Scene } from "../scene";
import { stateAt } from "../shapes";
import { count, text } from "../strings";
import { statusWord } from "../words";
import { arrange, COLUMNS, type ColumnId } from "./columns";
import { SPARK_HEIGHT, SPARK_WIDTH, sparkPath } from "./sparkline";

const SVG = "http://www.w3.org/2000/svg";

export interface GroupBinding {
  readonly scene: Scene;
  readonly layout: Layout;
  readonly grouping: Grouping;
  readonly group: number;
  readonly position: number;
  readonly open: boolean;
}

/** A pooled row that names a group and sums up its principals; its figures stand under the same headers as theirs. */
export interface GroupRow {
  readonly kind: "group";
  readonly element: HTMLElement;
  readonly position: number;
  bind(binding: GroupBinding): void;
}

const trends = new WeakMap<GroupFigures, Float64Array>();

/** Failures a day of all that are listed in a group; summed once. */
function trendOf({ snapshot }: Scene, { cases }: Grouping, group: GroupFigures): Float64Array {
  let sum = trends.get(group);
  if (!sum) {
    const into = (sum = new Float64Array(snapshot.days.length));
    if (group.key !== NO_FAILURES_KEY) group.members.forEach((member) => cases.addTrend(member, into));
    trends.set(group, sum);
  }
  return sum;
}

export function createGroupRow(): GroupRow {
  const cells = new Map<ColumnId, HTMLElement>();
  const element = attrs(el("div", "spp-grouprow"), { role: "row", tabindex: -1 });
  COLUMNS.forEach((column, i) => {
    const cell = el("div", `spp-cell spp-c-${column.id}`);
    attrs(cell, { role: column.id === "name" ? "rowheader" : "gridcell", "aria-colindex": i + 1 });
    cells.set(column.id, element.appendChild(cell));
  });
  const cell = (id: ColumnId): HTMLElement => cells.get(id) ?? element;

  const code = el("b");
  const name = attrs(el("bdi", "spp-groupwords"), { dir: "auto" });
  const known = english(el("bdi", "spp-groupwords"));
  const members = el("span", "spp-groupcount");
  const head = el("span", "spp-grouphead", el("span", "spp-name", code, name, known));
  cell("name").append(icon("chevron"), head);

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
  cell("trend").append(spark);
  const last = el("span");
  cell("lastFailure").append(last);
  const sign = icon("dash");
  const status = el("span");
  const state = el("span", "spp-state", sign, status);
  cell("status").append(state);

  let bound: GroupBinding | null = null;

  function drawName({ scene, grouping, layout }: GroupBinding, group: GroupFigures): void {
    const { format } = scene;
    // A group has no posture: where that column is shown, the name has both lines for itself.
    const apart = layout.columns.has("posture") && !layout.cards;
    element.classList.toggle("is-apart", apart);
    (apart ? cell("posture") : head).append(members);
    const { by } = grouping.cases;
    const without = group.key === NO_FAILURES_KEY;
    const entry = by === "code" && !without ? findCode(Number(group.key)) : null;
    setText(code, by === "code" && !without ? group.key : "");
    const words = without
      ? text("groupWithout")
      : by === "code"
        ? entry === null
          ? ` ${text("codeUnknownShort")}`
          : ""
        : shown(resourceWords(group.key, group.name));
    setText(name, words);
    setText(known, entry === null ? "" : ` ${entry.short}`);
    known.hidden = entry === null;
    const all = format.number(group.principals);
    setText(
      members,
      without
        ? count(group.principals, "principalsCount", all)
        : `${format.number(group.failing)} ${count(group.principals, "ofPrincipalsFailing", all)}`,
    );
    const title = entry === null ? full(resourceWords(group.key, group.name)) : `AADSTS${group.key}: ${entry.meaning}`;
    attrs(cell("name"), { title: without ? null : title });
    element.dataset["group"] = group.key;
  }

  function drawFigures(binding: GroupBinding, group: GroupFigures): void {
    const { scene, grouping, layout } = binding;
    const { format, times, snapshot } = scene;
    const without = group.key === NO_FAILURES_KEY;
    setText(failures, without ? "" : format.number(group.failures));
    const part = grouping.mostOfGroup > 0 ? (group.failures / grouping.mostOfGroup) * 100 : 0;
    bar.style.inlineSize = part > 0 ? `max(2px, ${part.toFixed(1)}%)` : "0";
    cell("failures").title = without ? "" : count(group.failures, "failuresCount", format.number(group.failures));
    if (layout.columns.has("trend")) {
      path.setAttribute("d", without ? "" : sparkPath(trendOf(scene, grouping, group)));
    }
    const dated = !Number.isNaN(group.lastFailure);
    setText(last, dated ? times.ago(group.lastFailure, snapshot.now) : "");
    cell("lastFailure").title = dated
      ? text("fromTo", times.instant(group.firstFailure), times.instant(group.lastFailure))
      : "";
    const worst = stateAt(group.status);
    state.hidden = worst === null;
    state.dataset["state"] = worst ?? "none";
    setIcon(sign, stateIcon(worst));
    setText(status, statusWord(worst, 1));
    cell("status").title = worst === null ? "" : text("worstState", statusWord(worst, 1));
  }

  return {
    kind: "group",
    element,
    get position() {
      return bound?.position ?? -1;
    },
    bind(binding) {
      const former = bound;
      bound = binding;
      if (former?.position !== binding.position) attrs(element, { "aria-rowindex": binding.position + 2 });
      if (former?.open !== binding.open) attrs(cell("name"), { "aria-expanded": String(binding.open) });
      if (former?.layout.chosen !== binding.layout.chosen) arrange(element, cells, binding.layout.chosen);
      const group = binding.grouping.groups[binding.group];
      const moved =
        former?.group !== binding.group ||
        former.grouping !== binding.grouping ||
        former.layout !== binding.layout ||
        former.scene.format !== binding.scene.format;
      if (!group || !moved) return;
      drawName(binding, group);
      drawFigures(binding, group);
    },
  };
}
