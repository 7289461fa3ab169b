import type { CommandEntry } from "../../knowledge/types";
import type { CommandPart, FilledCommand } from "../types";
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
  return {
    label: command.label,
    language: command.language,
    parts: fillParts(command, values),
    certainty: command.certainty,
    remark: command.remark ?? "",
  };
}

function fillParts({ template, language }: CommandEntry, values: Placeholders): CommandPart[] {
  const parts: CommandPart[] = [];
  let end = 0;
  for (const match of template.matchAll(PLACEHOLDER)) {
    if (match.index > end) parts.push({ text: template.slice(end, match.index), own: false, missing: false });
    const name = match[1] ?? "";
    const value = values[name] ?? "";
    const filled = NAMES.has(name) ? quote(value, language) : safeId(name, value);
    parts.push({ text: filled ?? `<${name}: ${gap(name, value)}>`, own: true, missing: filled === null });
    end = match.index + match[0].length;
  }
  if (end < template.length) parts.push({ text: template.slice(end), own: false, missing: false });
  return parts;
}

const safeId = (name: string, value: string): string | null =>
  (TEXTS.has(name) ? SAFE_TEXT : SAFE_ID).test(value) ? value : null;

function gap(name: string, value: string): string {
  if (value === "") return "not in the data";
  return NAMES.has(name) ? "in the data, but not a plain name" : "in the data, but not a plain id";
}
