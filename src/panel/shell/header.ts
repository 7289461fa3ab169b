import { attrs, button, el, setText } from "../../view/dom";
import { icon } from "../../view/icons";
import { createPopover } from "../../view/popover";
import { shown } from "../../view/safeText";
import type { Tab } from "../address/address";
import { say } from "../words";
import { createField, type Option } from "./field";
import { createMeter, type Meter } from "./meter";

/** What the header shows. */
export interface HeaderState {
  /** Null where there is only one page. */
  readonly tab: Tab | null;
  readonly sources: readonly Option[];
  readonly source: string;
  /** One that cannot be chosen is only told. */
  readonly ranges: readonly Option[];
  readonly range: string;
  /** Where the data are from and how old they are. */
  readonly facts: readonly string[];
  readonly canReload: boolean;
  /** Tenant and account, and what can be done with them; null where nobody signs in. */
  readonly account: {
    readonly words: string;
    /** What a press does where there is nothing to choose from; null: it opens what follows. */
    readonly press: (() => void) | null;
    /** The same in full. */
    readonly lines: readonly string[];
    readonly acts: readonly (Option & { readonly run: () => void })[];
  } | null;
}

export interface HeaderEvents {
  tab(tab: Tab): void;
  source(value: string): void;
  range(value: string): void;
  reload(): void;
  cancel(): void;
  paste(from: HTMLElement): void;
  copyLink(): void;
  openFile(): void;
  keys(): void;
}

export interface Header {
  readonly meter: Meter;
  /** Where further things of the menu go, above the last one. */
  readonly more: HTMLElement;
  update(state: HeaderState): void;
}

/** The line above everything: pages, source, range, how far and how old, what else there is, and who is signed in. */
export function createHeader(head: HTMLElement, events: HeaderEvents): Header {
  const tabs = attrs(el("nav", "panel-tabs"), { "aria-label": say("shellTabs") });
  const tabOf = (tab: Tab, words: string): HTMLButtonElement => {
    const node = button("panel-tab", `tab-${tab}`, words);
    node.addEventListener("click", () => events.tab(tab));
    tabs.append(node);
    return node;
  };
  const pages = [
    ["principals", tabOf("principals", say("shellPrincipals"))],
    ["report", tabOf("report", say("shellReport"))],
  ] as const;
  const source = createField(say("shellSource"), "source", (value) => events.source(value));
  const range = createField(say("shellRange"), "range", (value) => events.range(value));
  const meter = createMeter(() => events.cancel());
  const facts = el("p", "panel-age");
  const reload = button("panel-button is-quiet", "reload", icon("again"), say("shellReload"));
  reload.addEventListener("click", () => events.reload());
  const paste = button("panel-button", "paste", say("pasteOpen"));
  paste.addEventListener("click", () => events.paste(paste));
  const menu = createPopover("more", say("shellMore"), say("shellMore"), icon("chevron"));
  const item = (key: string, words: string, run: () => void): HTMLButtonElement => {
    const node = button("panel-item", key, words);
    node.addEventListener("click", () => {
      menu.close();
      menu.trigger.focus({ preventScroll: true });
      run();
    });
    menu.body.append(node);
    return node;
  };
  item("copy-link", say("shellCopyLink"), () => events.copyLink());
  item("open-file", say("actFile"), () => events.openFile());
  const more = menu.body.appendChild(el("div", "panel-more"));
  item("keys", say("shellKeys"), () => events.keys());
  const account = createPopover("account", say("shellAccount"), el("span", "panel-who"), icon("chevron"));
  const signIn = button("panel-button", "sign-in");
  signIn.addEventListener("click", () => pressed?.());
  let signed = "";
  let pressed: (() => void) | null = null;

  head.append(
    tabs,
    el("div", "panel-where", source.element, range.element, meter.element, el("div", "panel-fresh", facts, reload)),
    el("div", "panel-tools", paste, menu.element, signIn, account.element),
  );

  return {
    meter,
    more,
    update(state) {
      tabs.hidden = state.tab === null;
      for (const [tab, node] of pages) attrs(node, { "aria-current": tab === state.tab ? "page" : null });
      source.update(state.sources, state.source);
      range.update(state.ranges, state.range);
      setText(facts, state.facts.join(" · "));
      facts.hidden = meter.isOpen || state.facts.length === 0;
      reload.hidden = meter.isOpen || !state.canReload;
      pressed = state.account?.press ?? null;
      signIn.hidden = pressed === null;
      account.element.hidden = state.account === null || pressed !== null;
      head.classList.toggle("is-live", state.account !== null);
      if (state.account === null) return;
      const { words, lines, acts } = state.account;
      setText(signIn, shown(words));
      const sign = JSON.stringify([words, acts.map(({ words: one }) => one)]);
      if (sign === signed) return;
      signed = sign;
      const who = account.trigger.firstElementChild;
      if (who) setText(who, shown(words));
      account.body.replaceChildren(
        ...lines.map((line) => el("p", "panel-whoin", shown(line))),
        ...acts.map(({ value, words: label, run }) => {
          const node = button("panel-item", value, shown(label));
          node.addEventListener("click", () => {
            account.close();
            account.trigger.focus({ preventScroll: true });
            run();
          });
          return node;
        }),
      );
    },
  };
}
