import { attrs, el } from "../dom";
import type { Lines } from "../groups";
import type { Layout } from "../layout";
import type { Scene } from "../scene";
import type { Sort } from "../state";
import { text } from "../strings";
import { COLUMNS, statusWidth } from "./columns";
import type { GridEvents } from "./events";
import { figuresAt } from "./figures";
import { createGroupRow, type GroupRow } from "./groupRow";
import { createHeader } from "./header";
import { attachKeys } from "./keys";
import { createRow, type Row } from "./row";
import { scrollTo, windowOf } from "./window";

export const HEADER_HEIGHT = 36;

export interface GridState {
  readonly scene: Scene;
  readonly layout: Layout;
  readonly lines: Lines;
  readonly sort: Sort;
  readonly selected: number | null;
  /** Upper bound of the height that the list has. */
  readonly height: number;
}

/** A line by what it shows, wherever it stands. */
interface TabStop {
  readonly group: string | null;
  readonly id: string;
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

  type AnyRow = Row | GroupRow;
  const mounted = new Map<number, AnyRow>();
  const pools = { principal: [] as Row[], group: [] as GroupRow[] };
  const release = (row: AnyRow): unknown => (row.kind === "group" ? pools.group.push(row) : pools.principal.push(row));
  let state: GridState | null = null;
  let active = 0;
  let activeLine: TabStop = { group: null, id: "" };
  let scrollTop = 0;
  let held: number | null = null;
  let frame = 0;
  let largest = 0;
  let measured: unknown = null;

  /** What holds the tab stop: a group and a principal in it, either of them empty where there is none. */
  const identityAt = (position: number): TabStop => {
    const { lines, scene } = state ?? {};
    const group = lines?.grouping?.groups[lines.group(lines.groupPosition(position))];
    return { group: group?.key ?? null, id: scene?.snapshot.columns.id[lines?.principal(position) ?? -1] ?? "" };
  };

  /** Where the tab stop stands now: the same line, else the principal elsewhere, else its group, else -1. */
  function positionOf({ group, id }: TabStop): number {
    if (!state) return -1;
    const { lines, scene } = state;
    const groups = lines.grouping?.groups ?? [];
    let start = -1;
    for (let at = 0, i = 0; i < groups.length && start < 0; i++) {
      if (groups[i]?.key === group) start = at;
      at += 1 + (lines.isOpen(i) ? (groups[i]?.members.length ?? 0) : 0);
    }
    if (id === "") return start;
    const found = lines.find(scene.snapshot.columns.id.indexOf(id), Math.max(0, start));
    const closed =
      start >= 0 && (found < 0 || lines.groupPosition(found) !== start) && !lines.isOpen(lines.group(start));
    return closed ? start : found;
  }

  const rowAt = new Map<Element, AnyRow>();
  const isMounted = (row: AnyRow | undefined): row is AnyRow => row !== undefined && mounted.get(row.position) === row;

  /** True when the mounted rows around this one stand in order already: then nothing is moved. */
  function stands(row: AnyRow, position: number): boolean {
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
  function place(row: AnyRow, position: number, end: number): void {
    if (stands(row, position)) return;
    let next: AnyRow | undefined;
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
    const { lines, layout, scene, selected } = state;
    const { grouping } = lines;
    const view = windowOf(scrollTop, state.height, layout.rowHeight, lines.length);
    const wanted = (position: number): boolean =>
      position < lines.length && ((position >= view.first && position < view.end) || position === active);
    const leaving = [...mounted].filter(([position]) => !wanted(position)).sort(([a], [b]) => a - b);
    for (const [position, row] of leaving) {
      mounted.delete(position);
      release(row);
    }
    const show = (position: number): void => {
      const group = lines.group(position);
      const kind = group >= 0 ? "group" : "principal";
      let row = mounted.get(position);
      if (row && row.kind !== kind) {
        mounted.delete(position);
        release(row);
        row = undefined;
      }
      if (!row) {
        row = pools[kind].shift() ?? (kind === "group" ? createGroupRow() : createRow());
        rowAt.set(row.element, row);
        place(row, position, view.end);
        mounted.set(position, row);
      }
      if (row.kind === "group") {
        if (grouping) row.bind({ scene, layout, grouping, group, position, open: lines.isOpen(group) });
      } else {
        const figures = figuresAt(scene, lines, position);
        const chosen = figures.index === selected || isChosen(figures.index);
        row.bind({ scene, layout, figures, position, selected: chosen, grouping, largest: grouping?.most ?? largest });
      }
      row.element.style.transform = `translateY(${view.origin + position * layout.rowHeight}px)`;
      attrs(row.element, { tabindex: scene.input.interactive ? (position === active ? 0 : -1) : null });
    };
    if (lines.length > 0) show(active);
    for (let position = view.first; position < view.end; position++) show(position);
    for (const row of [...pools.principal, ...pools.group]) row.element.remove();
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
    const stop = interactive && state?.lines.length === 0 && !state.layout.cards;
    header.cells().forEach((cell, i) => attrs(cell, { tabindex: interactive ? (stop && i === 0 ? 0 : -1) : null }));
  }

  function activate(position: number): void {
    if (!state || state.lines.length === 0) return;
    active = Math.max(0, Math.min(position, state.lines.length - 1));
    activeLine = identityAt(active);
    const room = element.clientHeight - (state.layout.cards ? 0 : HEADER_HEIGHT);
    const target = scrollTo(active, element.scrollTop, room, state.layout.rowHeight, state.lines.length);
    if (target !== element.scrollTop) element.scrollTop = target;
    scrollTop = element.scrollTop;
    draw();
    mounted.get(active)?.element.focus({ preventScroll: true });
  }

  const indexOf = (target: EventTarget | null): number | null => {
    const rowElement = target instanceof Element ? target.closest(".spp-row, .spp-grouprow") : null;
    for (const [position, row] of mounted) if (row.element === rowElement) return position;
    return null;
  };

  const principalAt = (position: number): number | null => {
    const index = state?.lines.principal(position) ?? -1;
    return index < 0 ? null : index;
  };

  const groupAt = (position: number): { readonly key: string; readonly open: boolean } | null => {
    if (!state) return null;
    const { lines } = state;
    const at = lines.group(position);
    const group = lines.grouping?.groups[at];
    return group ? { key: group.key, open: lines.isOpen(at) } : null;
  };

  attachKeys(element, {
    header,
    position: indexOf,
    index: principalAt,
    group: groupAt,
    groupPosition: (position) => {
      const above = state?.lines.groupPosition(position) ?? -1;
      return above < 0 ? null : above;
    },
    page: () => Math.max(1, Math.floor((element.clientHeight - HEADER_HEIGHT) / (state?.layout.rowHeight ?? 44)) - 1),
    last: () => (state?.lines.length ?? 0) - 1,
    activePosition: () => active,
    activate,
    enabled: () => state?.scene.input.interactive === true,
    events,
  });

  element.addEventListener("click", (event) => {
    if (!state?.scene.input.interactive) return;
    const position = indexOf(event.target);
    const group = position === null ? null : groupAt(position);
    const index = position === null ? null : principalAt(position);
    if (position !== null && group !== null) {
      activate(position);
      if (!event.ctrlKey && !event.metaKey) events.toggle(group.key, !group.open);
      return;
    }
    if (position === null || index === null) {
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
    activeLine = identityAt(position);
    draw();
  });

  return {
    element,
    update(next) {
      const former = state;
      state = next;
      const { lines, scene, layout } = next;
      const { columns } = scene.snapshot;
      if (measured !== columns) {
        measured = columns;
        largest = 0;
        for (let i = 0; i < columns.count; i++) largest = Math.max(largest, columns.failures[i] ?? 0);
      }
      if (former?.lines !== lines || former.scene.snapshot !== scene.snapshot) {
        // The row that holds the tab stop stays the same line's, wherever the new order puts it.
        const row = mounted.get(active);
        const found = positionOf(activeLine);
        active = found >= 0 ? found : Math.max(0, Math.min(active, lines.length - 1));
        const stays = row !== undefined && lines.length > 0 && (row.kind === "group") === lines.group(active) >= 0;
        const others = [...mounted].filter(([, other]) => !stays || other !== row).sort(([a], [b]) => a - b);
        for (const [, other] of others) release(other);
        mounted.clear();
        if (stays) mounted.set(active, row);
        activeLine = identityAt(active);
      }
      attrs(element, { "aria-rowcount": lines.length + 1 });
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
      // A principal may stand in several groups: the line that was left is the one to come back to.
      const here = index === null || state?.lines.principal(active) === index;
      const position = here ? active : (state?.lines.find(index, 0) ?? -1);
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
