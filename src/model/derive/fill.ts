import type { CommandEntry } from "../../knowledge/types";
import type { CommandPart, FilledCommand } from "../types";

/** Values for the placeholders of commands; empty where the data has none. */
export type Placeholders = Readonly<Record<string, string>>;

const PLACEHOLDER = /\{(\w+)\}/g;

/**
 * Only plain ids, hosts and times go into commands: an id is data that someone else may have written, and the command
 * is pasted into a shell.
 */
const SAFE_ID = /^[0-9A-Za-z][0-9A-Za-z._-]{0,199}$/;
const SAFE_TEXT = /^[0-9A-Za-z][0-9A-Za-z._:/-]{0,199}$/;
/** Placeholders whose own form has colons or slashes. */
const TEXTS: ReadonlySet<string> = new Set(["scope", "lastFailure"]);

/** A command with the case's own ids; an id that is unknown or unsafe stays a named gap. */
export function fillCommand(command: CommandEntry, values: Placeholders): FilledCommand {
  return {
    label: command.label,
    language: command.language,
    parts: fillParts(command.template, values),
    certainty: command.certainty,
  };
}

function fillParts(template: string, values: Placeholders): CommandPart[] {
  const parts: CommandPart[] = [];
  let end = 0;
  for (const match of template.matchAll(PLACEHOLDER)) {
    if (match.index > end) parts.push({ text: template.slice(end, match.index), own: false, missing: false });
    const name = match[1] ?? "";
    const value = values[name] ?? "";
    const safe = (TEXTS.has(name) ? SAFE_TEXT : SAFE_ID).test(value);
    const gap = value === "" ? "not in the data" : "in the data, but not a plain id";
    parts.push({ text: safe ? value : `<${name}: ${gap}>`, own: true, missing: !safe });
    end = match.index + match[0].length;
  }
  if (end < template.length) parts.push({ text: template.slice(end), own: false, missing: false });
  return parts;
}
