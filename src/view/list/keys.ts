import type { GridEvents } from "./events";
import type { Header } from "./header";
import { COLUMNS } from "./columns";

export interface KeyTarget {
  readonly header: Header;
  position(target: EventTarget | null): number | null;
  /** Index of the principal there; null on a group. */
  index(position: number): number | null;
  /** The group there and whether it is open; null on a principal. */
  group(position: number): { readonly key: string; readonly open: boolean } | null;
  /** Position of the group that a principal stands in; null without groups. */
  groupPosition(position: number): number | null;
  page(): number;
  last(): number;
  activePosition(): number;
  activate(position: number): void;
  enabled(): boolean;
  readonly events: GridEvents;
}

/** Arrow keys, opening, sorting and every way to ask for the context menu. */
export function attachKeys(element: HTMLElement, target: KeyTarget): void {
  const { header, events } = target;
  /** Header cells that are laid out; columns may have left. */
  const visible = (): HTMLElement[] => header.cells().filter((cell) => cell.offsetWidth > 1);

  function onHeader(event: KeyboardEvent, cell: HTMLElement): boolean {
    const cells = visible();
    const at = cells.indexOf(cell);
    const go = (to: number): boolean => {
      cells[Math.max(0, Math.min(to, cells.length - 1))]?.focus({ preventScroll: true });
      return true;
    };
    const backwards = getComputedStyle(element).direction === "rtl";
    switch (event.key) {
      case "ArrowRight":
        return go(at + (backwards ? -1 : 1));
      case "ArrowLeft":
        return go(at + (backwards ? 1 : -1));
      case "Home":
        return go(0);
      case "End":
        return go(cells.length - 1);
      case "ArrowDown":
        target.activate(target.activePosition());
        return true;
      case "Enter":
      case " ": {
        const column = COLUMNS.find((one) => one.id === cell.dataset["column"]);
        if (column?.sort) events.sort(column.sort);
        return true;
      }
      default:
        return false;
    }
  }

  /** As in a tree: onward opens, back closes or goes up to the group. */
  function onGroup(event: KeyboardEvent, position: number): boolean {
    const group = target.group(position);
    const backwards = getComputedStyle(element).direction === "rtl";
    switch (event.key) {
      case backwards ? "ArrowLeft" : "ArrowRight":
        if (group && !group.open) events.toggle(group.key, true);
        return target.groupPosition(position) !== null;
      case backwards ? "ArrowRight" : "ArrowLeft": {
        const above = target.groupPosition(position);
        if (group?.open) events.toggle(group.key, false);
        else if (!group && above !== null) target.activate(above);
        return above !== null;
      }
      case "Enter":
      case " ":
        if (group) events.toggle(group.key, !group.open);
        return group !== null;
      default:
        return false;
    }
  }

  function onRow(event: KeyboardEvent, position: number): boolean {
    if (onGroup(event, position)) return true;
    switch (event.key) {
      case "ArrowDown":
        target.activate(position + 1);
        return true;
      case "ArrowUp": {
        if (position > 0) target.activate(position - 1);
        else (visible().find((cell) => cell.classList.contains("is-sorted")) ?? visible()[0])?.focus();
        return true;
      }
      case "Home":
        target.activate(0);
        return true;
      case "End":
        target.activate(target.last());
        return true;
      case "PageDown":
        target.activate(position + target.page());
        return true;
      case "PageUp":
        target.activate(position - target.page());
        return true;
      case "Enter":
      case " ": {
        const index = target.index(position);
        if (index !== null) events.open(index, true);
        return true;
      }
      case "Escape":
        events.close();
        return true;
      default:
        return false;
    }
  }

  /** A key press may be followed by the browser's own contextmenu event for the same wish. */
  let asked = false;

  element.addEventListener("keydown", (event) => {
    if (!target.enabled() || event.altKey) return;
    const position = target.position(event.target);
    if (event.ctrlKey || event.metaKey) {
      const marked = position !== null && /^( |Enter)$/.test(event.key) ? target.index(position) : null;
      if (marked === null) return;
      event.preventDefault();
      events.mark(marked);
      return;
    }
    asked = false;
    if (events.contextMenu && (event.key === "ContextMenu" || (event.key === "F10" && event.shiftKey))) {
      const from = event.target instanceof Element ? event.target : element;
      const box = from.getBoundingClientRect();
      asked = true;
      event.preventDefault();
      const index = position === null ? null : target.index(position);
      const x = getComputedStyle(element).direction === "rtl" ? box.right - 24 : box.left + 24;
      events.contextMenu(index, Math.round(x), Math.round(box.top + box.height / 2));
      return;
    }
    if (event.shiftKey) return;
    const cell = event.target instanceof Element ? event.target.closest<HTMLElement>(".spp-hcell") : null;
    const handled = cell ? onHeader(event, cell) : position !== null && onRow(event, position);
    if (handled) event.preventDefault();
  });

  element.addEventListener("contextmenu", (event) => {
    if (!events.contextMenu) return;
    event.preventDefault();
    event.stopPropagation();
    if (asked) {
      asked = false;
      return;
    }
    const position = target.position(event.target);
    events.contextMenu(position === null ? null : target.index(position), event.clientX, event.clientY);
  });

  element.addEventListener("pointerdown", () => {
    asked = false;
  });
}
