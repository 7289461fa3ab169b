import { createCopyLayer } from "./copyText";
import { createDetail } from "./detail/detail";
import type { OpenState } from "./disclosure";
import { attrs, el } from "./dom";
import { listScopes, type ScopeChoices } from "./exporting/scopes";
import { createSaver } from "./exporting/saver";
import { createFooter } from "./footer";
import { createGrouper } from "./groups";
import { type Layout, layoutFor } from "./layout";
import { createGrid } from "./list/grid";
import { attachLongPress } from "./longPress";
import { createExportMenu } from "./menu";
import { offeredFormats } from "./menuItems";
import { noRowsPage } from "./pages/empty";
import { landingPage } from "./pages/landing";
import { messagePage } from "./pages/message";
import { drawNotes } from "./pages/partial";
import { createPrint } from "./print/print";
import { type Scene, sceneFor } from "./scene";
import { amongPresent, createOrders, INITIAL_STATE, type ListState, toggleSort } from "./state";
import { full } from "./safeText";
import { speaks, text } from "./strings";
import { drawSummary } from "./summary";
import { applyTheme } from "./theme";
import { attachTips } from "./tips";
import { createTile } from "./tile/tile";
import { createToolbar } from "./toolbar";
import type { Snapshot } from "../model/types";
import type { Intents, View, ViewInput } from "./types";

/** The style sheet keeps the list this high, however low the place is. */
const LOWEST_LIST = 264;
const NOTHING_BESIDE = { alone: false, opened: false, hasTimes: true };

/** One principal only: its page, as after a drill-through, also while more of its rows come. */
const isAlone = ({ columns }: Snapshot): boolean => columns.count === 1;

/** Draws snapshots into an element and reports what the reader wants. One layout in report, panel and tile. */
export function createView(root: HTMLElement, intents: Intents): View {
  const { tag, dir } = speaks();
  const element = attrs(el("div", "spp"), { lang: tag, dir });
  root.append(element);
  if (intents.tips) attachTips(element, intents.tips);
  if (intents.contextMenu) attachLongPress(element, () => input?.interactive === true);

  const orders = createOrders();
  const grouper = createGrouper();
  const open: OpenState = new Map();
  let input: ViewInput | null = null;
  let scene: Scene | null = null;
  let layout: Layout | null = null;
  let state: ListState = INITIAL_STATE;
  let selectedId: string | null = null;

  const summary = el("div", "spp-summary");
  const exportAll = createExportMenu(text("exportAll"), "export-all", {
    choose: (format, scope) => saver.save(format, scope),
    refused: (reason, scope) => saver.refuse(reason, scope),
  });
  const top = el("div", "spp-top", summary, exportAll.element);
  const notes = el("div", "spp-notesbar");
  const toolbar = createToolbar(
    (change) => filter(change),
    () => orders.warm(),
  );
  const grid = createGrid({
    open: (index, byKey) => select(index, byKey),
    close: () => select(null, false),
    mark: (index) => mark(index),
    sort: (key) => filter({ sort: toggleSort(state.sort, key) }),
    toggle(key, unfolded) {
      grouper.setOpen(state.group, key, unfolded);
      draw();
    },
    contextMenu: intents.contextMenu && ((index, x, y) => intents.contextMenu?.(index, x, y)),
  });
  const noMatch = attrs(el("p", "spp-nomatch", text("noMatch")), { hidden: true });
  const list = el("div", "spp-list", toolbar.element, grid.element, noMatch);
  const detail = createDetail(intents, {
    close: () => leave(),
    filter: (change) => filter(change),
    open: (id) => select(scene?.snapshot.columns.id.indexOf(id) ?? null, false),
    export: (format, scope) => saver.save(format, scope),
    refused: (reason, scope) => saver.refuse(reason, scope),
    say: (message, ways) => footer.say(message, ways),
  });
  const main = el("div", "spp-main", list, detail.element);
  const footer = createFooter();
  const tile = createTile();
  const print = createPrint();
  const layer = createCopyLayer(() => {
    show(...shownNow);
  });
  let shownNow: readonly HTMLElement[] = [];

  const saver = createSaver(intents, {
    say: (line, ways) => footer.say(line, ways),
    snapshot: () => scene?.snapshot ?? null,
    choices: () => scopes.choices,
    showText(content) {
      if (input?.mode !== "report") return;
      const words = { help: text("copyHelp"), label: text("copyTitle") };
      layer.open(text("copyTitle"), text("copyClose"), content, words);
    },
  });
  let scopes: ScopeChoices = { choices: [], proposed: "all" };

  const selectedIndex = (): number | null => {
    if (!scene) return null;
    const { columns } = scene.snapshot;
    if (isAlone(scene.snapshot)) return 0;
    if (selectedId === null) return null;
    const index = columns.id.indexOf(selectedId);
    return index >= 0 && index < columns.count ? index : null;
  };

  function filter(change: Partial<ListState>): void {
    footer.say("");
    state = { ...state, ...change };
    grid.scrollToTop();
    draw();
    intents.changed?.({ ...state, openId: selectedId });
  }

  function select(index: number | null, byKey: boolean): void {
    const next = index === null ? null : (scene?.snapshot.columns.id[index] ?? null);
    const changed = next !== selectedId;
    selectedId = next;
    if (changed) {
      footer.say("");
      draw();
      intents.changed?.({ ...state, openId: selectedId });
    }
    const chosen = input?.chosen;
    const only = next !== null && (chosen === undefined || (chosen.size === 1 && chosen.has(next)));
    if (changed || !only) tell(index, false);
    if (index !== null && (byKey || layout?.wide === false)) detail.focus();
  }

  /** The principal is selected beside the others, or no more; where it was open, it closes then. */
  function mark(index: number): void {
    const id = scene?.snapshot.columns.id[index] ?? null;
    if (id !== null && id === selectedId && input?.chosen?.has(id) === true) selectedId = null;
    draw();
    intents.changed?.({ ...state, openId: selectedId });
    tell(index, true);
  }

  function tell(index: number | null, add: boolean): void {
    const line = intents.select(index, add);
    if (line !== "") footer.say(line);
  }

  /** From the detail back to the row that it belongs to; side by side it stays open. */
  function leave(): void {
    const index = selectedIndex();
    if (scene !== null && isAlone(scene.snapshot)) return;
    const focusInside = detail.element.contains(document.activeElement);
    const closing = layout?.wide !== true || document.activeElement?.getAttribute("data-key") === "close";
    if (closing) select(null, false);
    if (focusInside || closing) grid.focus(index);
  }

  element.addEventListener("contextmenu", (event) => {
    if (!input?.interactive || !intents.contextMenu) return;
    const selection = document.getSelection();
    const editing = event.target instanceof Element && event.target.closest("input, select, pre") !== null;
    // Selected text and fields keep the browser's own menu: that is where Copy is.
    if (editing || (selection && !selection.isCollapsed)) return;
    event.preventDefault();
    const inDetail = event.target instanceof Node && detail.element.contains(event.target);
    intents.contextMenu(inDetail ? selectedIndex() : null, event.clientX, event.clientY);
  });

  function show(...children: readonly HTMLElement[]): void {
    shownNow = children;
    const all = layer.element ? [...children, layer.element] : children;
    const same = all.length === element.children.length && all.every((one, i) => element.children[i] === one);
    if (!same) element.replaceChildren(...all);
    for (const one of children) one.inert = layer.element !== null;
  }

  /** Draws the report from the present scene and state. */
  function draw(): void {
    if (input?.mode !== "report" || !scene || scene.snapshot.columns.count === 0) return;
    const { snapshot } = scene;
    const { columns } = snapshot;
    const alone = isAlone(snapshot);
    const selected = selectedIndex();
    // The principal may come with a later window; only a complete table shows that it is gone.
    if (selected === null && !snapshot.source.loading) selectedId = null;
    if (state.among !== null && !snapshot.source.loading) state = amongPresent(state, columns.id);
    const beside = { alone, opened: selected !== null, hasTimes: snapshot.hasTimes };
    layout = keep(layout, layoutFor(input.width, input.height, beside, input.options));
    const order = orders.of(snapshot, state);
    const lines = grouper.of(snapshot, order, state);

    const detailShown = alone || layout.wide || selected !== null;
    const listShown = !alone && (layout.wide || selected === null);
    element.classList.toggle("is-wide", layout.wide);
    element.classList.toggle("is-narrow", !layout.wide);
    element.classList.toggle("is-cards", layout.cards);
    element.classList.toggle("is-short", layout.short);
    element.classList.toggle("is-alone", alone);
    element.classList.toggle("is-detail", !listShown);
    element.style.setProperty("--spp-detail-width", `${layout.detailWidth}px`);

    drawSummary(summary, scene, state, filter);
    scopes = listScopes(scene, state, order, selected === null ? null : (columns.id[selected] ?? null));
    exportAll.update({ ...scopes, formats: offeredFormats(input), permission: input.exporting });
    drawNotes(notes, scene, layout, open);
    toolbar.update(scene, layout, state);
    if (!listShown && !list.hidden) grid.hold();
    // Alone, the page begins with its title: what stands above a list moves to it or below it.
    if (!alone) top.append(exportAll.element);
    show(...(alone ? [main, notes, footer.element] : [top, notes, main, footer.element]));
    const returning = listShown && list.hidden;
    list.hidden = !listShown;
    detail.element.hidden = !detailShown;
    noMatch.hidden = order.length > 0;
    const height = Math.max(input.height, LOWEST_LIST);
    grid.update({ scene, layout, lines, sort: state.sort, selected, height });
    if (returning) grid.release();
    const listed = selected === null || alone || order.includes(selected);
    if (detailShown) detail.update({ scene, layout, selected, alone, action: exportAll.element, listed });
    footer.update(scene, order.length, alone);
  }

  return {
    update(next) {
      const { snapshot } = next;
      input = next;
      applyTheme(element, next.theme, next.options);
      if (next.mode !== "report" || !snapshot) layer.close();
      element.classList.toggle("is-tile", next.mode === "tile");
      element.classList.toggle("is-print", next.mode === "print");
      element.classList.toggle("is-touch", next.touch === true);
      element.style.inlineSize = `${next.width}px`;
      element.style.blockSize = `${next.height}px`;
      element.classList.toggle("is-cards", layoutFor(next.width, next.height, NOTHING_BESIDE).cards);
      if (!snapshot) {
        scene = null;
        show(next.mode === "report" ? landingPage() : messagePage(text("landingTile"), ""));
        return;
      }
      scene = sceneFor(next, snapshot, scene);
      if (next.mode === "tile") {
        tile.update(scene);
        show(tile.element);
      } else if (snapshot.columns.count === 0 && next.mode === "print") {
        show(noRowsPage(scene));
      } else if (next.mode === "print") {
        show(print.element);
        const alone = isAlone(snapshot);
        element.classList.toggle("is-slim-print", next.width < 620);
        print.update(scene, layoutFor(next.width, next.height, NOTHING_BESIDE), alone ? 0 : null);
      } else if (snapshot.columns.count === 0) {
        footer.update(scene, 0, false);
        drawNotes(notes, scene, layoutFor(next.width, next.height, NOTHING_BESIDE), open);
        show(notes, noRowsPage(scene), footer.element);
      } else {
        draw();
      }
    },
    open(id) {
      selectedId = id;
      draw();
    },
    restore({ openId, ...list }) {
      state = list;
      if (openId !== null) selectedId = openId;
      grid.scrollToTop();
      draw();
    },
    say(line, ways) {
      footer.say(line, ways);
    },
    fail(reason) {
      show(messagePage(text("failedTitle"), text("failedHelp", full(reason))));
    },
    destroy() {
      scene = null;
      input = null;
      element.remove();
    },
  };
}

/** The former layout where it says the same, so that components can compare by identity. */
function keep(former: Layout | null, next: Layout): Layout {
  if (!former) return next;
  const sign = (layout: Layout): string => JSON.stringify({ ...layout, columns: [...layout.columns] });
  return sign(former) === sign(next) ? former : next;
}
