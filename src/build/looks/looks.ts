import { objectId } from "../sample/ids";

/** What is done before a look is looked at, in this order. */
export interface Steps {
  /** Format objects, as an author would have set them. */
  readonly objects?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Rows of these principals alone, as a drill-through brings them. */
  readonly only?: readonly string[];
  /** Rows of the stand-in's clock instead of the sample. */
  readonly csv?: string;
  readonly groupBy?: "resource" | "agent";
  /** A principal to open, or `first`: the first of the list. */
  readonly open?: string;
  /** Selectors to press, one after the other. */
  readonly press?: readonly string[];
}

/** One place a reader can be in: the stand-in's options, its size and what is open. */
export interface Look extends Steps {
  readonly name: string;
  /** Options of the stand-in host without the size, as in its address. */
  readonly query: string;
  readonly width: number;
  readonly height: number;
}

export const LARKSPUR = objectId("a1");
export const MARTEN = objectId("a8");
/** The popover of the filters, and the menu of the exports. */
const FILTERS = "[data-key='filters']";
const EXPORT = "[data-key='export-all']";

const WIDE = { width: 1440, height: 860 };
const PAGE = { width: 1280, height: 720 };
const PHONE = { width: 375, height: 700 };
const MESSAGE = { width: 1000, height: 640 };

const BLACK = "hc=1&theme=dark";
const WHITE = "hc=1&theme=light";

/** Every theme a report can have; the second high contrast is as common as the first. */
const THEMES: Readonly<Record<string, string>> = {
  light: "",
  dark: "theme=dark",
  black: BLACK,
  white: WHITE,
};

const TILES: readonly (readonly [number, number])[] = [
  [600, 400],
  [320, 200],
  [240, 150],
  [200, 120],
];

const themed = (name: string, look: Omit<Look, "name">, themes = Object.keys(THEMES)): Look[] =>
  themes.map((theme) => ({
    ...look,
    name: `${name}-${theme}`,
    query: [look.query, THEMES[theme]].filter(Boolean).join("&"),
  }));

/** Rows with every kind of trouble that is told above the list and below it. */
const TROUBLED = [
  "servicePrincipalId,servicePrincipalName,resultType,time,resource",
  "a1,sp-one,50171,2026-11-20T10:00:00Z,Ledger",
  "a1,sp-one,50171,yesterday,Ledger",
  "a2,sp-two,none,2026-11-20T10:00:00Z,Ledger",
  ",,53003,2026-11-20T10:00:00Z,Vault",
].join("\n");

/** The places that pictures are taken of and that are audited. */
export const LOOKS: readonly Look[] = [
  ...TILES.flatMap(([width, height]) =>
    themed(`tile-${width}x${height}`, { query: "place=tile", width, height }, ["light", "dark"]),
  ),
  ...themed("tile-320x200", { query: "place=tile", width: 320, height: 200 }, ["black", "white"]),
  ...themed("tile-200x120", { query: "place=tile", width: 200, height: 120 }, ["black", "white"]),
  { name: "tile-rtl", query: "place=tile&locale=ar-SA", width: 320, height: 200 },

  ...themed("overview", { query: "", ...WIDE }),
  ...themed("detail", { query: "", ...WIDE, open: MARTEN }),
  { name: "detail-verified", query: "", ...WIDE, open: LARKSPUR },
  { name: "detail-long", query: "", width: 1440, height: 3200, open: MARTEN },
  ...themed("grouped", { query: "", ...WIDE, groupBy: "resource" }, ["light", "dark", "black", "white"]),
  { name: "compact", query: "", ...WIDE, open: MARTEN, objects: { density: { rows: "compact" } } },
  { name: "medium", query: "", width: 700, height: 720 },
  ...themed("filters", { query: "", width: 900, height: 720, press: [FILTERS] }, ["light", "dark", "white"]),
  ...themed("exports", { query: "export=allowed", ...PAGE, press: [EXPORT] }, ["light", "black"]),
  {
    name: "copy",
    query: "place=embed",
    width: 900,
    height: 600,
    press: [EXPORT, "[data-key='instead']"],
  },
  {
    name: "notes",
    query: "data=noFields",
    ...PAGE,
    csv: TROUBLED,
    objects: { gradeColors: { poor: "red", good: "#fffffe" }, failures: { from: -1, color: "nocolor" } },
    press: [".spp-notesbar [aria-expanded='false']", "[data-key='problems']"],
  },

  ...themed("drillthrough", { query: "data=noFields", ...PAGE, only: [MARTEN] }, ["light", "dark", "white"]),
  ...themed("drillthrough-long", { query: "data=noFields", width: 700, height: 3600, only: [MARTEN] }, [
    "light",
    "dark",
  ]),
  { name: "drillthrough-small", query: "data=noFields", width: 600, height: 400, only: [MARTEN] },
  ...themed("print-report", { query: "place=export", ...PAGE }, ["light", "white"]),
  ...themed("print-principal", { query: "place=export&data=noFields", ...PAGE, only: [MARTEN] }, ["light", "black"]),

  { name: "rtl-report", query: "locale=ar-SA", ...WIDE },
  ...themed("rtl-detail", { query: "locale=ar-SA", ...WIDE, open: MARTEN }, ["light", "black"]),
  { name: "rtl-phone-detail", query: "place=mobile&locale=ar-SA", ...PHONE, open: MARTEN },
  { name: "german", query: "locale=de-DE", ...WIDE, open: MARTEN },
  { name: "german-overview", query: "locale=de-DE", ...PAGE },
  { name: "japanese", query: "locale=ja-JP", ...WIDE, open: MARTEN },

  ...themed("phone-list", { query: "place=mobile", ...PHONE }, ["light", "white"]),
  ...themed("phone-detail", { query: "place=mobile", ...PHONE, open: MARTEN }, ["light", "white"]),
  { name: "phone-filters", query: "place=mobile", ...PHONE, press: [FILTERS] },
  { name: "narrow", query: "", width: 320, height: 800 },
  { name: "narrow-detail", query: "", width: 320, height: 1600, open: "first" },

  ...themed("landing", { query: "data=noFields", ...MESSAGE }, ["light", "white"]),
  { name: "no-rows", query: "data=noRows", ...MESSAGE },
  { name: "only-measures", query: "data=onlyMeasures", ...MESSAGE },
];
