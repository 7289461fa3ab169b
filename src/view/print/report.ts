import { findCode } from "../../knowledge";
import { GRADES } from "../../model/types";
import { advice } from "../advice";
import { attrs, el } from "../dom";
import { dailyChart } from "../detail/dailyChart";
import { gradeCounts } from "../detail/overview";
import { gradeIcon, icon } from "../icons";
import { choicesOf, type ColumnId } from "../list/columns";
import { foreign } from "../safeText";
import type { Scene } from "../scene";
import { codePill, gradeAt, postureChip, stateAt, stateBadge } from "../shapes";
import { createOrders, INITIAL_STATE } from "../state";
import { count, type StringKey, text } from "../strings";
import { emptyNote } from "../pages/empty";
import { gradeWord, principalName, statusWord } from "../words";
import { appendFitting, fillList } from "./fit";

/** From this width on the overview stands beside the list. */
const TWO_COLUMNS = 720;
/** Rows that a page could hold at most: their height is 30 px. */
const ROW = 30;
const CODES = 6;
const INSIGHTS = 4;
/** Height of the bars, px: beside the list, and above it as a share of the page. */
const CHART = 150;
const CHART_SHARE = 0.14;
const LOWEST_CHART = 44;

/** A column on paper: its class, the list's column that it stands for, and what a principal's cell holds. */
interface Part {
  readonly part: string;
  readonly label: StringKey;
  readonly cell: (scene: Scene, index: number) => Node | string | null;
}

const PARTS: Readonly<Partial<Record<ColumnId, Part>>> = {
  name: {
    part: "name",
    label: "columnName",
    cell: ({ snapshot }, index) => foreign(principalName(snapshot, index)),
  },
  failures: {
    part: "failures",
    label: "columnFailures",
    // Without a sign-in row, 0 would be a claim.
    cell: ({ snapshot: { columns }, format }, index) =>
      (columns.signIns[index] ?? 0) > 0 ? format.number(columns.failures[index] ?? 0) : "–",
  },
  topError: {
    part: "code",
    label: "columnTopError",
    cell({ snapshot }, index) {
      const code = snapshot.columns.topCode[index] ?? -1;
      const entry = findCode(code);
      const isWatched = snapshot.watchedCodes.includes(code);
      return code < 0 ? null : codePill(code, entry?.short ?? null, entry?.meaning ?? null, isWatched);
    },
  },
  posture: {
    part: "posture",
    label: "columnPosture",
    cell: ({ snapshot, principal, format }, index) =>
      postureChip(gradeAt(snapshot.columns.grade[index] ?? 255), principal(index).posture.label, format),
  },
  lastFailure: {
    part: "last",
    label: "columnLastFailure",
    cell({ snapshot: { columns, now }, times }, index) {
      const last = columns.lastFailure[index] ?? NaN;
      return Number.isNaN(last) ? "–" : times.ago(last, now);
    },
  },
  status: {
    part: "state",
    label: "columnStatus",
    cell({ snapshot: { columns } }, index) {
      const state = stateAt(columns.status[index] ?? 255);
      return stateBadge(state, statusWord(state, columns.signIns[index] ?? 0));
    },
  },
};

/** What paper has room for of the columns that the author shows, in the author's order. */
const partsOf = ({ input }: Scene): readonly Part[] =>
  choicesOf(input.options).flatMap(({ column }) => PARTS[column.id] ?? []);

function row(scene: Scene, parts: readonly Part[], index: number): HTMLElement {
  const line = el("tr", "spp-printrow");
  for (const { part, cell } of parts) {
    const isName = part === "name";
    const node = el(isName ? "th" : "td", `spp-p-${part}`, cell(scene, index));
    line.append(isName ? attrs(node, { scope: "row" }) : node);
  }
  return line;
}

function header(parts: readonly Part[]): HTMLElement {
  const line = el("tr");
  for (const { part, label } of parts) line.append(attrs(el("th", `spp-p-${part}`, text(label)), { scope: "col" }));
  return el("thead", "", line);
}

function topCodes({ snapshot, format }: Scene): HTMLElement {
  const list = el("ul", "spp-topcodes");
  const most = snapshot.codes[0]?.failures ?? 1;
  for (const { code, failures } of snapshot.codes.slice(0, CODES)) {
    const entry = findCode(code);
    const bar = el("span", "spp-codebar");
    bar.style.inlineSize = `${((failures / most) * 100).toFixed(1)}%`;
    const pill = codePill(code, entry?.short ?? null, entry?.meaning ?? null, snapshot.watchedCodes.includes(code));
    const figure = el("span", "spp-number", format.number(failures));
    list.append(el("li", "spp-coderow", pill, el("span", "spp-codetrack", bar), figure));
  }
  return el("section", "spp-section", el("h3", "spp-h", text("topCodes")), list);
}

function standsOut({ snapshot }: Scene): HTMLElement | null {
  const found = snapshot.source.loading ? [] : snapshot.insights();
  if (found.length === 0) return null;
  const list = el("ul", "spp-insights");
  for (const { text: line } of found.slice(0, INSIGHTS)) {
    list.append(el("li", "spp-insight", advice("span", "", line)));
  }
  return el("section", "spp-section", el("h3", "spp-h", text("insightsTitle")), list);
}

function grades({ snapshot, format }: Scene): HTMLElement | null {
  if (!snapshot.hasCredentials) return null;
  const counts = gradeCounts(snapshot.columns);
  const list = el("ul", "spp-grades");
  GRADES.forEach((grade, rank) => {
    const figure = el("b", "spp-number", format.number(counts[rank] ?? 0));
    const chip = el("span", "spp-chip", icon(gradeIcon(grade)), figure, " ", el("span", "", gradeWord(grade)));
    list.append(el("li", "", attrs(chip, { "data-severity": grade })));
  });
  return el("section", "spp-section", el("h3", "spp-h", text("postureOfAll")), list);
}

const orders = createOrders();

/** Everybody on one page: the worst that fit, how many more there are, and the overview. */
export function printReport(body: HTMLElement, scene: Scene): void {
  const { snapshot, format, input } = scene;
  const { totals } = snapshot;
  const width = body.clientWidth;
  const two = width >= TWO_COLUMNS;
  body.classList.toggle("is-two", two);
  const columns = partsOf(scene);
  const rows = el("tbody");
  const listBox = el("div", "spp-printlist", el("table", "spp-printtable", header(columns), rows));
  const side = el("div", "spp-printside");
  body.replaceChildren(...(two ? [listBox, side] : [side, listBox]));

  const some = (...ways: readonly (HTMLElement | null)[]): HTMLElement[] => ways.filter((way) => way !== null);
  const chart = two ? CHART : Math.max(LOWEST_CHART, Math.min(CHART, Math.round(input.height * CHART_SHARE)));
  const parts = [
    some(totals.failures === 0 ? emptyNote(scene) : dailyChart(scene, snapshot.dailyTotals(), side.clientWidth, chart)),
  ];
  if (two && totals.failures > 0) parts.push(some(standsOut(scene)), some(topCodes(scene)));
  parts.push(some(grades(scene)));
  appendFitting(side, parts);
  side.hidden = side.childElementCount === 0;

  const order = orders.of(snapshot, INITIAL_STATE);
  const most = Math.ceil(input.height / ROW);
  const beyond = Math.max(0, order.length - most);
  const items = [...order.subarray(0, most)].map((index) => row(scene, columns, index));
  fillList(listBox, rows, items, (left) => {
    const all = left + beyond;
    const words = count(all, "printMorePrincipals", format.number(all));
    return el("tr", "spp-printmore", attrs(el("td", "", words), { colspan: columns.length }));
  });
}
