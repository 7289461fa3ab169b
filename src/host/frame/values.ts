import { PrimitiveType } from "../constants";
import type { ColumnKind } from "../protocol";

const numberPattern = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const instantPattern = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d+))?)?)?\s*(Z|[+-]\d\d:?\d\d)?$/i;
const boolPattern = /^(true|false)$/i;

type Cell = string | number | boolean | Date | null;

interface TypeDescriptor {
  primitiveType: number;
  text?: boolean;
  numeric?: boolean;
  dateTime?: boolean;
  bool?: boolean;
}

/** The type descriptor a metadata column carries. */
export function typeDescriptor(kind: ColumnKind): TypeDescriptor {
  return { primitiveType: PrimitiveType[kind], [kind]: true };
}

/** The narrowest kind that all filled cells of a text column have; text when none is filled. */
export function kindOf(values: readonly string[]): ColumnKind {
  const fits = (pattern: RegExp): boolean => {
    let any = false;
    for (const value of values) {
      if (value === "") continue;
      if (!pattern.test(value)) return false;
      any = true;
    }
    return any;
  };
  if (fits(numberPattern)) return "numeric";
  if (fits(instantPattern)) return "dateTime";
  return fits(boolPattern) ? "bool" : "text";
}

/** Turns one cell of a text file into what a data view would hold for a column of that kind. */
export function toCell(text: string, kind: ColumnKind): Cell {
  if (text === "") return null;
  if (kind === "numeric") return Number(text);
  if (kind === "bool") return text.toLowerCase() === "true";
  return kind === "dateTime" ? toModelDate(text) : text;
}

/**
 * A model's date-times have no zone: they arrive as dates whose local fields show the model's wall clock. The wall
 * clock is taken to be UTC, so an instant given with an offset is moved to UTC first.
 */
function toModelDate(text: string): Date | null {
  const match = instantPattern.exec(text);
  if (!match) return null;
  const [, year, month, day, hour, minute, second, fraction, zone] = match;
  const field = (digits: string | undefined): number => Number(digits ?? 0);
  const milliseconds = Math.floor(Number(`0.${fraction ?? "0"}`) * 1000);
  const utc = new Date(
    Date.UTC(field(year), field(month) - 1, field(day), field(hour), field(minute), field(second), milliseconds) -
      offsetOf(zone),
  );
  return new Date(
    utc.getUTCFullYear(),
    utc.getUTCMonth(),
    utc.getUTCDate(),
    utc.getUTCHours(),
    utc.getUTCMinutes(),
    utc.getUTCSeconds(),
    utc.getUTCMilliseconds(),
  );
}

function offsetOf(zone: string | undefined): number {
  if (zone === undefined || zone.toUpperCase() === "Z") return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return (zone.startsWith("-") ? -minutes : minutes) * 60_000;
}
