import { attrs, el, setText } from "../../view/dom";

/** A choice of the header: its value and its words. */
export interface Option {
  readonly value: string;
  readonly words: string;
}

/** A select with its name beside it; where there is no choice it is plain text. */
export interface Field {
  readonly element: HTMLElement;
  update(options: readonly Option[], value: string): void;
}

export function createField(label: string, key: string, onChange: (value: string) => void): Field {
  const select = attrs(el("select", "panel-select"), { "data-key": key });
  const only = el("b");
  const element = el("label", "panel-field", el("span", "", label), select, only);
  let signature = "";
  select.addEventListener("change", () => onChange(select.value));
  return {
    element,
    update(options, value) {
      element.hidden = options.length === 0;
      const isChoice = options.length > 1;
      select.hidden = !isChoice;
      only.hidden = isChoice;
      setText(only, options[0]?.words ?? "");
      const sign = JSON.stringify(options);
      if (sign !== signature) {
        signature = sign;
        select.replaceChildren(
          ...options.map(({ value: one, words }) => attrs(el("option", "", words), { value: one })),
        );
      }
      if (select.value !== value) select.value = value;
    },
  };
}
