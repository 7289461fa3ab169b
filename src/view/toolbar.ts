import { findCode } from "../knowledge";
import { GRADES, STATES } from "../model/types";
import { attrs, button, el } from "./dom";
import { icon } from "./icons";
import type { Layout } from "./layout";
import { COLUMNS } from "./list/columns";
import type { Scene } from "./scene";
import {
  ALL_FAILING,
  INITIAL_STATE,
  NO_FILTERS,
  isFiltered,
  type ListState,
  NO_FAILURES,
  NO_SIGN_INS,
  type SortKey,
} from "./state";
import { text } from "./strings";
import { gradeWord, stateWord } from "./words";

/** Codes offered in the filter; a longer list could not be read. */
const CODES_OFFERED = 60;

/** Groups in the status filter: the failing ones before the single states, the rest after them. */
const GROUPS: Readonly<Record<string, number>> = { all: ALL_FAILING, none: NO_FAILURES, noSignIns: NO_SIGN_INS };
const groupOf = (status: number): string => Object.keys(GROUPS).find((key) => GROUPS[key] === status) ?? "";

export interface Toolbar {
  readonly element: HTMLElement;
  update(scene: Scene, layout: Layout, state: ListState): void;
}

interface Choice {
  readonly value: string;
  readonly words: string;
}

/** A native select with its label; options are rebuilt only when they change. */
function createSelect(label: string, onChange: (value: string) => void) {
  const select = attrs(el("select", "spp-select"), { "aria-label": label });
  select.addEventListener("change", () => onChange(select.value));
  const element = el("span", "spp-filter", select);
  let signature = "";
  return {
    element,
    update(choices: readonly Choice[], value: string): void {
      const next = JSON.stringify(choices);
      if (next !== signature) {
        signature = next;
        select.replaceChildren(...choices.map((one) => attrs(el("option", "", one.words), { value: one.value })));
      }
      if (select.value !== value) select.value = value;
      element.classList.toggle("is-active", value !== "" && choices[0]?.value === "");
    },
  };
}

export function createToolbar(onChange: (change: Partial<ListState>) => void, onSearch: () => void): Toolbar {
  const search = attrs(el("input", "spp-search"), {
    type: "search",
    role: "searchbox",
    "aria-label": text("search"),
    placeholder: text("search"),
    autocomplete: "off",
    spellcheck: "false",
    maxlength: 200,
  });
  search.addEventListener("focus", onSearch);
  search.addEventListener("input", () => onChange({ query: search.value }));
  search.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || search.value === "") return;
    event.preventDefault();
    search.value = "";
    onChange({ query: "" });
  });

  const codes = createSelect(text("filterCode"), (value) => onChange({ code: value === "" ? null : Number(value) }));
  const grades = createSelect(text("filterPosture"), (value) => {
    const rank = GRADES.findIndex((grade) => grade === value);
    onChange({ grade: rank < 0 ? null : rank });
  });
  const states = createSelect(text("filterStatus"), (value) => {
    const rank = STATES.findIndex((one) => one === value);
    onChange({ status: GROUPS[value] ?? (rank < 0 ? null : rank) });
  });
  const order = createSelect(text("sortBy"), (value) => {
    const column = COLUMNS.find((one) => one.sort === value);
    const key: SortKey = column?.sort ?? INITIAL_STATE.sort.key;
    onChange({ sort: { key, descending: key !== "name" && key !== "topCode" } });
  });
  const among = button("spp-button is-chosen", "clear-among");
  among.addEventListener("click", () => {
    onChange({ among: null });
    search.focus();
  });
  const clear = button("spp-button is-quiet", "clear-filters", text("clearFilters"));
  clear.addEventListener("click", () => {
    onChange(NO_FILTERS);
    search.focus();
  });
  order.element.classList.add("is-order");
  const field = el("span", "spp-searchbox", icon("search"), search);
  const element = attrs(
    el("div", "spp-toolbar", field, order.element, codes.element, grades.element, states.element, among, clear),
    { role: "group", "aria-label": text("filters") },
  );

  return {
    element,
    update(scene, layout, state) {
      element.hidden = !scene.input.interactive;
      attrs(search, { placeholder: text(layout.cards ? "searchShort" : "search") });
      if (search.value !== state.query) search.value = state.query;
      clear.hidden = !isFiltered(state);
      among.hidden = state.among === null;
      const chosen = scene.format.number(state.among?.length ?? 0);
      if (among.dataset["count"] !== chosen) {
        among.dataset["count"] = chosen;
        attrs(among, { "aria-label": text("amongClear", chosen) });
        among.replaceChildren(text("amongChosen", chosen), icon("close"));
      }
      const listed = scene.snapshot.codes.slice(0, CODES_OFFERED).map(({ code }) => code);
      if (state.code !== null && !listed.includes(state.code)) listed.push(state.code);
      codes.update(
        [
          { value: "", words: text(layout.cards ? "filterCode" : "anyCode") },
          ...listed.map((code) => ({ value: String(code), words: `${code} ${findCode(code)?.short ?? ""}`.trim() })),
        ],
        state.code === null ? "" : String(state.code),
      );
      grades.update(
        [
          { value: "", words: text(layout.cards ? "filterPosture" : "anyPosture") },
          ...GRADES.map((grade) => ({ value: grade, words: gradeWord(grade) })),
        ],
        state.grade === null ? "" : (GRADES[state.grade] ?? ""),
      );
      states.update(
        [
          { value: "", words: text(layout.cards ? "filterStatus" : "anyStatus") },
          { value: "all", words: text("allFailing") },
          ...STATES.map((one) => ({ value: one, words: stateWord(one) })),
          { value: "none", words: stateWord(null) },
          { value: "noSignIns", words: text("stateNoSignIns") },
        ],
        state.status === null ? "" : (STATES[state.status] ?? groupOf(state.status)),
      );
      // Cards have no headers to sort by.
      order.element.hidden = !layout.cards;
      order.update(
        COLUMNS.filter((column) => column.sort !== null).map((column) => ({
          value: column.sort ?? "",
          words: text("sortedBy", text(column.label)),
        })),
        state.sort.key,
      );
    },
  };
}
