/** What no column should hold and some do. */
const values: readonly unknown[] = [
  null,
  undefined,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  -0,
  -1,
  1e308,
  Number.MIN_VALUE,
  "",
  " ",
  "x".repeat(100_000),
  "\ud800",
  "\u202Etxt.exe",
  "<img src=x onerror=alert(1)>",
  "__proto__",
  "2026-13-45T99:99:99Z",
  new Date(Number.NaN),
  new Date(8.64e15),
  true,
  {},
  { toString: null },
  [],
  [[1], null],
];

/** A column of wrong values that starts elsewhere for each column, so that every value meets every other. */
export function wrongValues(column: number): unknown[] {
  return values.map((_, row) => values[(row + column * 5) % values.length]);
}
