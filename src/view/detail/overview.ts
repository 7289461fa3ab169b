import { findCode } from "../../knowledge";
import { GRADES, type PrincipalColumns } from "../../model/types";
import { attrs, button, el, hiddenText } from "../dom";
import { gradeIcon, icon } from "../icons";
import { emptyNote } from "../pages/empty";
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
    const list = el("ul", "spp-topcodes");
    const most = snapshot.codes[0]?.failures ?? 1;
    for (const { code, failures } of snapshot.codes.slice(0, LISTED)) {
      const entry = findCode(code);
      const bar = el("span", "spp-codebar");
      bar.style.inlineSize = `${((failures / most) * 100).toFixed(1)}%`;
      const parts = [
        codePill(code, entry?.short ?? null, entry?.meaning ?? null, snapshot.watchedCodes.includes(code)),
        // The grid would swallow the space between words and figure; a screen reader needs it.
        hiddenText(" "),
        el("span", "spp-codetrack", bar),
        el("span", "spp-number", format.number(failures)),
        hiddenText(` ${count(failures, "failuresLabel")}`),
      ];
      if (input.interactive) {
        const row = button("spp-coderow", `code|${code}`, ...parts);
        row.title = entry ? entry.meaning : text("codeUnknown");
        row.addEventListener("click", () => onFilter({ code }));
        list.append(el("li", "", row));
      } else list.append(el("li", "spp-coderow", ...parts));
    }
    node.append(el("section", "spp-section", el("h3", "spp-h", text("topCodes")), list));
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
