import { attrs, el } from "./dom";

export interface Choice {
  readonly value: string;
  readonly words: string;
  /** Says something and cannot be chosen. */
  readonly disabled?: boolean;
}

export interface Select {
  readonly element: HTMLElement;
  update(choices: readonly Choice[], value: string): void;
}

/** A native select with its name, which is seen only where there is room for it; options change only when they differ. */
export function createSelect(label: string, onChange: (value: string) => void): Select {
  const select = attrs(el("select", "spp-select"), { "aria-label": label });
  select.addEventListener("change", () => onChange(select.value));
  const name = attrs(el("span", "spp-filtername", label), { "aria-hidden": "true" });
  const element = el("span", "spp-filter", name, select);
  let signature = "";
  return {
    element,
    update(choices, value) {
      const next = JSON.stringify(choices);
      if (next !== signature) {
        signature = next;
        select.replaceChildren(
          ...choices.map(({ value: one, words, disabled }) =>
            attrs(el("option", "", words), { value: one, disabled: disabled === true }),
          ),
        );
      }
      if (select.value !== value) select.value = value;
      element.classList.toggle("is-active", value !== "" && choices[0]?.value === "");
    },
  };
}
