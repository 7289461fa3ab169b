import type { Trouble } from "../trouble";
import type { Drawn, StateMeans } from "../states/draw";
import type { Judged } from "../states/conditions";
import type { Described } from "../states/describe";

type States = typeof import("../states/states");

/** Where states are told: a whole page in the view's place, or a bar above it. Their words come with the first one. */
export interface Notice {
  /** Judges a load and tells what there is to tell. `alone`, where given, is told instead: nothing else matters then. */
  update(judged: Judged | null, alone?: Described | Trouble | null): void;
  /** Shows something that was drawn elsewhere in the view's place, until the next state is told. */
  place(element: HTMLElement): void;
  tick(): void;
  /** For exports: what is missing, in one sentence. */
  why(troubles: readonly Trouble[]): string;
  details(troubles: readonly Trouble[]): string;
  /** Fetches the words. */
  ready(): Promise<void>;
}

/** `view` is hidden while a whole page is told. */
export function createNotice(bar: HTMLElement, page: HTMLElement, view: HTMLElement, means: () => StateMeans): Notice {
  let states: States | null = null;
  let fetching: Promise<void> | null = null;
  let drawn: Drawn | null = null;
  let signature = "";
  let isOpen = false;
  let asked: Parameters<Notice["update"]> = [null];

  const ready = (): Promise<void> =>
    (fetching ??= import("../states/states").then((loaded) => {
      states = loaded;
    }));

  function draw(): void {
    const [judged, alone = null] = asked;
    const given = means();
    const quiet =
      judged === null || (!judged.isLive && judged.load.troubles.length === 0 && judged.load.notes.length === 0);
    if (alone === null && quiet) {
      show(null, "", false);
      return;
    }
    if (states === null) {
      void ready().then(draw);
      return;
    }
    if (alone !== null) {
      const shown = "kind" in alone ? states.describeTrouble(alone) : alone;
      show(states.statePage(shown, [], given), sign([shown], given), true);
      return;
    }
    const condition = judged === null ? null : states.conditionOf(judged, given.format);
    if (condition === null) {
      show(null, "", false);
      return;
    }
    const { whole, shown, more } = condition;
    const next = sign([shown, ...more], given);
    if (next === signature) return;
    const made = whole
      ? states.statePage(shown, more, given)
      : states.stateBar(shown, more, isOpen, (open) => (isOpen = open), given);
    show(made, next, whole);
  }

  /** A state that says the same stays as it is: focus and an open list are the reader's. */
  const sign = (all: readonly Described[], given: StateMeans): string =>
    JSON.stringify([all, all.map(({ acts }) => acts.map((act) => given.offer(act)))]);

  function show(next: Drawn | null, what: string, whole: boolean): void {
    if (what === signature && (next === null) === (drawn === null)) return;
    signature = what;
    drawn = next;
    page.replaceChildren(...(next !== null && whole ? [next.element] : []));
    bar.replaceChildren(...(next !== null && !whole ? [next.element] : []));
    page.hidden = next === null || !whole;
    bar.hidden = next === null || whole;
    view.hidden = next !== null && whole;
  }

  return {
    update(judged, alone = null) {
      asked = [judged, alone];
      draw();
    },
    place(element) {
      asked = [null];
      show(null, "", false);
      show({ element, tick: () => undefined }, "placed", true);
    },
    tick() {
      // A load may have grown stale meanwhile.
      const [judged, alone = null] = asked;
      if (judged !== null && alone === null) {
        asked = [{ ...judged, now: means().now() }];
        draw();
      }
      drawn?.tick();
    },
    why: (troubles) => states?.whyMissing(troubles) ?? "",
    details: (troubles) => states?.detailsText(troubles) ?? "",
    ready,
  };
}
