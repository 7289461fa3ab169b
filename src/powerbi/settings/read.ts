import { shown } from "../../view/safeText";
import { channelsOf } from "../../view/color";
import { text } from "../../view/strings";
import type { Kind, Property } from "./cards";

/** A property's value as it is used; what the report says instead is in the note. */
export interface Value {
  readonly value: boolean | number | string;
  /** False: nothing was set, or nothing that can be used. */
  readonly isSet: boolean;
  /** Tells in plain words that something else was set; empty where it was not. */
  readonly note: string;
}

/** As much of a wrong value as a note quotes. */
const QUOTED = 40;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A member that is the object's own: reports are free to name objects like members of every object. */
function member(value: unknown, name: string): unknown {
  return isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** What a report says for a property, whatever it is; undefined where it says nothing. */
export function rawOf(objects: unknown, card: string, property: string): unknown {
  return member(member(objects, card), property) ?? undefined;
}

/** A wrong value as a note quotes it: cleaned, and short. */
export function quoted(raw: unknown): string {
  if (typeof raw !== "string" && typeof raw !== "number" && typeof raw !== "boolean") return text("paneNotAValue");
  const words = String(raw);
  return shown(words.length > QUOTED ? `${words.slice(0, QUOTED)}…` : words);
}

/** "Expiring: 99999 was set, 3650 is used." */
export const usedInstead = (property: string, raw: string, used: string): string =>
  text("noteUsed", property, raw, used);

/** Reads one property: a value that fits, or the nearest one or the default with a note. */
export function readValue(raw: unknown, { kind }: Property, name: string): Value {
  if (raw === undefined) return { value: startOf(kind), isSet: false, note: "" };
  switch (kind.is) {
    case "toggle":
      return typeof raw === "boolean" ? { value: raw, isSet: true, note: "" } : fallback(raw, kind, name);
    case "number": {
      if (typeof raw !== "number" || Number.isNaN(raw)) return fallback(raw, kind, name);
      const value = Math.max(kind.min, Math.min(kind.max, Math.round(raw)));
      return { value, isSet: true, note: value === raw ? "" : usedInstead(name, String(raw), String(value)) };
    }
    case "choice": {
      const choice = kind.choices.find(([one]) => one === raw);
      return choice === undefined ? fallback(raw, kind, name) : { value: choice[0], isSet: true, note: "" };
    }
    case "text":
      if (typeof raw !== "string") return fallback(raw, kind, name);
      return { value: raw.trim(), isSet: raw.trim() !== "", note: "" };
    case "color": {
      const color = member(member(raw, "solid"), "color") ?? raw;
      if (typeof color === "string" && channelsOf(color) !== null) {
        return { value: color.trim().toLowerCase(), isSet: true, note: "" };
      }
      return { value: "", isSet: false, note: usedInstead(name, quoted(color), text("paneThemeColor")) };
    }
  }
}

const startOf = (kind: Kind): Value["value"] => (kind.is === "color" ? "" : kind.start);

function fallback(raw: unknown, kind: Exclude<Kind, { is: "color" }>, name: string): Value {
  const words: string = kind.is === "choice" ? choiceWords(kind, kind.start) : String(kind.start);
  const used = kind.is === "toggle" ? text(kind.start ? "paneOn" : "paneOff") : words;
  return {
    value: kind.start,
    isSet: false,
    note: usedInstead(name, quoted(raw), used === "" ? text("paneDefault") : used),
  };
}

function choiceWords({ choices }: Extract<Kind, { is: "choice" }>, value: string): string {
  const label = choices.find(([one]) => one === value)?.[1];
  return label === undefined ? value : text(label);
}
