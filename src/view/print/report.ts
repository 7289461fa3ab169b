import { findCode } from "../../knowledge";
import { GRADES } from "../../model/types";
import { advice } from "../advice";
import { attrs, el } from "../dom";
import { dailyChart } from "../detail/dailyChart";
import { gradeIcon, icon } from "../icons";
import { foreign } from "../safeText";
import type { Scene } from "../scene";
import { codePill, gradeAt, postureChip, stateAt, stateBadge } from "../shapes";
import { createOrders, INITIAL_STATE } from "../state";
import { count, text } from "../strings";
import { emptyNote } from "../pages/empty";
import { gradeWord, statusWord } from "../words";
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

function row(scene: Scene, index: number): HTMLElement {
  const { snapshot, format } = scene;
  const { columns } = snapshot;
  const code = columns.topCode[index] ?? -1;
  const entry = findCode(code);
  const signIns = columns.signIns[index] ?? 0;
  const state = stateAt(columns.status[index] ?? 255);
  const last = columns.lastFailure[index] ?? NaN;
  const name = columns.name[index] || columns.appId[index] || columns.id[index] || text("noName");
  const cell = (part: string, child: Node | string | null): HTMLElement => el("td", `spp-p-${part}`, child);
  const pill =
    code < 0
      ? null
      : codePill(code, entry?.short ?? null, entry?.meaning ?? null, snapshot.watchedCodes.includes(code));
  return el(
    "tr",
    "spp-printrow",
    attrs(el("th", "spp-p-name", foreign(name)), { scope: "row" }),
    // Without a sign-in row, 0 would be a claim.
    cell("failures", signIns > 0 ? format.number(columns.failures[index] ?? 0) : "–"),
    cell("code", pill),
    cell("posture", postureChip(gradeAt(columns.grade[index] ?? 255), scene.principal(index).posture.label, format)),
    cell("last", Number.isNaN(last) ? "–" : format.ago(last, snapshot.now)),
    cell("state", stateBadge(state, statusWord(state, signIns))),
  );
}

function header(): HTMLElement {
  const line = el("tr");
  for (const [part, label] of [
    ["name", "columnName"],
    ["failures", "columnFailures"],
    ["code", "columnTopError"],
    ["posture", "columnPosture"],
    ["last", "columnLastFailure"],
    ["state", "columnStatus"],
  ] as const) {
    line.append(attrs(el("th", `spp-p-${part}`, text(label)), { scope: "col" }));
  }
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
  const { columns } = snapshot;
  const counts = new Array<number>(GRADES.length).fill(0);
  for (let i = 0; i < columns.count; i++) {
    const grade = columns.grade[i] ?? GRADES.length - 1;
    counts[grade] = (counts[grade] ?? 0) + 1;
  }
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
  const rows = el("tbody");
  const listBox = el("div", "spp-printlist", el("table", "spp-printtable", header(), rows));
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
  const items = [...order.subarray(0, most)].map((index) => row(scene, index));
  fillList(listBox, rows, items, (left) => {
    const all = left + beyond;
    const words = count(all, "printMorePrincipals", format.number(all));
    return el("tr", "spp-printmore", attrs(el("td", "", words), { colspan: 6 }));
  });
}
