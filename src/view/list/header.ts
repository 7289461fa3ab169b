import { attrs, el } from "../dom";
import { icon } from "../icons";
import type { Sort, SortKey } from "../state";
import { text } from "../strings";
import { arrange, COLUMNS, type ColumnId } from "./columns";

export interface Header {
  readonly element: HTMLElement;
  update(sort: Sort, interactive: boolean, chosen: readonly ColumnId[]): void;
  /** The header cell with the tab stop or the focus, or null. */
  focusCell(position: number): void;
  cells(): readonly HTMLElement[];
}

/** Column headers; the cells themselves take the focus and sort. */
export function createHeader(onSort: (key: SortKey) => void): Header {
  const element = attrs(el("div", "spp-head"), { role: "row", "aria-rowindex": 1 });
  const cells = COLUMNS.map((column, i) => {
    const arrow = icon("down");
    arrow.classList.add("spp-arrow");
    const cell = el("div", `spp-hcell spp-c-${column.id}`, el("span", "", text(column.label)), arrow);
    attrs(cell, { role: "columnheader", "aria-colindex": i + 1, tabindex: -1 });
    cell.dataset["column"] = column.id;
    if (column.sort) {
      const key = column.sort;
      cell.addEventListener("click", () => {
        if (cell.classList.contains("is-sortable")) onSort(key);
      });
    }
    return element.appendChild(cell);
  });
  const byId = new Map(COLUMNS.map(({ id }, i) => [id, cells[i] as HTMLElement]));
  let arranged: readonly ColumnId[] | null = null;
  return {
    element,
    update(sort, interactive, chosen) {
      if (arranged !== chosen) {
        arrange(element, byId, chosen);
        for (const cell of cells) attrs(cell, { tabindex: -1 });
        arranged = chosen;
      }
      COLUMNS.forEach((column, i) => {
        const cell = cells[i];
        if (!cell || !column.sort) return;
        const active = column.sort === sort.key;
        attrs(cell, { "aria-sort": active ? (sort.descending ? "descending" : "ascending") : "none" });
        cell.classList.toggle("is-sortable", interactive);
        cell.classList.toggle("is-sorted", active);
        cell.classList.toggle("is-ascending", active && !sort.descending);
      });
    },
    focusCell(position) {
      cells[position]?.focus({ preventScroll: true });
    },
    cells: () => (arranged ?? []).flatMap((id) => byId.get(id) ?? []),
  };
}
