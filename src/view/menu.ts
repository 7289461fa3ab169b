import { attrs, button, el } from "./dom";
import { icon } from "./icons";
import { type StringKey, text } from "./strings";
import type { ExportFormat, ExportPermission } from "./types";

const FORMATS: readonly { readonly format: ExportFormat; readonly label: StringKey }[] = [
  { format: "xlsx", label: "exportXlsx" },
  { format: "csv", label: "exportCsv" },
  { format: "json", label: "exportJson" },
  { format: "md", label: "exportMarkdown" },
];

export interface ExportMenu {
  readonly element: HTMLElement;
  allow(permission: ExportPermission): void;
  /** The formats to offer; with none of them the menu is gone. */
  offer(formats: readonly ExportFormat[] | undefined): void;
}

/** A menu button after the ARIA practices: arrows, Home, End and first letters move, Escape and Tab close. */
export function createExportMenu(
  label: string,
  key: string,
  onChoose: (format: ExportFormat) => void,
  onRefused: (reason: string) => void,
): ExportMenu {
  const trigger = button("spp-button", key, el("span", "", label), icon("chevron"));
  attrs(trigger, { "aria-haspopup": "menu", "aria-expanded": "false" });
  const reason = el("span", "spp-sr");
  const list = attrs(el("div", "spp-menu"), { role: "menu", "aria-label": label, hidden: true });
  const element = el("div", "spp-menubox", trigger, list);
  let permission: ExportPermission = { allowed: true, reason: "" };

  const all = FORMATS.map(({ format, label: name }) => {
    const item = attrs(el("button", "spp-menuitem", text(name)), { type: "button", role: "menuitem", tabindex: -1 });
    item.addEventListener("click", () => {
      close(true);
      onChoose(format);
    });
    return { format, item: list.appendChild(item) };
  });
  let items = all.map(({ item }) => item);

  const outside = (event: Event): void => {
    if (event.target instanceof Node && !element.contains(event.target)) close(false);
  };

  function open(at: number): void {
    if (!permission.allowed) {
      // A tooltip is no answer to a click, and none at all by touch.
      onRefused(permission.reason);
      return;
    }
    list.hidden = false;
    attrs(trigger, { "aria-expanded": "true" });
    document.addEventListener("pointerdown", outside, true);
    // Near the lower edge of a scrolled pane the menu is brought into view whole.
    const pane = element.closest(".spp-detail");
    if (pane) {
      const below = list.getBoundingClientRect().bottom - pane.getBoundingClientRect().bottom;
      if (below > 0) pane.scrollTop += below + 8;
    }
    items.at(at)?.focus({ preventScroll: true });
  }

  function close(refocus: boolean): void {
    if (list.hidden) return;
    list.hidden = true;
    attrs(trigger, { "aria-expanded": "false" });
    document.removeEventListener("pointerdown", outside, true);
    if (refocus) trigger.focus({ preventScroll: true });
  }

  trigger.addEventListener("click", () => (list.hidden ? open(0) : close(true)));
  trigger.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    open(event.key === "ArrowDown" ? 0 : -1);
  });
  list.addEventListener("keydown", (event) => {
    const at = items.findIndex((item) => item === document.activeElement);
    const go = (to: number): void => items.at(to % items.length)?.focus({ preventScroll: true });
    if (event.key === "ArrowDown") go(at + 1);
    else if (event.key === "ArrowUp") go(at - 1);
    else if (event.key === "Home") go(0);
    else if (event.key === "End") go(-1);
    else if (event.key === "Escape") close(true);
    else if (event.key === "Tab") {
      close(false);
      return;
    } else {
      const letter = event.key.toLowerCase();
      const found = items.findIndex((item) => item.textContent.toLowerCase().startsWith(letter));
      if (event.key.length !== 1 || event.key === " " || found < 0) return;
      go(found);
    }
    event.preventDefault();
    event.stopPropagation();
  });

  return {
    element,
    offer(formats) {
      const offered = all.filter(({ format }) => formats?.includes(format) ?? true);
      items = offered.map(({ item }) => item);
      if (list.childElementCount !== items.length || items.some((item, i) => list.children[i] !== item)) {
        close(false);
        list.replaceChildren(...items);
      }
      element.hidden = items.length === 0;
    },
    allow(next) {
      permission = next;
      if (!next.allowed) close(false);
      attrs(trigger, { "aria-disabled": next.allowed ? null : "true", title: next.allowed ? null : next.reason });
      reason.textContent = next.allowed ? "" : next.reason;
      if (next.allowed) reason.remove();
      else {
        reason.id = `spp-why-${key.replaceAll(/[^a-z0-9]/gi, "-")}`;
        element.append(reason);
      }
      attrs(trigger, { "aria-describedby": next.allowed ? null : reason.id });
    },
  };
}
