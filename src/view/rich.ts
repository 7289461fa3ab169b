import { el } from "./dom";
import { type StringKey, text } from "./strings";

/**
 * A sentence of the table with nodes in the places of its parameters: translations may order them differently.
 */
export function sentence(className: string, key: StringKey, ...parts: readonly (Node | string)[]): HTMLElement {
  const node = el("span", className);
  // The parameters are put in as marks that no string contains, then replaced by the nodes.
  const marked = text(key, ...parts.map((_, i) => `\u0001${i}\u0001`));
  marked.split("\u0001").forEach((piece, i) => {
    if (i % 2 === 0) {
      if (piece) node.append(piece);
      return;
    }
    const part = parts[Number(piece)];
    if (part !== undefined) node.append(part);
  });
  return node;
}
