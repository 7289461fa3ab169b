import { attrs, el } from "../dom";
import type { Layout } from "../layout";
import type { Scene } from "../scene";
import type { Sort } from "../state";
import { text } from "../strings";
import { COLUMNS, statusWidth } from "./columns";
import { createHeader } from "./header";
import type { GridEvents } from "./events";
import { attachKeys } from "./keys";
import { createRow, type Row } from "./row";
import { scrollTo, windowOf } from "./window";

export const HEADER_HEIGHT = 36;

export interface GridState {
  readonly scene: Scene;
  readonly layout: Layout;
  readonly order: Int32Array;
  readonly sort: Sort;
  readonly selected: number | null;
  /** Upper bound of the height that the list has. */
  readonly height: number;
}

export interface Grid {
  readonly element: HTMLElement;
  update(state: GridState): void;
  scrollToTop(): void;
  /** Puts the focus on the row of a principal, or on the tab stop. */
  focus(index: number | null): void;
  /** Scroll position, kept while the list is hidden. */
  hold(): void;
  release(): void;
}

/** A windowed grid: rows on screen plus a margin, and always the one that holds the tab stop. */
export function createGrid(events: GridEvents): Grid {
  const element = attrs(el("div", "spp-grid"), { role: "grid", "aria-label": text("gridName") });
  attrs(element, { "aria-multiselectable": true });
  const header = createHeader((key) => events.sort(key));
  const headGroup = attrs(el("div", "spp-headgroup", header.element), { role: "rowgroup" });
  const canvas = attrs(el("div", "spp-canvas"), { role: "rowgroup" });
  element.append(headGroup, canvas);

  const mounted = new Map<number, Row>();
  const pool: Row[] = [];
  let state: GridState | null = null;
  let active = 0;
  let activeId = "";
  let scrollTop = 0;
  let held: number | null = null;
  let frame = 0;
  let largest = 0;
  let measured: unknown = null;

  const idAt = (position: number): string => {
    const index = state?.order[position];
    return index === undefined ? "" : (state?.scene.snapshot.columns.id[index] ?? "");
  };

  const rowAt = new Map<Element, Row>();
  const isMounted = (row: Row | undefined): row is Row => row !== undefined && mounted.get(row.position) === row;

  /** True when the mounted rows around this one stand in order already: then nothing is moved. */
  function stands(row: Row, position: number): boolean {
    if (row.element.parentElement !== canvas) return false;
    let before = row.element.previousElementSibling;
    while (before && !isMounted(rowAt.get(before))) before = before.previousElementSibling;
    let after = row.element.nextElementSibling;
    while (after && !isMounted(rowAt.get(after))) after = after.nextElementSibling;
    const low = before ? rowAt.get(before)?.position : undefined;
    const high = after ? rowAt.get(after)?.position : undefined;
    return (low === undefined || low < position) && (high === undefined || high > position);
  }

  /** Puts a newly bound row where reading order wants it, without ever moving the row that has the focus. */
  function place(row: Row, position: number, end: number): void {
    if (stands(row, position)) return;
    let next: Row | undefined;
    for (let p = position + 1; p < end && !next; p++) next = mounted.get(p);
    if (!next && active > position) next = mounted.get(active);
    canvas.insertBefore(row.element, next?.element ?? null);
  }

  const isChosen = (index: number): boolean => {
    const { chosen } = state?.scene.input ?? {};
    return chosen !== undefined && chosen.size > 0 && chosen.has(state?.scene.snapshot.columns.id[index] ?? "");
  };

  function draw(): void {
    if (!state) return;
    const { order, layout, scene, selected } = state;
    const view = windowOf(scrollTop, state.height, layout.rowHeight, order.length);
    const wanted = (position: number): boolean =>
      position < order.length && ((position >= view.first && position < view.end) || position === active);
    const leaving = [...mounted].filter(([position]) => !wanted(position)).sort(([a], [b]) => a - b);
    for (const [position, row] of leaving) {
      mounted.delete(position);
      pool.push(row);
    }
    const show = (position: number): void => {
      const index = order[position];
      if (index === undefined) return;
      let row = mounted.get(position);
      if (!row) {
        row = pool.shift() ?? createRow();
        rowAt.set(row.element, row);
        place(row, position, view.end);
        mounted.set(position, row);
      }
      row.bind({ scene, layout, index, position, selected: index === selected || isChosen(index), largest });
      row.element.style.transform = `translateY(${view.origin + position * layout.rowHeight}px)`;
      attrs(row.element, { tabindex: scene.input.interactive ? (position === active ? 0 : -1) : null });
    };
    if (order.length > 0) show(active);
    for (let position = view.first; position < view.end; position++) show(position);
    for (const row of pool) row.element.remove();
    canvas.style.blockSize = `${view.height}px`;
  }

  element.addEventListener(
    "scroll",
    () => {
      if (frame) return;
      frame = requestAnimationFrame(() => {
        frame = 0;
        scrollTop = element.scrollTop;
        draw();
      });
    },
    { passive: true },
  );

  function setTabStop(): void {
    const interactive = state?.scene.input.interactive === true;
    const stop = interactive && state?.order.length === 0 && !state.layout.cards;
    header.cells().forEach((cell, i) => attrs(cell, { tabindex: interactive ? (stop && i === 0 ? 0 : -1) : null }));
  }

  function activate(position: number): void {
    if (!state || state.order.length === 0) return;
    active = Math.max(0, Math.min(position, state.order.length - 1));
    activeId = idAt(active);
    const room = element.clientHeight - (state.layout.cards ? 0 : HEADER_HEIGHT);
    const target = scrollTo(active, element.scrollTop, room, state.layout.rowHeight, state.order.length);
    if (target !== element.scrollTop) element.scrollTop = target;
    scrollTop = element.scrollTop;
    draw();
    mounted.get(active)?.element.focus({ preventScroll: true });
  }

  const indexOf = (target: EventTarget | null): number | null => {
    const rowElement = target instanceof Element ? target.closest(".spp-row") : null;
    for (const [position, row] of mounted) if (row.element === rowElement) return position;
    return null;
  };

  attachKeys(element, {
    header,
    position: indexOf,
    index: (position) => state?.order[position] ?? null,
    page: () => Math.max(1, Math.floor((element.clientHeight - HEADER_HEIGHT) / (state?.layout.rowHeight ?? 44)) - 1),
    last: () => (state?.order.length ?? 0) - 1,
    activePosition: () => active,
    activate,
    enabled: () => state?.scene.input.interactive === true,
    events,
  });

  element.addEventListener("click", (event) => {
    if (!state?.scene.input.interactive) return;
    const position = indexOf(event.target);
    const index = position === null ? undefined : state.order[position];
    if (position === null || index === undefined) {
      if (event.target === element || event.target === canvas) events.close();
      return;
    }
    activate(position);
    if (event.ctrlKey || event.metaKey) events.mark(index);
    else events.open(index, false);
  });
  element.addEventListener("focusin", (event) => {
    const position = indexOf(event.target);
    if (position === null || position === active) return;
    active = position;
    activeId = idAt(position);
    draw();
  });

  return {
    element,
    update(next) {
      const former = state;
      state = next;
      const { order, scene, layout } = next;
      const { columns } = scene.snapshot;
      if (measured !== columns) {
        measured = columns;
        largest = 0;
        for (let i = 0; i < columns.count; i++) largest = Math.max(largest, columns.failures[i] ?? 0);
      }
      if (former?.order !== order || former.scene.snapshot !== scene.snapshot) {
        // The row that holds the tab stop stays the same principal's, wherever the new order puts it.
        const row = mounted.get(active);
        const found = activeId === "" ? -1 : order.findIndex((index) => columns.id[index] === activeId);
        active = found >= 0 ? found : Math.max(0, Math.min(active, order.length - 1));
        const others = [...mounted].filter(([, other]) => other !== row).sort(([a], [b]) => a - b);
        for (const [, other] of others) pool.push(other);
        mounted.clear();
        if (row && order.length > 0) mounted.set(active, row);
        else if (row) pool.push(row);
        activeId = idAt(active);
      }
      attrs(element, { "aria-rowcount": order.length + 1 });
      // A list that cannot be operated must still scroll by keys.
      attrs(element, { tabindex: scene.input.interactive ? null : 0 });
      element.classList.toggle("is-cards", layout.cards);
      element.classList.toggle("is-code-only", layout.codeOnly);
      element.classList.toggle("is-compact", layout.compact);
      element.classList.toggle("is-passive", !scene.input.interactive);
      for (const column of COLUMNS) element.classList.toggle(`no-${column.id}`, !layout.columns.has(column.id));
      element.style.setProperty("--spp-row-height", `${layout.rowHeight}px`);
      if (former?.layout.template !== layout.template) element.style.setProperty("--spp-columns", layout.template);
      if (former === null) element.style.setProperty("--spp-status-width", `${statusWidth()}px`);
      attrs(element, { "aria-colcount": layout.chosen.length });
      header.update(next.sort, scene.input.interactive, layout.chosen);
      setTabStop();
      draw();
    },
    scrollToTop() {
      scrollTop = 0;
      element.scrollTop = 0;
    },
    focus(index) {
      const position = index === null ? active : (state?.order.indexOf(index) ?? -1);
      activate(position >= 0 ? position : active);
    },
    hold() {
      held ??= element.scrollTop;
    },
    release() {
      if (held === null) return;
      element.scrollTop = held;
      held = null;
    },
  };
}
