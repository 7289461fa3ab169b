import type { Line, Piece } from "./caseView";
import { visible } from "./guard";

/** An entity that shows nothing and parts a sign from what follows, so that no mention, reference or link is seen. */
const APART = "&#8203;";
/** Within a word an underscore means nothing. */
const OUTER_UNDERSCORE = /(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g;

/** A piece of text as Markdown. */
export function pieceText({ kind, text }: Piece): string {
  switch (kind) {
    case "own":
      return escapeOwn(text);
    case "strong":
      return `**${escapeOwn(text)}**`;
    case "foreign":
      return escapeMarkdown(text);
    case "id":
      return code(text);
  }
}

/** A labelled line, or a sentence alone. */
export function lineText({ label, pieces }: Line): string {
  const text = pieces.map(pieceText).join("");
  return label === "" ? text : `${label}: ${text}`;
}

/**
 * Text of the data that Markdown and HTML show as it is: no markup, links, mentions or references come to life, in
 * plain Markdown, on GitHub or on GitLab.
 */
export function escapeMarkdown(text: string): string {
  return visible(text)
    .replace(/\s+/g, " ")
    .replace(/[\\`*[\]#|<>~&!]/g, "\\$&")
    .replace(OUTER_UNDERSCORE, "\\_")
    .replace(/@/g, `&#64;${APART}`)
    .replace(/(\\[#!~&]|[$^%])(?=[\w"'])/g, `$1${APART}`)
    .replace(/\b(GH)-(?=\d)/gi, `$1${APART}-`)
    .replace(/:(?=\/\/)/g, `:${APART}`)
    .replace(/\b(www)\./gi, `$1${APART}.`);
}

/**
 * The catalogue's own words, which may hold signs of Markdown, but mean nothing by them. Packages and pull requests
 * that they name as sources must not be taken for mentions and references where the text is pasted.
 */
export function escapeOwn(text: string): string {
  return text
    .replace(/[\\`*<[~]/g, "\\$&")
    .replace(OUTER_UNDERSCORE, "\\_")
    .replace(/&(?=[#\w])/g, "\\&")
    .replace(/((?<![\w`])@(?=\w)|#(?=\d))/g, `$1${APART}`);
}

/** Letter by letter; nothing within is read as markup. */
export function code(text: string): string {
  const plain = visible(text).replace(/\s+/g, " ");
  const ticks = "`".repeat(longestRun(plain) + 1);
  return plain.startsWith("`") || plain.endsWith("`") || /^ .* $/.test(plain)
    ? `${ticks} ${plain} ${ticks}`
    : `${ticks}${plain}${ticks}`;
}

/** A block of code, indented as part of a list item, that no text within can end. */
export function fence(text: string, indent = "  "): string[] {
  const marks = "`".repeat(Math.max(3, longestRun(text) + 1));
  return [marks, ...visible(text).split(/\r\n|\r|\n/), marks].map((part) => (part === "" ? "" : `${indent}${part}`));
}

function longestRun(text: string): number {
  return (text.match(/`+/g) ?? []).reduce((longest, run) => Math.max(longest, run.length), 0);
}
