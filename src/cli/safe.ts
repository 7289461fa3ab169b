import { visible } from "../export/guard";

const LONGEST = 160;

/**
 * Text of the data as one line of a terminal: names come from anybody who can register an application, and must not move
 * the cursor, recolour the screen, reorder the line or start a new one.
 */
export function oneLine(text: string, longest = LONGEST): string {
  const line = visible(text.slice(0, longest * 2))
    .replace(/[\s\u200B\u2028\u2029\u2060\uFEFF\u00AD]+/g, " ")
    .trim();
  if (line.length <= longest) return line;
  const last = line.charCodeAt(longest - 2);
  return `${line.slice(0, last >= 0xd800 && last <= 0xdbff ? longest - 2 : longest - 1)}…`;
}
