/** Where each column goes: `wanted` is a position from 1 to n, or null where the author set none. */
export interface Wish {
  readonly id: string;
  readonly wanted: number | null;
}

/**
 * Gives every column a position of its own. Wishes come first, in the order of the columns where two want the same: the
 * later one takes the next free position, the last ones the nearest free one before. The others fill what is left.
 */
export function positionsOf(wishes: readonly Wish[]): ReadonlyMap<string, number> {
  const taken = new Map<number, string>();
  const free = (from: number, step: number): number => {
    let at = from;
    while (taken.has(at)) at += step;
    return at;
  };
  for (const { id, wanted } of wishes) {
    if (wanted === null) continue;
    const after = free(wanted, 1);
    taken.set(after <= wishes.length ? after : free(wanted, -1), id);
  }
  for (const { id, wanted } of wishes) if (wanted === null) taken.set(free(1, 1), id);
  return new Map([...taken].map(([position, id]) => [id, position]));
}
