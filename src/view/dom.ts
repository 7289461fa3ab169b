/** Small helpers over the DOM. Everything textual goes through textContent, never through markup. */

export type Child = Node | string | null | undefined;
export type Attributes = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** Makes an element; a class name, then any children. */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className = "",
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const node = document.createElement(tag);
  if (className) node.className = className;
  append(node, children);
  return node;
}

export function append(parent: Node, children: readonly Child[]): void {
  for (const child of children) {
    if (child === null || child === undefined || child === "") continue;
    parent.appendChild(typeof child === "string" ? document.createTextNode(child) : child);
  }
}

/** Sets attributes; null, undefined and false remove, true sets an empty one. Returns the element for chaining. */
export function attrs<T extends Element>(node: T, values: Attributes): T {
  for (const [name, value] of Object.entries(values)) {
    if (value === null || value === undefined || value === false) node.removeAttribute(name);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  return node;
}

/** Writes text only where it differs, so that an unchanged update touches nothing. */
export function setText(node: Node, value: string): void {
  if (node.textContent !== value) node.textContent = value;
}

/** Text that only assistive technology reads. */
export function hiddenText(value: string): HTMLElement {
  return el("span", "spp-sr", value);
}

/** A plain button; `key` lets the focus survive a rebuild of its surroundings. */
export function button(className: string, key: string, ...children: readonly Child[]): HTMLButtonElement {
  return attrs(el("button", className, ...children), { type: "button", "data-key": key });
}
