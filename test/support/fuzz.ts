import capabilities from "../../capabilities.json";
import { random } from "../../src/build/sample/random";
import { FIELDS, type Field } from "../../src/model";

type Next = () => number;

/** Markup that would show itself as an element or as a mark if it were ever parsed. */
export const EVIL = `<b data-evil>x</b><img src=x onerror="document.body.dataset.evil=1"><script>document.body.dataset.evil=1</script>`;

const ID = "5b2f7a10-4444-4a01-9001-00000000000";
const HOSTILE: readonly unknown[] = [
  null,
  undefined,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  -0,
  -1,
  1e308,
  2 ** 53,
  "",
  " ",
  EVIL,
  "javascript:alert(1)",
  "__proto__",
  "constructor",
  "\u202Egnp.exe\u0000",
  "\ud800",
  "=cmd|'/c calc'!A0",
  "{{7*7}} ${7*7} %s %d",
  "x".repeat(5_000),
  "AADSTS",
  "AADSTS50171 AADSTS7000222",
  "2026-02-31T25:61:61Z",
  new Date(8.64e15),
  new Date(0),
  { $: "date", value: "never" },
  true,
  false,
  {},
  { toString: null },
  [],
  [null, [EVIL]],
  { $: "function" },
  { $: "symbol" },
  { $: "bigint" },
];
const CODES: readonly unknown[] = [
  "50171",
  50171,
  "AADSTS50171",
  "7000222",
  0,
  "0",
  "700213",
  51000,
  "53003",
  "999999",
];
const KINDS = ["secret", "certificate", "federated", "managedIdentity", EVIL];
const OBJECTS = (capabilities as { objects?: Record<string, { properties?: Record<string, unknown> }> }).objects ?? {};

const pick = <T>(next: Next, from: readonly T[]): T => from[Math.floor(next() * from.length)] as T;
const below = (next: Next, limit: number): number => Math.floor(next() * limit);
const chance = (next: Next, odds: number): boolean => next() < odds;

/** Options of one update, drawn by lot from its seed alone: the same number always gives the same update. */
export function fuzzUpdate(seed: number): Record<string, unknown> {
  const next = random(`fuzz ${seed}`);
  const options: Record<string, unknown> = {
    type: chance(next, 0.8) ? 2 | below(next, 512) : pick(next, [undefined, 0, 4, 8, 16, 36, -1, 1e9, "2"]),
    operationKind: pick(next, [0, 0, 0, 1, 2, undefined, null, 7]),
    viewport: chance(next, 0.7) ? { width: 20 + below(next, 1600), height: 20 + below(next, 1000) } : oddViewport(next),
    dataViews: dataViews(next),
    viewMode: pick(next, [0, 1, undefined, 9]),
    editMode: pick(next, [0, 1, undefined]),
    isInFocus: pick(next, [true, false, undefined]),
    jsonFilters: pick<unknown>(next, [[], undefined, null, [null], [{ target: EVIL, values: [EVIL] }]]),
  };
  for (const name of Object.keys(options)) if (chance(next, 0.04)) Reflect.deleteProperty(options, name);
  return options;
}

function oddViewport(next: Next): unknown {
  const size = (): unknown =>
    pick(next, [0, 1, -5, 0.5, 10_000, Number.NaN, Number.POSITIVE_INFINITY, undefined, "300"]);
  return chance(next, 0.2) ? pick(next, [undefined, null, {}]) : { width: size(), height: size() };
}

function dataViews(next: Next): unknown {
  const lot = next();
  if (lot < 0.04) return pick<unknown>(next, [undefined, null, [], [null], [undefined], [{}]]);
  return lot < 0.1 ? [dataView(next), dataView(next)] : [dataView(next)];
}

function dataView(next: Next): unknown {
  const columns = makeColumns(next);
  const metadata: Record<string, unknown> = { columns: chance(next, 0.9) ? columns : pick<unknown>(next, [[], null]) };
  if (chance(next, 0.3)) metadata["segment"] = pick<unknown>(next, [{}, null, true]);
  if (chance(next, 0.4)) metadata["objects"] = formatObjects(next);
  const view: Record<string, unknown> = { metadata };
  if (chance(next, 0.95)) view["table"] = makeTable(next, columns);
  if (chance(next, 0.05)) view["categorical"] = { categories: [], values: [] };
  if (chance(next, 0.03)) view["metadata"] = pick<unknown>(next, [null, {}, undefined]);
  return view;
}

/** Fields in any order, some twice, some in two roles, some of no role of ours, some no column at all. */
function makeColumns(next: Next): unknown[] {
  const core: Field[] = chance(next, 0.7) ? ["servicePrincipalId", "resultType"] : [];
  const count = chance(next, 0.2) ? FIELDS.length + below(next, 6) : below(next, 9);
  const fields = [...core, ...Array.from({ length: count }, () => pick(next, FIELDS))];
  return fields.map((field, index) => {
    if (chance(next, 0.02)) return pick<unknown>(next, [null, undefined, {}, "column"]);
    const roles: Record<string, unknown> = { [field]: true };
    if (chance(next, 0.05)) roles[pick(next, FIELDS)] = true;
    if (chance(next, 0.03)) roles[pick(next, ["unknown", "__proto__", EVIL])] = true;
    const column: Record<string, unknown> = { displayName: chance(next, 0.1) ? EVIL : field, index, roles };
    column["type"] = pick<unknown>(next, [{ text: true }, { numeric: true }, { dateTime: true }, null, undefined]);
    column["format"] = pick<unknown>(next, [undefined, "0.00", "G", EVIL]);
    if (chance(next, 0.03)) column["roles"] = pick<unknown>(next, [null, undefined, [], { [field]: "yes" }]);
    return column;
  });
}

function makeTable(next: Next, columns: readonly unknown[]): unknown {
  if (chance(next, 0.03)) return pick<unknown>(next, [null, {}, { columns }, { columns: null, rows: null }]);
  const count = pick(next, [0, 1, 2, 5, 20, 20, 60, chance(next, 0.1) ? 1_500 : 30]);
  const wild = pick(next, [0, 0.05, 0.3, 1]);
  const names = columns.map(
    (column) => Object.keys((column as { roles?: object | null } | null)?.roles ?? {})[0] ?? "",
  );
  const rows = Array.from({ length: count }, () => makeRow(next, names, wild));
  const table: Record<string, unknown> = { columns, rows };
  if (chance(next, 0.8))
    table["identity"] = rows.slice(0, chance(next, 0.1) ? 1 : count).map((_, identityIndex) => ({ identityIndex }));
  if (chance(next, 0.15)) table["lastMergeIndex"] = pick<unknown>(next, [0, 3, -1, 1e9, Number.NaN, "2", null]);
  return table;
}

function makeRow(next: Next, names: readonly string[], wild: number): unknown {
  if (chance(next, wild * 0.03)) return pick<unknown>(next, [null, undefined, 5, "row", {}, []]);
  const row = names.map((name) => (chance(next, wild) ? pick(next, HOSTILE) : plausible(next, name)));
  if (chance(next, wild * 0.05)) row.push(EVIL, 1, null);
  if (chance(next, wild * 0.05)) row.length = below(next, row.length + 1);
  return row;
}

/** A value that the field could hold, so that what reads it gets far. */
function plausible(next: Next, name: string): unknown {
  if (name === "resultType" || name === "resultDescription") return pick(next, CODES);
  if (name === "signIns") return below(next, 50);
  if (name === "heldKind") return chance(next, 0.6) ? null : pick(next, KINDS);
  if (/^time$|^held(Start|End|LastUsed)$/.test(name)) return time(next);
  if (/Id$/.test(name)) return ID + String(below(next, 8));
  return `${name} ${below(next, 5)}`;
}

function time(next: Next): unknown {
  const at = new Date(Date.UTC(2026, 9 + below(next, 3), 1 + below(next, 28), below(next, 24)));
  return chance(next, 0.5) ? at : at.toISOString();
}

/** What a report may have saved for the format pane: right names with any value, and wrong names. */
function formatObjects(next: Next): unknown {
  const entries = Object.entries(OBJECTS).map(([name, { properties }]): [string, unknown] => {
    const values = Object.keys(properties ?? {}).map((property): [string, unknown] => [property, pick(next, HOSTILE)]);
    return [name, chance(next, 0.9) ? Object.fromEntries(values) : pick(next, HOSTILE)];
  });
  return chance(next, 0.1)
    ? pick(next, HOSTILE)
    : { ...Object.fromEntries(entries), [pick(next, ["general", EVIL])]: { x: EVIL } };
}
