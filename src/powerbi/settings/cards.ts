import { type CloudId, findRule } from "../../knowledge";
import { GRADES } from "../../model";
import { COLUMNS } from "../../view/list/columns";
import type { StringKey } from "../../view/strings";
import type { ExportFormat } from "../../view/types";
import { GRADE_WORDS } from "../../view/words";

/** What a property may hold. Numbers outside their limits are clamped; anything else falls back to the default. */
export type Kind =
  | { readonly is: "toggle"; readonly start: boolean }
  | {
      readonly is: "number";
      readonly start: number;
      readonly min: number;
      readonly max: number;
      readonly unit?: string;
    }
  | { readonly is: "choice"; readonly start: string; readonly choices: readonly (readonly [string, StringKey])[] }
  | { readonly is: "text"; readonly start: string; readonly hint: StringKey }
  | { readonly is: "color" };

export interface Property {
  readonly name: string;
  readonly label: StringKey;
  readonly kind: Kind;
}

export interface Group {
  readonly name: string;
  /** Null: the card's only group, which needs no name. */
  readonly label: StringKey | null;
  readonly properties: readonly Property[];
}

export interface Card {
  readonly name: string;
  readonly label: StringKey;
  readonly help: StringKey;
  readonly groups: readonly Group[];
}

const toggle = (name: string, label: StringKey, start = true): Property => ({
  name,
  label,
  kind: { is: "toggle", start },
});

const card = (name: string, label: StringKey, help: StringKey, ...properties: readonly Property[]): Card => ({
  name,
  label,
  help,
  groups: [{ name, label: null, properties }],
});

/** Narrowest and widest column that an author may ask for, in px; 0 leaves the width to the words. */
export const NARROWEST = 40;
export const WIDEST = 600;

const COLUMN_CARD: Card = {
  name: "columns",
  label: "paneColumns",
  help: "paneColumnsHelp",
  groups: COLUMNS.map(({ id, label }, i) => ({
    name: id,
    label,
    properties: [
      // A list without names lists nothing.
      ...(id === "name" ? [] : [toggle(`${id}Show`, "paneShow")]),
      {
        name: `${id}Position`,
        label: "panePosition",
        kind: { is: "number", start: i + 1, min: 1, max: COLUMNS.length },
      },
      {
        name: `${id}Width`,
        label: "paneWidth",
        kind: { is: "number", start: 0, min: 0, max: WIDEST, unit: "px" },
      },
    ],
  })),
};

/** Rules that have a number of days: the rule's id, its property, its name. */
export const THRESHOLDS: readonly (readonly [rule: string, property: string, label: StringKey])[] = [
  ["secret-lifetime-extreme", "secretLifetimeExtreme", "thresholdSecretLifetimeExtreme"],
  ["secret-lifetime", "secretLifetime", "thresholdSecretLifetime"],
  ["expiring", "expiring", "thresholdExpiring"],
  ["certificate-lifetime", "certificateLifetime", "thresholdCertificateLifetime"],
  ["unused", "unused", "thresholdUnused"],
];

/** Ten years: beyond, a limit limits nothing. */
export const MOST_DAYS = 3650;

const CLOUDS: readonly (readonly [CloudId, StringKey])[] = [
  ["public", "cloudPublic"],
  ["usgov", "cloudUsgov"],
  ["china", "cloudChina"],
];

const FORMATS: readonly (readonly [ExportFormat, StringKey])[] = [
  ["xlsx", "exportXlsx"],
  ["csv", "exportCsv"],
  ["json", "exportJson"],
  ["md", "exportMarkdown"],
];

const MOST_NAMED = 3;
const MOST_FAILURES = 1_000_000_000;

/** The format pane: every card with its properties, as `capabilities.json` declares them. */
export const CARDS: readonly Card[] = [
  COLUMN_CARD,
  card("density", "paneDensity", "paneDensityHelp", {
    name: "rows",
    label: "paneRows",
    kind: {
      is: "choice",
      start: "comfortable",
      choices: [
        ["comfortable", "paneComfortable"],
        ["compact", "paneCompact"],
      ],
    },
  }),
  card(
    "gradeColors",
    "paneColors",
    "paneColorsHelp",
    ...GRADES.map((grade): Property => ({ name: grade, label: GRADE_WORDS[grade], kind: { is: "color" } })),
  ),
  card(
    "failures",
    "columnFailures",
    "paneFailuresHelp",
    { name: "from", label: "paneMarkFrom", kind: { is: "number", start: 0, min: 0, max: MOST_FAILURES } },
    { name: "color", label: "paneMarkColor", kind: { is: "color" } },
  ),
  card(
    "thresholds",
    "paneThresholds",
    "paneThresholdsHelp",
    ...THRESHOLDS.map(([rule, name, label]): Property => ({
      name,
      label,
      kind: { is: "number", start: findRule(rule).threshold ?? MOST_DAYS, min: 1, max: MOST_DAYS, unit: "d" },
    })),
  ),
  card("codes", "paneCodes", "paneCodesHelp", {
    name: "watched",
    label: "paneWatched",
    kind: { is: "text", start: "50171", hint: "paneWatchedHint" },
  }),
  card("cloud", "paneCloud", "paneCloudHelp", {
    name: "name",
    label: "paneCloud",
    kind: { is: "choice", start: "public", choices: CLOUDS },
  }),
  card("time", "paneTime", "paneTimeHelp", {
    name: "zone",
    label: "paneZone",
    kind: { is: "text", start: "", hint: "paneZoneHint" },
  }),
  card(
    "tile",
    "paneTile",
    "paneTileHelp",
    toggle("change", "paneTileChange"),
    toggle("trend", "columnTrend"),
    {
      name: "worst",
      label: "paneTileWorst",
      kind: { is: "number", start: MOST_NAMED, min: 0, max: MOST_NAMED },
    },
    toggle("watched", "paneCodes"),
  ),
  card("exports", "paneExports", "paneExportsHelp", ...FORMATS.map(([name, label]) => toggle(name, label))),
];
