import { HOSTILE } from "./names";

type Row = Readonly<Record<string, unknown>>;

/** Rows and, after them, `count` copies of the first ones with an attack in place of every text, ids and times included. */
export function withPoison(rows: readonly Row[], count: number): readonly Row[] {
  const copied = rows.length === 0 ? [] : Array.from({ length: count }, (_, at) => rows[at % rows.length] as Row);
  return [...rows, ...copied.map((row, at) => ({ ...poisoned(row, at), ["__proto__"]: { polluted: true } }))];
}

function poisoned(row: Row, seed: number): Row {
  let at = seed;
  const attack = (value: unknown): unknown => {
    if (typeof value === "string") return HOSTILE[at++ % HOSTILE.length];
    if (Array.isArray(value)) return value.map(attack);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, attack(inner)]));
  };
  return attack(row) as Row;
}

/** An error's sentence with every attack behind it. */
export const poisonedWords = (words: string): string => [words, ...HOSTILE.map((one) => one.slice(0, 60))].join(" ");
