import { findCode } from "../../knowledge/codes";
import { GRADES, type PrincipalColumns } from "../../model/types";
import { attrs, button, el, hiddenText } from "../dom";
import { gradeIcon, icon } from "../icons";
import { emptyNote } from "../pages/empty";
import { resourceWords } from "../resources";
import { foreign, full } from "../safeText";
import type { Scene } from "../scene";
import { codePill } from "../shapes";
import type { ListState } from "../state";
import { count, text } from "../strings";
import { gradeWord } from "../words";
import { dailyChart } from "./dailyChart";
import { insights } from "./insights";

const LISTED = 8;

/** How many principals have each grade, worst first. */
export function gradeCounts(columns: PrincipalColumns): readonly number[] {
  const counts = new Array<number>(GRADES.length).fill(0);
  for (let i = 0; i < columns.count; i++) {
    const grade = columns.grade[i] ?? GRADES.length - 1;
    counts[grade] = (counts[grade] ?? 0) + 1;
  }
  return counts;
}

/** A quiet picture of everybody, shown while nobody is selected. Its rows filter the list. */
export function overview(
  scene: Scene,
  width: number,
  onFilter: (change: Partial<ListState>) => void,
  onOpen: (id: string) => void,
): HTMLElement {
  const { snapshot, format, input } = scene;
  const { totals, columns } = snapshot;
  const node = el("div", "spp-overview", el("h2", "spp-title", text("overviewTitle")));
  if (totals.failures === 0) node.append(emptyNote(scene));
  else {
    node.append(dailyChart(scene, snapshot.dailyTotals(), width, 180));
    const standsOut = insights(scene, onFilter, onOpen);
    if (standsOut) node.append(standsOut);
    node.append(topCodes(scene, onFilter));
    if (snapshot.resources.some(({ isNamed }) => isNamed)) node.append(topResources(scene, onFilter));
  }
  if (snapshot.hasCredentials) {
    const counts = gradeCounts(columns);
    const list = el("ul", "spp-grades");
    GRADES.forEach((grade, rank) => {
      const chip = el(
        "span",
        "spp-chip",
        icon(gradeIcon(grade)),
        el("b", "spp-number", format.number(counts[rank] ?? 0)),
        " ",
        el("span", "", gradeWord(grade)),
      );
      attrs(chip, { "data-severity": grade });
      if (input.interactive) {
        const row = button("spp-graderow", `grade|${grade}`, chip);
        row.addEventListener("click", () => onFilter({ grade: rank }));
        list.append(el("li", "", row));
      } else list.append(el("li", "", chip));
    });
    node.append(el("section", "spp-section", el("h3", "spp-h", text("postureOfAll")), list));
  }
  if (input.interactive && columns.count > 0) node.append(el("p", "spp-muted spp-hint", text("overviewHint")));
  return node;
}

/** A row that filters the list by what it counts; where nothing can be operated it only says so. */
function countedRow(
  { format, input }: Scene,
  { subject, failures, most, key, title }: CountedRow,
  onClick: () => void,
): HTMLElement {
  const bar = el("span", "spp-codebar");
  bar.style.inlineSize = `${((failures / most) * 100).toFixed(1)}%`;
  const parts = [
    subject,
    // The grid would swallow the space between words and figure; a screen reader needs it.
    hiddenText(" "),
    el("span", "spp-codetrack", bar),
    el("span", "spp-number", format.number(failures)),
    hiddenText(` ${count(failures, "failuresLabel")}`),
  ];
  if (!input.interactive) return el("li", "spp-coderow", ...parts);
  const row = attrs(button("spp-coderow", key, ...parts), { title });
  row.addEventListener("click", onClick);
  return el("li", "", row);
}

interface CountedRow {
  readonly subject: HTMLElement;
  readonly failures: number;
  readonly most: number;
  readonly key: string;
  readonly title: string;
}

function topCodes(scene: Scene, onFilter: (change: Partial<ListState>) => void): HTMLElement {
  const { codes, watchedCodes } = scene.snapshot;
  const most = codes[0]?.failures ?? 1;
  const list = el("ul", "spp-topcodes");
  for (const { code, failures } of codes.slice(0, LISTED)) {
    const entry = findCode(code);
    const subject = codePill(code, entry?.short ?? null, entry?.meaning ?? null, watchedCodes.includes(code));
    const title = entry ? entry.meaning : text("codeUnknown");
    list.append(countedRow(scene, { subject, failures, most, key: `code|${code}`, title }, () => onFilter({ code })));
  }
  return el("section", "spp-section", el("h3", "spp-h", text("topCodes")), list);
}

function topResources(scene: Scene, onFilter: (change: Partial<ListState>) => void): HTMLElement {
  const { resources } = scene.snapshot;
  const most = resources[0]?.failures ?? 1;
  const list = el("ul", "spp-topcodes");
  for (const { key, name, failures } of resources.slice(0, LISTED)) {
    const words = resourceWords(key, name);
    const row = { subject: foreign(words, "spp-resource"), failures, most, key: `resource|${key}`, title: full(words) };
    list.append(countedRow(scene, row, () => onFilter({ resource: key })));
  }
  return el("section", "spp-section", el("h3", "spp-h", text("topResources")), list);
}
