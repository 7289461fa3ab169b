/** Sorting by ranks: typed arrays, each distinct value compared once. Pure, no DOM. */

/** Ranks 0..size-1; `missing` ranks stay last in both directions. */
export interface Ranks {
  readonly rank: Int32Array;
  readonly size: number;
}

/** Ranks by value; counts, codes and hourly times repeat, so that only the distinct values are sorted. */
export function rankNumbers(values: ArrayLike<number>, isMissing: (value: number) => boolean): Ranks {
  const slots = new Map<number, number>();
  const slot = new Int32Array(values.length);
  for (let i = 0; i < slot.length; i++) {
    const value = values[i] ?? NaN;
    if (isMissing(value)) {
      slot[i] = -1;
      continue;
    }
    let known = slots.get(value);
    if (known === undefined) slots.set(value, (known = slots.size));
    slot[i] = known;
  }
  const size = slots.size;
  const rankOf = new Int32Array(size);
  Float64Array.from(slots.keys())
    .sort()
    .forEach((value, rank) => (rankOf[slots.get(value) ?? 0] = rank));
  const rank = slot.map((at) => (at < 0 ? size : (rankOf[at] ?? 0)));
  return { rank, size };
}

/** Stable counting sort of `order`, which may leave some out, by rank. */
export function sortBy(order: Int32Array, { rank, size }: Ranks, descending: boolean): Int32Array {
  const buckets = descending ? rank.map((value) => (value === size ? size : size - 1 - value)) : rank;
  const next = new Int32Array(size + 2);
  for (let i = 0; i < order.length; i++) {
    const slot = (buckets[order[i] ?? 0] ?? 0) + 1;
    next[slot] = (next[slot] ?? 0) + 1;
  }
  for (let i = 1; i < next.length; i++) next[i] = (next[i] ?? 0) + (next[i - 1] ?? 0);
  const sorted = new Int32Array(order.length);
  for (let i = 0; i < order.length; i++) {
    const index = order[i] ?? 0;
    const slot = buckets[index] ?? 0;
    const place = next[slot] ?? 0;
    sorted[place] = index;
    next[slot] = place + 1;
  }
  return sorted;
}
