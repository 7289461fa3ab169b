import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";

/** A node of a Markdown tree with what tests ask of it. */
export interface Node {
  readonly type: string;
  readonly value?: string;
  readonly url?: string;
  readonly depth?: number;
  readonly checked?: boolean | null | undefined;
  readonly children?: readonly Node[];
}

/** The tree that a parser of GitHub-flavoured Markdown makes of a text. */
export function treeOf(text: string): Node {
  return fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
}

/** Every node of a tree, the root first. */
export function* nodesOf(node: Node): Generator<Node> {
  yield node;
  for (const child of node.children ?? []) yield* nodesOf(child);
}

/** The items with a box. */
export function tasksOf(tree: Node): Node[] {
  return [...nodesOf(tree)].filter(({ type, checked }) => type === "listItem" && typeof checked === "boolean");
}

/** The text that a reader sees of a node. */
export function textOf(node: Node | undefined): string {
  if (node === undefined || node.type === "html") return "";
  return node.value ?? (node.children ?? []).map(textOf).join("");
}
