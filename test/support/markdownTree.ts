import type { ListItem, Nodes, Root } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";

/** The tree that a parser of GitHub-flavoured Markdown makes of a text. */
export function treeOf(text: string): Root {
  return fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
}

/** Every node of a tree, the root first. */
export function* nodesOf(node: Nodes): Generator<Nodes> {
  yield node;
  if ("children" in node) for (const child of node.children) yield* nodesOf(child);
}

/** The items with a box. */
export function tasksOf(tree: Root): ListItem[] {
  return [...nodesOf(tree)].filter(
    (node): node is ListItem => node.type === "listItem" && typeof node.checked === "boolean",
  );
}

/** The text that a reader sees of a node. */
export function textOf(node: Nodes | undefined): string {
  if (node === undefined) return "";
  if ("value" in node && node.type !== "html") return node.value;
  return "children" in node ? node.children.map(textOf).join("") : "";
}
