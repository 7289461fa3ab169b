/** Longest text that is kept of a cell; nothing that is shown or matched is longer. */
export const MAX_TEXT = 2_000;

/** A cell as trimmed text: empty for null and objects, numbers and booleans in their plain form. */
export function textOf(cell: unknown): string {
  if (typeof cell === "string") return (cell.length > MAX_TEXT ? cell.slice(0, MAX_TEXT) : cell).trim();
  if (typeof cell === "number") return Number.isFinite(cell) ? String(cell) : "";
  if (typeof cell === "boolean" || typeof cell === "bigint") return String(cell);
  return "";
}

/** An id as it is compared: without case, without braces; the all-zero GUID and "null" mean none. */
export function idOf(cell: unknown): string {
  const text = textOf(cell).toLowerCase();
  if (text === "" || text === "null" || text === "00000000-0000-0000-0000-000000000000") return "";
  return text.charCodeAt(0) === 123 && text.endsWith("}") ? text.slice(1, -1) : text;
}

/** Any cell in a form that can be shown in a problem entry, cut at 200 characters. */
export function shown(cell: unknown): string {
  if (cell === null || cell === undefined) return "";
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? "Invalid Date" : cell.toISOString();
  if (typeof cell === "string") return cell.slice(0, 200);
  if (typeof cell === "object") return Array.isArray(cell) ? "[list]" : "[object]";
  if (typeof cell === "function" || typeof cell === "symbol") return `[${typeof cell}]`;
  return typeof cell === "number" || typeof cell === "boolean" || typeof cell === "bigint" ? String(cell) : "";
}
