import { attrs, button, el, hiddenText, setText } from "./dom";
import { type ActiveFilter, createFilters, type FilterId } from "./filters";
import { icon } from "./icons";
import type { Layout } from "./layout";
import { COLUMNS } from "./list/columns";
import { createPopover } from "./popover";
import type { Scene } from "./scene";
import { createSelect } from "./select";
import { INITIAL_STATE, NO_FILTERS, isFiltered, type ListState, sortOf } from "./state";
import { count, text } from "./strings";

/** Filters that stand in the open where there is room; all others are behind one button. */
const IN_THE_OPEN: readonly FilterId[] = ["code", "posture", "status", "group"];

export interface Toolbar {
  readonly element: HTMLElement;
  update(scene: Scene, layout: Layout, state: ListState): void;
}

function createSearch(onChange: (change: Partial<ListState>) => void, onSearch: () => void): HTMLInputElement {
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
  return search;
}

export function createToolbar(onChange: (change: Partial<ListState>) => void, onSearch: () => void): Toolbar {
  const search = createSearch(onChange, onSearch);
  const filters = createFilters(onChange);
  const badge = attrs(el("span", "spp-badgecount"), { "aria-hidden": "true" });
  const counted = hiddenText("");
  const more = createPopover("filters", text("filtersButton"), text("filtersButton"), badge, counted, icon("chevron"));
  const note = el("p", "spp-muted spp-popovernote", text("daysNote"));
  const order = createSelect(text("sortBy"), (value) => {
    onChange({ sort: sortOf(COLUMNS.find((one) => one.sort === value)?.sort ?? INITIAL_STATE.sort.key) });
  });
  order.element.classList.add("is-order");
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
  const open = el("span", "spp-openfilters");
  const chips = el("span", "spp-chips");
  const field = el("span", "spp-searchbox", icon("search"), search);
  const element = attrs(el("div", "spp-toolbar", field, order.element, open, more.element, among, chips, clear), {
    role: "group",
    "aria-label": text("filters"),
  });
  let inline: boolean | null = null;
  let signature = "";

  /** Moves the filters to where there is room for them. */
  function arrange(roomy: boolean): void {
    if (inline === roomy) return;
    inline = roomy;
    const inTheOpen = (id: FilterId): boolean => roomy && IN_THE_OPEN.includes(id);
    for (const [id, { element: one }] of filters.controls) (inTheOpen(id) ? open : more.body).append(one);
    more.body.append(note);
  }

  /** What is chosen behind the button is said beside it. */
  function drawChips(hidden: readonly ActiveFilter[]): void {
    const next = JSON.stringify(hidden.map(({ id, words }) => [id, words]));
    if (next === signature) return;
    signature = next;
    const focused = chips.contains(document.activeElement);
    chips.replaceChildren(
      ...hidden.map(({ id, words, cleared }) => {
        const chip = button("spp-button is-chosen", `clear-${id}`, el("span", "spp-chiplabel", words), icon("close"));
        attrs(chip, { "aria-label": text("clearOne", words), title: words });
        chip.addEventListener("click", () => onChange(cleared));
        return chip;
      }),
    );
    if (focused) more.trigger.focus();
  }

  function drawAmong(scene: Scene, state: ListState): void {
    among.hidden = state.among === null;
    const chosen = scene.format.number(state.among?.length ?? 0);
    if (among.dataset["count"] === chosen) return;
    among.dataset["count"] = chosen;
    attrs(among, { "aria-label": text("amongClear", chosen) });
    among.replaceChildren(text("amongChosen", chosen), icon("close"));
  }

  return {
    element,
    update(scene, layout, state) {
      element.hidden = !scene.input.interactive;
      if (element.hidden) more.close();
      attrs(search, { placeholder: text(layout.cards ? "searchShort" : "search") });
      if (search.value !== state.query) search.value = state.query;
      clear.hidden = !isFiltered(state);
      drawAmong(scene, state);
      arrange(layout.openFilters);
      const hidden = filters.update(scene, state).filter(({ id }) => !layout.openFilters || !IN_THE_OPEN.includes(id));
      drawChips(hidden);
      badge.hidden = hidden.length === 0;
      setText(badge, scene.format.number(hidden.length));
      setText(
        counted,
        hidden.length === 0 ? "" : ` ${count(hidden.length, "activeFilters", scene.format.number(hidden.length))}`,
      );
      // Cards have no headers to sort by; a column that is not on screen has none that says it.
      const sorted = COLUMNS.find((column) => column.sort === state.sort.key);
      order.element.hidden = !layout.cards && (sorted === undefined || layout.columns.has(sorted.id));
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
