import { attrs, button, el, setText } from "./dom";
import type { OfferedFormat, ViewScope } from "./exportFormat";
import type { ScopeChoice, ScopeChoices } from "./exporting/scopes";
import { icon } from "./icons";
import { menuGroups, scopeItems } from "./menuItems";
import type { ExportPermission } from "./types";

/** What a menu offers now; without formats it is gone. */
export interface MenuOffer extends ScopeChoices {
  readonly permission: ExportPermission;
  readonly formats: readonly OfferedFormat[];
}

export interface ExportMenu {
  readonly element: HTMLElement;
  update(offer: MenuOffer): void;
}

export interface MenuEvents {
  choose(format: OfferedFormat, scope: ViewScope): void;
  refused(reason: string, scope: ViewScope): void;
}

const EVERYTHING: ViewScope = { kind: "all" };
/** A menu is never lower than this, however little room there is below its button. */
const LOWEST = 128;
let made = 0;

/**
 * A menu button after the ARIA practices: arrows, Home, End and first letters move, Escape and Tab close. What to export is
 * a choice within the menu that stays open; a format ends it. It opens at the formats, each described by that choice.
 */
export function createExportMenu(label: string, key: string, events: MenuEvents): ExportMenu {
  const id = `spp-menu-${String(made++)}`;
  const trigger = button("spp-button", key, el("span", "", label), icon("chevron"));
  attrs(trigger, { "aria-haspopup": "menu", "aria-expanded": "false" });
  const reason = attrs(el("span", "spp-sr"), { id: `${id}-why` });
  const list = attrs(el("div", "spp-menu"), { role: "menu", "aria-label": label, hidden: true });
  const element = el("div", "spp-menubox", trigger, list);
  let permission: ExportPermission = { allowed: true, reason: "" };
  let choices: readonly ScopeChoice[] = [];
  let chosen = 0;
  let radios: readonly HTMLElement[] = [];
  let formatItems: readonly HTMLElement[] = [];
  let items: readonly HTMLElement[] = [];
  let signature = "";

  const scope = (): ViewScope => choices[chosen]?.scope() ?? EVERYTHING;

  function choose(at: number): void {
    chosen = at;
    radios.forEach((radio, i) =>
      attrs(radio, { "aria-checked": String(i === at), id: i === at ? `${id}-scope` : null }),
    );
    for (const item of formatItems) attrs(item, { "aria-describedby": radios.length > 0 ? `${id}-scope` : null });
  }

  function build(offer: MenuOffer): void {
    radios = scopeItems(choices, choose);
    const built = menuGroups(radios, offer.formats, (format) => {
      close(true);
      events.choose(format, scope());
    });
    ({ formatItems } = built);
    items = [...radios, ...formatItems];
    list.replaceChildren(...built.groups);
    choose(
      Math.max(
        0,
        choices.findIndex(({ kind }) => kind === offer.proposed),
      ),
    );
  }

  const outside = (event: Event): void => {
    if (event.target instanceof Node && !element.contains(event.target)) close(false);
  };

  /** As high as there is room for; near the lower edge of a scrolled pane it is brought into view whole. */
  function place(): void {
    const pane = element.closest(".spp-detail");
    const around = (pane ?? element.closest(".spp"))?.getBoundingClientRect();
    if (!around) return;
    const top = pane ? around.top : list.getBoundingClientRect().top;
    list.style.maxBlockSize = `${String(Math.max(LOWEST, around.bottom - top - 8))}px`;
    const below = list.getBoundingClientRect().bottom - around.bottom;
    if (pane && below > 0) pane.scrollTop += below + 8;
  }

  function open(at: HTMLElement | undefined): void {
    if (!permission.allowed) {
      // A tooltip is no answer to a click, and none at all by touch.
      events.refused(permission.reason, scope());
      return;
    }
    list.hidden = false;
    attrs(trigger, { "aria-expanded": "true" });
    document.addEventListener("pointerdown", outside, true);
    place();
    at?.focus({ preventScroll: true });
  }

  function close(refocus: boolean): void {
    if (list.hidden) return;
    list.hidden = true;
    attrs(trigger, { "aria-expanded": "false" });
    document.removeEventListener("pointerdown", outside, true);
    if (refocus) trigger.focus({ preventScroll: true });
  }

  trigger.addEventListener("click", () => (list.hidden ? open(formatItems[0]) : close(true)));
  trigger.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    open(event.key === "ArrowDown" ? formatItems[0] : formatItems.at(-1));
  });
  list.addEventListener("keydown", (event) => {
    const at = items.findIndex((item) => item === document.activeElement);
    // The list itself may scroll, so the browser brings the item into it.
    const go = (to: number): void => items.at(to % items.length)?.focus();
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
      const after = [...items.slice(at + 1), ...items.slice(0, at + 1)];
      const found = after.find((item) => item.textContent.trim().toLowerCase().startsWith(letter));
      if (event.key.length !== 1 || event.key === " " || !found) return;
      found.focus();
    }
    event.preventDefault();
    event.stopPropagation();
  });

  function allow(next: ExportPermission): void {
    permission = next;
    if (!next.allowed) close(false);
    attrs(trigger, { "aria-disabled": next.allowed ? null : "true", title: next.allowed ? null : next.reason });
    reason.textContent = next.allowed ? "" : next.reason;
    if (next.allowed) reason.remove();
    else element.append(reason);
    attrs(trigger, { "aria-describedby": next.allowed ? null : reason.id });
  }

  return {
    element,
    update(offer) {
      const next = JSON.stringify([offer.formats, offer.proposed, offer.choices.map(({ kind }) => kind)]);
      ({ choices } = offer);
      if (next !== signature) {
        signature = next;
        close(false);
        build(offer);
      }
      // Counts change while rows come; that is no reason to shut an open menu.
      radios.forEach((radio, i) => setText(radio.lastChild ?? radio, choices[i]?.words ?? ""));
      element.hidden = formatItems.length === 0;
      allow(offer.permission);
    },
  };
}
