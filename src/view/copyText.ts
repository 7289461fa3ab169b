import { attrs, button, el } from "./dom";
import { icon } from "./icons";

/** Words around a text that is there to be copied; given along, since a dialog of the host knows no language. */
export interface CopyWords {
  readonly help: string;
  readonly label: string;
}

/** A text that is selected as soon as it has the focus: the clipboard itself is out of reach in a visual's sandbox. */
export function copyField(content: string, { help, label }: CopyWords): { element: HTMLElement; focus(): void } {
  const area = attrs(el("textarea", "spp-copyarea"), {
    readonly: true,
    "aria-label": label,
    spellcheck: "false",
    dir: "auto",
  });
  area.value = content;
  area.addEventListener("focus", () => area.select());
  const element = el("div", "spp-copy", el("p", "spp-muted", help), area);
  return {
    element,
    focus() {
      area.focus({ preventScroll: true });
      area.select();
      area.scrollTop = 0;
    },
  };
}

export interface CopyLayer {
  /** Null while it is closed. */
  readonly element: HTMLElement | null;
  open(title: string, closeWord: string, content: string, words: CopyWords): void;
  close(): void;
}

/** A layer over the view with a text to copy; `changed` puts it there and takes it away. */
export function createCopyLayer(changed: (open: boolean) => void): CopyLayer {
  let element: HTMLElement | null = null;
  let before: Element | null = null;

  function close(): void {
    if (element === null) return;
    element = null;
    changed(false);
    if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    before = null;
  }

  return {
    get element() {
      return element;
    },
    open(title, closeWord, content, words) {
      before = document.activeElement;
      const field = copyField(content, words);
      const shut = attrs(button("spp-iconbutton", "close-copy", icon("close")), { "aria-label": closeWord });
      shut.title = closeWord;
      shut.addEventListener("click", close);
      const head = el("div", "spp-copyhead", el("h2", "spp-title", title), shut);
      element = attrs(el("div", "spp-copylayer", head, field.element), {
        role: "dialog",
        "aria-modal": "true",
        "aria-label": title,
      });
      element.addEventListener("keydown", (event) => {
        if (event.key === "Escape") close();
        else if (event.key === "Tab") {
          // Two stops, and the keyboard stays with them until the layer closes.
          if (document.activeElement === shut) field.focus();
          else shut.focus();
        } else return;
        event.preventDefault();
        event.stopPropagation();
      });
      changed(true);
      field.focus();
    },
    close,
  };
}
