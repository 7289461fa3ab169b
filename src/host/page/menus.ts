import type { Bookmark } from "../protocol";
import { saveJson } from "./reportPanel";
import { shippedScenarios } from "./scenarios";
import type { StandIn } from "./standIn";

type Run = (task: () => Promise<unknown>) => void;

/** One button a scenario that comes with the stand-in, and one that saves what was done so far. */
export function fillScenarios(root: HTMLElement, standIn: StandIn, run: Run): void {
  for (const scenario of shippedScenarios) {
    item(root, scenario.title, scenario.about, () => {
      run(() => standIn.run(scenario));
    });
  }
  item(root, "Save the steps so far", "As a scenario that can be dropped on the page again.", () => {
    saveJson(standIn.scenario(), "scenario.json");
  });
}

/** What a report does with a visual besides changing an option. */
export function fillActions(root: HTMLElement, standIn: StandIn, run: Run): void {
  let kept: Bookmark[] = [];
  const each = (task: (instance: number) => Promise<unknown>): Promise<unknown> =>
    Promise.all(Array.from({ length: standIn.options.instances }, (_, index) => task(index + 1)));
  item(root, "Leave the page and come back", "The frame goes and is made again with what the report saved.", () => {
    run(() => standIn.switchPage());
  });
  item(root, "Destroy and create again", "In the same frame.", () => {
    run(() => standIn.switchPage({ soft: true }));
  });
  item(
    root,
    "Save and open again, forgetting everything",
    "Format objects, filters and local storage are emptied.",
    () => {
      run(() => standIn.reload({ forget: true }));
    },
  );
  item(root, "Pin to a dashboard", "A large tile, which no click reaches.", () => {
    run(() => standIn.setOptions({ place: "tile", size: "tile-large" }));
  });
  item(root, "Keep a bookmark", "Selection and filters of each visual.", () => {
    run(async () => {
      kept = (await each((instance) => standIn.bookmark(instance))) as Bookmark[];
    });
  });
  item(root, "Apply the bookmark", "Nothing is selected where none was kept.", () => {
    run(() =>
      each((instance) => standIn.applyBookmark(kept[instance - 1] ?? { selection: [], filters: [] }, instance)),
    );
  });
}

/** Menus close when a press lands elsewhere, on Escape, and when something in them was chosen. */
export function wireMenus(): void {
  const menus = [...document.querySelectorAll<HTMLDetailsElement>("details.menu")];
  const close = (except?: Node): void => {
    for (const menu of menus) if (!except || !menu.contains(except)) menu.open = false;
  };
  document.addEventListener("pointerdown", (event) => {
    if (event.target instanceof Node) close(event.target);
  });
  document.addEventListener("focusin", (event) => {
    if (event.target instanceof Node) close(event.target);
  });
  // A press inside a frame reaches the page only as the loss of its focus.
  window.addEventListener("blur", () => {
    if (document.activeElement instanceof HTMLIFrameElement) close();
  });
  document.addEventListener("keydown", (event) => {
    const open = menus.find((menu) => menu.open);
    if (event.key !== "Escape" || !open) return;
    open.open = false;
    open.querySelector("summary")?.focus();
  });
}

function item(root: HTMLElement, title: string, about: string, act: () => void): void {
  const button = document.createElement("button");
  const name = document.createElement("span");
  const text = document.createElement("small");
  button.type = "button";
  name.textContent = title;
  text.textContent = about;
  button.append(name, text);
  button.addEventListener("click", () => {
    const menu = button.closest("details");
    if (menu) menu.open = false;
    menu?.querySelector("summary")?.focus();
    act();
  });
  root.append(button);
}
