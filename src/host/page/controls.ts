import { builtIn, customId, type DatasetEntry } from "./datasets";
import { defaultOptions, focusSize, freeSize, placeTitles, sizePresets, type PageOptions } from "./options";

type Name = keyof PageOptions;
type Choice = readonly [value: string, title: string];

const exportTitles: Choice[] = [
  ["auto", "As the place allows"],
  ["allowed", "Allowed"],
  ["declined", "Declined by the user"],
  ["never", "Never answered"],
  ["notDeclared", "Not declared"],
  ["notSupported", "Not supported"],
  ["disabledByAdmin", "Disabled by admin"],
];
const locales: Choice[] = ["en-US", "de-DE", "fr-FR", "es-ES", "ja-JP", "ar-SA"].map((name) => [name, name]);
const zooms: Choice[] = [
  ["actual", "Actual size"],
  ["page", "Fit to page"],
  ["width", "Fit to width"],
  ["50", "50 %"],
  ["200", "200 %"],
];
const sizes: Choice[] = [
  ...sizePresets.map(({ id, title, width, height }): Choice => [id, `${title}, ${String(width)} × ${String(height)}`]),
  [focusSize, "Focus mode"],
  [freeSize, "Free size"],
];

interface Handlers {
  onChange: (changes: Partial<PageOptions>) => void;
  onFiles: (files: File[]) => void;
}

/** The toolbar: one labelled control an option. */
export class Controls {
  readonly #inputs = new Map<Name, HTMLInputElement | HTMLSelectElement>();
  readonly #change: (changes: Partial<PageOptions>) => void;

  constructor(main: HTMLElement, more: HTMLElement, handlers: Handlers) {
    this.#change = handlers.onChange;
    main.append(
      field("Data", this.#select("data", []), fileButton(handlers.onFiles)),
      field("Size", this.#select("size", sizes)),
      field("Width", this.#number("width", 1)),
      field("Height", this.#number("height", 1)),
      field("Place", this.#select("place", Object.entries(placeTitles))),
      field("Theme", this.#select("theme", named("light", "dark"))),
      field("Locale", this.#select("locale", locales)),
    );
    more.append(
      field("Visuals on the page", this.#number("instances", 1)),
      field("Page drawn", this.#select("zoom", zooms)),
      field("High contrast", this.#toggle("highContrast")),
      field(
        "Mode",
        this.#select("mode", [
          ["view", "Reading"],
          ["edit", "Editing"],
          ["format", "Formatting"],
        ]),
      ),
      field("Export", this.#select("exportStatus", exportTitles)),
      field("Rows a window (0: as declared)", this.#number("window", 0)),
      field("Rows repeated in the next window", this.#number("overlap", 0)),
      field("Stop loading after rows (0: never)", this.#number("limit", 0)),
      field(
        "Grouping columns",
        this.#select("types", [
          ["text", "As text"],
          ["typed", "By their values"],
        ]),
      ),
      field(
        "Times",
        this.#select("dates", [
          ["date", "As dates"],
          ["text", "As text"],
        ]),
      ),
      field(
        "After a saved setting",
        this.#select("persist", [
          ["first", "First window again"],
          ["last", "Last window again"],
        ]),
      ),
    );
  }

  /** Lists the data sets that can be chosen. */
  offerData(entries: readonly DatasetEntry[], customTitle?: string): void {
    const list = [...entries, ...builtIn].map(({ id, title }): Choice => [id, title]);
    if (customTitle !== undefined) list.push([customId, customTitle]);
    this.#inputs.get("data")?.replaceChildren(...list.map(option));
  }

  /** Shows these options. */
  show(options: PageOptions): void {
    for (const [name, input] of this.#inputs) {
      const value = options[name];
      if (input.type === "checkbox") input.checked = value === true;
      else {
        const text = String(value);
        if (input instanceof HTMLSelectElement && ![...input.options].some((item) => item.value === text)) {
          input.append(option([text, text]));
        }
        input.value = text;
      }
    }
  }

  #select(name: Name, choices: readonly Choice[]): HTMLSelectElement {
    const select = document.createElement("select");
    select.append(...choices.map(option));
    return this.#watch(name, select, () => select.value);
  }

  #number(name: Name, least: number): HTMLInputElement {
    const input = document.createElement("input");
    input.type = "number";
    input.min = String(least);
    return this.#watch(name, input, () => {
      const typed = Math.round(Number(input.value));
      return typed >= least ? typed : defaultOptions[name];
    });
  }

  #toggle(name: Name): HTMLInputElement {
    const input = document.createElement("input");
    input.type = "checkbox";
    return this.#watch(name, input, () => input.checked);
  }

  #watch<T extends HTMLInputElement | HTMLSelectElement>(name: Name, input: T, read: () => unknown): T {
    this.#inputs.set(name, input);
    input.addEventListener("change", () => {
      this.#change({ [name]: read() });
    });
    return input;
  }
}

function named(...values: string[]): Choice[] {
  return values.map((value) => [value, value.charAt(0).toUpperCase() + value.slice(1)]);
}

function option([value, title]: Choice): HTMLOptionElement {
  return new Option(title, value);
}

let fieldCount = 0;

function field(title: string, input: HTMLElement, ...others: HTMLElement[]): HTMLElement {
  const element = document.createElement("div");
  const label = document.createElement("label");
  const line = document.createElement("div");
  element.className = `field field-${input instanceof HTMLInputElement ? input.type : "select"}`;
  line.className = "field-line";
  input.id = `field-${String(++fieldCount)}`;
  label.htmlFor = input.id;
  label.textContent = title;
  line.append(input, ...others);
  element.append(label, line);
  return element;
}

function fileButton(onFiles: (files: File[]) => void): HTMLElement {
  const button = document.createElement("button");
  const input = document.createElement("input");
  button.type = "button";
  button.textContent = "Open…";
  button.title =
    "A packaged visual (.pbiviz), data (.csv) or a scenario (.json); files can also be dropped on the page";
  input.type = "file";
  input.multiple = true;
  input.accept = ".pbiviz,.csv,.tsv,.txt,.json";
  input.hidden = true;
  input.setAttribute("aria-label", "Open a package, data or a scenario");
  button.addEventListener("click", () => {
    input.click();
  });
  input.addEventListener("change", () => {
    const files = [...(input.files ?? [])];
    input.value = "";
    if (files.length > 0) onFiles(files);
  });
  const together = document.createElement("span");
  together.append(button, input);
  return together;
}
