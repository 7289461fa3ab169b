import { type Address, isStep, NOWHERE, readAddress, writeAddress } from "./address";

/** Browsers refuse to write addresses as fast as somebody types. Ms. */
const PAUSE = 250;

/** The page's address in the browser: written as the reader goes, read as he goes back. */
export interface Route {
  readonly address: Address;
  /** A step of its own for what Back takes back; else the address is replaced. */
  go(next: Address): void;
  /** Replaces the address, whatever changed: for what the page chose by itself. */
  settle(next: Address): void;
  /** Writes what is due, for example before the page is left for a sign-in. */
  flush(): void;
  /** The whole of the present address, for another reader. */
  link(address: Address): string;
}

/** `moved` is told of addresses that the page did not write itself: Back, Forward, a link, the address bar. */
export function createRoute(moved: (address: Address) => void): Route {
  let address = readAddress(location.hash) ?? NOWHERE;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const write = (how: "pushState" | "replaceState"): void => {
    clearTimeout(timer);
    timer = undefined;
    const to = writeAddress(address);
    if (to === location.hash) return;
    try {
      history[how](null, "", to);
    } catch {
      // Refused for its rate; the next change is written again.
    }
  };
  const flush = (): void => {
    if (timer !== undefined) write("replaceState");
  };

  addEventListener("popstate", () => {
    clearTimeout(timer);
    timer = undefined;
    const next = readAddress(location.hash);
    if (next === null) return;
    address = next;
    moved(address);
  });
  addEventListener("pagehide", flush);

  return {
    get address() {
      return address;
    },
    go(next) {
      const step = isStep(address, next);
      if (step) flush();
      address = next;
      if (step) write("pushState");
      else {
        clearTimeout(timer);
        timer = setTimeout(flush, PAUSE);
      }
    },
    settle(next) {
      address = next;
      write("replaceState");
    },
    flush,
    link(whole) {
      const url = new URL(location.pathname, location.origin);
      const locale = new URLSearchParams(location.search).get("locale");
      if (locale !== null) url.searchParams.set("locale", locale);
      return `${url.href}${writeAddress(whole)}`;
    },
  };
}
