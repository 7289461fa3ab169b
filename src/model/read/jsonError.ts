/** Why a text is no JSON, and where; line and column count from 1. */
export interface JsonFault {
  readonly line: number;
  readonly column: number;
  /** True when the text stops before its value is complete. */
  readonly truncated: boolean;
}

const TOKEN =
  /[[\]{}:,]|"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|(?:true|false|null)(?!\w)/y;
const BLANK = /[ \t\r\n]*/y;

/** What the grammar allows next: a value, a key, the colon after a key, or the end of a member. */
type Expected = "value" | "valueOrEnd" | "key" | "keyOrEnd" | "colon" | "after";

/**
 * Where a text that `JSON.parse` refused stops being JSON. Engines word and place this in their own ways; this answers the
 * same in all of them.
 */
export function jsonFault(text: string): JsonFault {
  const open: string[] = [];
  let expected: Expected = "value";
  let at = 0;
  for (;;) {
    BLANK.lastIndex = at;
    at += BLANK.exec(text)?.[0].length ?? 0;
    if (at >= text.length) return faultAt(text, text.length, true);
    TOKEN.lastIndex = at;
    const token = TOKEN.exec(text)?.[0];
    if (token === undefined) return faultAt(text, at, isCutToken(text, at));
    const next = step(token, expected, open);
    if (next === null) return faultAt(text, at, false);
    expected = next;
    at += token.length;
  }
}

/** The grammar's next expectation, or null where the token is not allowed; `open` holds the brackets that are open. */
function step(token: string, expected: Expected, open: string[]): Expected | null {
  const innermost = open[open.length - 1];
  switch (token) {
    case "{":
    case "[":
      if (expected !== "value" && expected !== "valueOrEnd") return null;
      open.push(token);
      return token === "{" ? "keyOrEnd" : "valueOrEnd";
    case "}":
      if (innermost !== "{" || (expected !== "after" && expected !== "keyOrEnd")) return null;
      open.pop();
      return "after";
    case "]":
      if (innermost !== "[" || (expected !== "after" && expected !== "valueOrEnd")) return null;
      open.pop();
      return "after";
    case ",":
      if (expected !== "after" || innermost === undefined) return null;
      return innermost === "{" ? "key" : "value";
    case ":":
      return expected === "colon" ? "value" : null;
    default:
      if (expected === "key" || expected === "keyOrEnd") return token.startsWith('"') ? "colon" : null;
      return expected === "value" || expected === "valueOrEnd" ? "after" : null;
  }
}

/** True where the rest of the text is the beginning of a token: a text without its closing quote, half a word. */
function isCutToken(text: string, at: number): boolean {
  const rest = text.slice(at, at + (1 << 20));
  return /^(?:"(?:[^"\\\u0000-\u001f]|\\.)*\\?|-|t|tr|tru|f|fa|fal|fals|n|nu|nul)$/.test(rest);
}

function faultAt(text: string, at: number, truncated: boolean): JsonFault {
  let line = 1;
  let start = 0;
  for (let end = text.indexOf("\n"); end >= 0 && end < at; end = text.indexOf("\n", end + 1)) {
    line++;
    start = end + 1;
  }
  return { line, column: at - start + 1, truncated };
}

/** One sentence for a reader. */
export function jsonFaultText({ line, column, truncated }: JsonFault): string {
  const place = `line ${String(line)}, column ${String(column)}`;
  return truncated ? `the JSON stops at ${place}, before it is complete` : `not JSON at ${place}`;
}
