import type { CloudId } from "../../knowledge";
import { GRADES, type Grade, type Settings } from "../../model";
import { contrast, VISIBLE } from "../../view/color";
import { COLUMNS } from "../../view/list/columns";
import type { ColumnChoice, ViewOptions } from "../../view/options";
import { type StringKey, text } from "../../view/strings";
import { backgroundOf } from "../../view/theme";
import { GRADE_WORDS } from "../../view/words";
import type { ExportFormat, Theme } from "../../view/types";
import { CARDS, NARROWEST, THRESHOLDS, type Card, type Group, type Property } from "./cards";
import { codesIn, MOST_CODES } from "./codes";
import { positionsOf } from "./positions";
import { quoted, rawOf, readValue, usedInstead, type Value } from "./read";

/** Everything that a report's author may set, ready for use. */
export interface FormatSettings {
  readonly model: Settings;
  readonly view: ViewOptions;
  /** IANA zone; undefined = the viewer's own. */
  readonly timeZone: string | undefined;
  /** What was set and cannot be used, in words; by card. */
  readonly notes: ReadonlyMap<string, readonly string[]>;
  /** Values as they are used, by card and property. */
  readonly values: Values;
}

/** Values by `card.property`. */
type Values = ReadonlyMap<string, Value["value"]>;

export const keyOf = (card: string, property: string): string => `${card}.${property}`;

/** A property as the reader knows it: "Top error, Position". */
const nameOf = (group: Group, property: Property): string =>
  group.label === null ? text(property.label) : `${text(group.label)}${text("comma")}${text(property.label)}`;

/** Reads what a report stored, whatever it is: a wrong value is replaced and told, and nothing throws. */
export function parseSettings(objects: unknown, theme: Theme): FormatSettings {
  const read = new Map<string, Value>();
  const values = new Map<string, Value["value"]>();
  const notes = new Map<string, string[]>();
  const note = (card: string, words: string): void => {
    if (words !== "") notes.set(card, [...(notes.get(card) ?? []), words]);
  };
  const reread = (card: Card, group: Group, property: Property): void => {
    const key = keyOf(card.name, property.name);
    const value = readValue(rawOf(objects, card.name, property.name), property, nameOf(group, property));
    read.set(key, value);
    values.set(key, value.value);
    // Positions are told when all are known.
    if (!property.name.endsWith("Position")) note(card.name, value.note);
  };
  for (const card of CARDS) {
    for (const group of card.groups) for (const property of group.properties) reread(card, group, property);
  }

  place(objects, read, values, (words) => note("columns", words));
  const gradeColors = colorsOf(values, theme, (words) => note("gradeColors", words));
  const markColor = colorOf(values, "failures", "color", "paneMarkColor", theme, (words) => note("failures", words));
  const watchedCodes = watched(values, (words) => note("codes", words));
  const timeZone = zoneOf(values, (words) => note("time", words));
  const number = (card: string, property: string): number => Number(values.get(keyOf(card, property)));
  const on = (card: string, property: string): boolean => values.get(keyOf(card, property)) === true;
  return {
    model: {
      cloud: values.get("cloud.name") as CloudId,
      thresholds: Object.fromEntries(THRESHOLDS.map(([rule, name]) => [rule, number("thresholds", name)])),
      watchedCodes,
    },
    view: {
      columns: columnsOf(values),
      density: values.get("density.rows") as ViewOptions["density"],
      gradeColors,
      failures: { from: number("failures", "from"), color: markColor },
      tile: {
        change: on("tile", "change"),
        trend: on("tile", "trend"),
        worst: number("tile", "worst"),
        watched: on("tile", "watched"),
      },
      exportFormats: (["xlsx", "csv", "json", "md"] as const).filter((one: ExportFormat) => on("exports", one)),
    },
    timeZone,
    notes,
    values,
  };
}

type Tell = (words: string) => void;

/** Writes the positions that the columns take, and tells those that are not the ones set. */
function place(
  objects: unknown,
  read: ReadonlyMap<string, Value>,
  values: Map<string, Value["value"]>,
  tell: Tell,
): void {
  const wishes = COLUMNS.map(({ id }) => {
    const wish = read.get(keyOf("columns", `${id}Position`));
    return { id, wanted: wish?.isSet === true ? Number(wish.value) : null };
  });
  const positions = positionsOf(wishes);
  for (const { id, label } of COLUMNS) {
    const name = `${id}Position`;
    const position = positions.get(id) ?? COLUMNS.length;
    const raw = rawOf(objects, "columns", name);
    values.set(keyOf("columns", name), position);
    if (raw === undefined || raw === position) continue;
    tell(usedInstead(`${text(label)}${text("comma")}${text("panePosition")}`, quoted(raw), String(position)));
  }
}

/** The columns to show, in order. */
function columnsOf(values: Values): readonly ColumnChoice[] {
  const at = (id: string): number => Number(values.get(keyOf("columns", `${id}Position`)));
  return COLUMNS.filter(({ id }) => values.get(keyOf("columns", `${id}Show`)) !== false)
    .sort((a, b) => at(a.id) - at(b.id))
    .map(({ id }) => {
      const width = Number(values.get(keyOf("columns", `${id}Width`)));
      return { id, width: width === 0 ? 0 : Math.max(NARROWEST, width) };
    });
}

/** Colours that can be told from the background; the others are told and left to the theme. */
function colorsOf(values: Map<string, Value["value"]>, theme: Theme, tell: Tell): ViewOptions["gradeColors"] {
  const colors: Partial<Record<Grade, string>> = {};
  for (const grade of GRADES) {
    const color = colorOf(values, "gradeColors", grade, GRADE_WORDS[grade], theme, tell);
    if (color !== undefined) colors[grade] = color;
  }
  return colors;
}

/** A colour that was set and can be told from the background. */
function colorOf(
  values: Map<string, Value["value"]>,
  card: string,
  property: string,
  label: StringKey,
  theme: Theme,
  tell: Tell,
): string | undefined {
  const key = keyOf(card, property);
  const color = String(values.get(key) ?? "");
  if (color === "" || theme.highContrast) return undefined;
  if (contrast(color, backgroundOf(theme)) >= VISIBLE) return color;
  values.set(key, "");
  tell(text("noteContrast", text(label), color));
  return undefined;
}

function watched(values: Map<string, Value["value"]>, tell: Tell): readonly number[] {
  const key = keyOf("codes", "watched");
  const { codes, wrong } = codesIn(String(values.get(key)));
  const used = codes.length > 0 ? codes.slice(0, MOST_CODES) : codesIn("50171").codes;
  const words = used.join(text("comma"));
  values.set(key, words);
  if (wrong.length > 0) tell(usedInstead(text("paneWatched"), quoted(wrong.join(" ")), words));
  if (codes.length > used.length) {
    tell(text("noteTooMany", text("paneWatched"), String(codes.length), String(MOST_CODES)));
  }
  return used;
}

function zoneOf(values: Map<string, Value["value"]>, tell: Tell): string | undefined {
  const key = keyOf("time", "zone");
  const zone = String(values.get(key));
  if (zone === "") return undefined;
  try {
    new Intl.DateTimeFormat("en-US", { timeZone: zone });
    return zone;
  } catch {
    values.set(key, "");
    tell(usedInstead(text("paneZone"), quoted(zone), text("paneOwnZone")));
    return undefined;
  }
}
