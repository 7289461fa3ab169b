import ts from "typescript";
import { ALLOWED, BANNED, BANNED_MEMBERS, type Allowed } from "./bannedNames";
import { judge, type Result } from "./result";

/** A banned use: the expression as it is written, and what it does. */
export interface Use {
  readonly use: string;
  readonly what: string;
}

const TIMERS = new Set(["setTimeout", "setInterval", "setImmediate"]);

/**
 * Finds banned uses in JavaScript. The script is parsed, so what counts is its syntax: texts, comments, keys of object
 * literals and longer words that contain a banned one are no finding, while a bare name, a member that is read
 * (`x.fetch`, `x["fetch"]`, `const { fetch } = x`), a call and a constructor are, whatever the object is called. Names
 * put together at run time are not seen; neither does Microsoft's own audit, which is run besides.
 */
export function bannedUses(script: string): Use[] {
  const file = ts.createSourceFile("visual.js", script, ts.ScriptTarget.ESNext, false, ts.ScriptKind.JS);
  const found: Use[] = [];
  const add = (node: ts.Node, what: string): void => {
    found.push({ use: script.slice(node.getStart(file), node.end).replace(/\s+/g, " ").slice(0, 80), what });
  };
  const visit = (node: ts.Node, parent: ts.Node): void => {
    const member = memberName(node);
    if (member !== null) {
      const what =
        BANNED.get(member) ??
        BANNED_MEMBERS.get(member) ??
        (isDocumentWrite(node, member) ? "HTML from text" : undefined);
      if (what !== undefined) add(node, what);
    } else if (ts.isIdentifier(node) && BANNED.has(node.text) && !isName(node, parent)) {
      add(node, BANNED.get(node.text) ?? "");
    }
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
      const what = bannedCall(node);
      if (what !== null) add(node, what);
    }
    ts.forEachChild(node, (child) => {
      visit(child, node);
    });
  };
  visit(file, file);
  return found;
}

/** The uses beyond those that are allowed with a reason. */
export function beyond(uses: readonly Use[], allowed: readonly Allowed[] = ALLOWED): Use[] {
  const left = new Map(allowed.map(({ use, most }) => [use, most]));
  return uses.filter(({ use }) => {
    const rest = left.get(use) ?? 0;
    left.set(use, rest - 1);
    return rest <= 0;
  });
}

/** Judges the packed script; what is allowed is told with its reason. */
export function checkBannedApi(script: string): Result {
  const uses = bannedUses(script);
  const faults = beyond(uses).map(({ use, what }) => `${what}: ${use}`);
  const told = ALLOWED.map(({ use, why }) => ({ count: uses.filter((own) => own.use === use).length, use, why }));
  const known = told.filter(({ count }) => count > 0).map(({ count, use, why }) => `${count} × ${use} (${why})`);
  return judge("banned API", faults, known.length === 0 ? "none" : `none beyond ${known.join(", ")}`);
}

/** The name that a node reads from an object, or null. */
function memberName(node: ts.Node): string | null {
  if (ts.isPropertyAccessExpression(node)) return node.name.text;
  if (ts.isElementAccessExpression(node)) return textOf(node.argumentExpression);
  if (!ts.isBindingElement(node)) return null;
  const read = node.propertyName ?? node.name;
  return ts.isIdentifier(read) || ts.isStringLiteralLike(read) ? read.text : null;
}

/** A text that is known without running, joined ones included. */
function textOf(node: ts.Expression): string | null {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.PlusToken) return null;
  const [left, right] = [textOf(node.left), textOf(node.right)];
  return left === null || right === null ? null : left + right;
}

/** Whether an identifier only names a member or a key and reads nothing. */
function isName(node: ts.Identifier, parent: ts.Node): boolean {
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node;
  // What a pattern takes out of an object is judged as a member of it.
  if (ts.isBindingElement(parent)) return (parent.propertyName ?? parent.name) === node;
  return (
    (ts.isPropertyAssignment(parent) ||
      ts.isMethodDeclaration(parent) ||
      ts.isPropertyDeclaration(parent) ||
      ts.isAccessor(parent)) &&
    parent.name === node
  );
}

function isDocumentWrite(node: ts.Node, member: string): boolean {
  if (member !== "write" && member !== "writeln") return false;
  if (!ts.isPropertyAccessExpression(node) && !ts.isElementAccessExpression(node)) return false;
  const { expression } = node;
  const owner = ts.isIdentifier(expression) ? expression.text : memberName(expression);
  return owner === "document" || owner === "ownerDocument" || owner === "contentDocument";
}

function bannedCall(node: ts.CallExpression | ts.NewExpression): string | null {
  // eslint-disable-next-line powerbi-visuals/no-banned-terms -- the parser's name for what a call is given
  const { expression: called, arguments: given } = node;
  if (called.kind === ts.SyntaxKind.ImportKeyword) return "code loaded at run time";
  const member = memberName(called);
  const name = ts.isIdentifier(called) ? called.text : member;
  if (name === "Function") return "code from text";
  if (member === "constructor" && isMember(called) && memberName(called.expression) === "constructor")
    return "code from text";
  if (member === "html") return "HTML from text";
  const first = given?.[0];
  if (name !== null && TIMERS.has(name) && first !== undefined && isText(first)) return "code from text";
  return null;
}

function isMember(node: ts.Node): node is ts.PropertyAccessExpression | ts.ElementAccessExpression {
  return ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node);
}

function isText(node: ts.Expression): boolean {
  if (ts.isParenthesizedExpression(node)) return isText(node.expression);
  if (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node)) return true;
  return (
    ts.isBinaryExpression(node) &&
    node.operatorToken.kind === ts.SyntaxKind.PlusToken &&
    (isText(node.left) || isText(node.right))
  );
}
