import type { CommandEntry } from "../../knowledge/types";
import type { CommandPart, FilledCommand } from "../types";
import { namedByAppId } from "./principalId";
import { quote } from "./quote";

/** Values for the placeholders of commands; empty where the data has none. */
export type Placeholders = Readonly<Record<string, string>>;

const PLACEHOLDER = /\{(\w+)\}/g;

/**
 * Ids, hosts and times go in as they are, so only plain ones do: an id is data that someone else may have written, and
 * the command is pasted into a shell.
 */
const SAFE_ID = /^[0-9A-Za-z][0-9A-Za-z._-]{0,199}$/;
const SAFE_TEXT = /^[0-9A-Za-z][0-9A-Za-z._:/-]{0,199}$/;
/** Placeholders whose own form has colons or slashes. */
const TEXTS: ReadonlySet<string> = new Set(["scope", "firstFailure", "lastFailure"]);
/** Placeholders that hold a name: quoted for the language of the command. */
const NAMES: ReadonlySet<string> = new Set(["servicePrincipalName", "resource"]);

/** A command with the case's own ids; a value that is unknown or unsafe stays a named gap. */
export function fillCommand(command: CommandEntry, values: Placeholders): FilledCommand {
  const byAppId = values["servicePrincipalId"] === "" && values["appId"] !== "";
  const pieces = piecesOf(byAppId ? namedByAppId(command.template) : command.template);
  return {
    label: command.label,
    language: command.language,
    parts: pieces.map((piece) => (typeof piece === "string" ? own(piece, command.language, values) : piece)),
    certainty: command.certainty,
    remark: command.remark ?? "",
  };
}

/** Fixed text of a template, shared by every case; a string is the name of a placeholder. */
type Piece = CommandPart | string;

const parsed = new Map<string, readonly Piece[]>();

/** Templates are few and cases many: each template is taken apart once. */
function piecesOf(template: string): readonly Piece[] {
  const known = parsed.get(template);
  if (known !== undefined) return known;
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of template.matchAll(PLACEHOLDER)) {
    if (match.index > end) pieces.push({ text: template.slice(end, match.index), own: false, missing: false });
    pieces.push(match[1] ?? "");
    end = match.index + match[0].length;
  }
  if (end < template.length) pieces.push({ text: template.slice(end), own: false, missing: false });
  parsed.set(template, pieces);
  return pieces;
}

function own(name: string, language: CommandEntry["language"], values: Placeholders): CommandPart {
  const value = values[name] ?? "";
  const filled = NAMES.has(name) ? quote(value, language) : safeId(name, value);
  return { text: filled ?? `<${name}: ${gap(name, value)}>`, own: true, missing: filled === null };
}

const safeId = (name: string, value: string): string | null =>
  (TEXTS.has(name) ? SAFE_TEXT : SAFE_ID).test(value) ? value : null;

function gap(name: string, value: string): string {
  if (value === "") return "not in the data";
  return NAMES.has(name) ? "in the data, but not a plain name" : "in the data, but not a plain id";
}
