/** Ordering and searching many names quickly. Pure, no DOM. */

const POSITIONS = 2 ** 20;
const DEEPEST = 64;
const SMALL = 12;
const LONGEST = 1000;

/** The form in which a name is compared and searched. NUL marks the end of a name in the packed keys below. */
export function sortText(name: string): string {
  return name.slice(0, LONGEST).toLowerCase().replaceAll("\0", "");
}

function compare(keys: readonly string[], a: number, b: number): number {
  const x = keys[a] ?? "";
  const y = keys[b] ?? "";
  return x < y ? -1 : x > y ? 1 : a - b;
}

function fitsLatin1(keys: readonly string[], from: number): boolean {
  for (let i = from; i < keys.length; i++) if (/[^\0-\xff]/.test(keys[i] ?? "")) return false;
  return true;
}

/** For short runs, where a typed sort costs more than it saves. */
function insertionSort(keys: readonly string[], order: Int32Array, lo: number, hi: number): void {
  for (let i = lo + 1; i < hi; i++) {
    const index = order[i] ?? 0;
    let at = i;
    for (; at > lo && compare(keys, order[at - 1] ?? 0, index) > 0; at--) order[at] = order[at - 1] ?? 0;
    order[at] = index;
  }
}

/** Length of what all names of a run begin with: names of one tenant tend to share theirs. */
function sharedPrefix(keys: readonly string[], order: Int32Array, lo: number, hi: number, from: number): number {
  const first = keys[order[lo] ?? 0] ?? "";
  let length = Math.min(first.length, DEEPEST);
  for (let i = lo + 1; i < hi && length > from; i++) {
    const key = keys[order[i] ?? 0] ?? "";
    let at = from;
    while (at < length && key.charCodeAt(at) === first.charCodeAt(at)) at++;
    length = at;
  }
  return Math.max(length, from);
}

/**
 * Indices from..end in the order of their keys, equal keys by index. Packs a few characters and the position into one
 * double and lets the typed sort order them, then refines runs that are equal so far: several times faster than
 * comparing strings, measured on 100,000 names.
 */
export function sortNames(keys: readonly string[], from = 0): Int32Array {
  const count = keys.length - from;
  const order = new Int32Array(count);
  for (let i = 0; i < count; i++) order[i] = from + i;
  const latin = fitsLatin1(keys, from);
  const chars = latin ? 4 : 2;
  const base = latin ? 256 : 65536;
  const packed = new Float64Array(count);
  const before = new Int32Array(count);
  const runs: [lo: number, hi: number, depth: number][] = [[0, count, 0]];
  for (let run = runs.pop(); run; run = runs.pop()) {
    const [lo, hi, reached] = run;
    if (hi - lo < 2) continue;
    if (hi - lo <= SMALL) {
      insertionSort(keys, order, lo, hi);
      continue;
    }
    const depth = sharedPrefix(keys, order, lo, hi, reached);
    if (depth >= DEEPEST || hi - lo > POSITIONS) {
      order.subarray(lo, hi).sort((a, b) => compare(keys, a, b));
      continue;
    }
    for (let i = lo; i < hi; i++) {
      const key = keys[order[i] ?? 0] ?? "";
      let code = 0;
      for (let j = depth; j < depth + chars; j++) code = code * base + (j < key.length ? key.charCodeAt(j) : 0);
      packed[i] = code * POSITIONS + (i - lo);
      before[i] = order[i] ?? 0;
    }
    packed.subarray(lo, hi).sort();
    let start = lo;
    let current = -1;
    for (let i = lo; i < hi; i++) {
      const value = packed[i] ?? 0;
      const code = Math.floor(value / POSITIONS);
      order[i] = before[lo + (value - code * POSITIONS)] ?? 0;
      if (code !== current) {
        if (current > 0) runs.push([start, i, depth + chars]);
        start = i;
        current = code;
      }
    }
    // A run of code 0 has ended: its names are equal and stand in index order already.
    if (current > 0) runs.push([start, hi, depth + chars]);
  }
  return order;
}

/** Merges an order of the first names with one of the names that came later. */
export function mergeOrders(keys: readonly string[], older: Int32Array, newer: Int32Array): Int32Array {
  const merged = new Int32Array(older.length + newer.length);
  let a = 0;
  let b = 0;
  for (let i = 0; i < merged.length; i++) {
    const takeOlder = b >= newer.length || (a < older.length && compare(keys, older[a] ?? 0, newer[b] ?? 0) <= 0);
    merged[i] = (takeOlder ? older[a++] : newer[b++]) ?? 0;
  }
  return merged;
}

/** All searchable text in one string: one indexOf runs over everybody. */
export interface SearchIndex {
  /** 1 for every principal whose text contains the query; null when the query is empty and all match. */
  find(query: string): Uint8Array | null;
}

/** Lower-cases a column in one go where that keeps every length, as it does for ids. */
function lowerAll(values: readonly string[]): readonly string[] {
  const joined = values.join("\n");
  const lower = joined.toLowerCase();
  return lower === joined ? values : values.map((value) => value.toLowerCase());
}

export function createSearchIndex(names: readonly string[], ...others: readonly (readonly string[])[]): SearchIndex {
  const starts = new Int32Array(names.length + 1);
  const columns = others.map(lowerAll);
  const pieces: string[] = [];
  let length = 0;
  for (let i = 0; i < names.length; i++) {
    starts[i] = length;
    const name = names[i] ?? "";
    pieces.push(name);
    length += name.length + 1;
    for (const column of columns) {
      const value = column[i] ?? "";
      pieces.push(value);
      length += value.length + 1;
    }
  }
  starts[names.length] = length;
  const joined = pieces.join("\n");
  return {
    find(query) {
      const wanted = searchText(query);
      if (wanted === "") return null;
      const hits = new Uint8Array(names.length);
      let row = 0;
      for (let at = joined.indexOf(wanted); at >= 0; at = joined.indexOf(wanted, starts[row])) {
        while ((starts[row + 1] ?? Infinity) <= at) row++;
        hits[row] = 1;
        row++;
      }
      return hits;
    },
  };
}

/** A query as it is compared: without line breaks, which separate the principals in the joined text. */
export function searchText(query: string): string {
  return query
    .trim()
    .replaceAll(/[\0\r\n]/g, "")
    .toLowerCase();
}
