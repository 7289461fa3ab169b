/** The word that a mistyped one most likely stands for; empty where none is near. */
export function nearest(typed: string, known: readonly string[]): string {
  const wanted = typed.slice(0, 40).toLowerCase();
  let best = { word: "", distance: Math.max(2, Math.floor(wanted.length / 3)) + 1 };
  for (const word of known) {
    const found = word.startsWith(wanted) && wanted.length > 2 ? 1 : distance(wanted, word.toLowerCase());
    if (found < best.distance) best = { word, distance: found };
  }
  return best.word;
}

/** Letters to insert, delete, replace or swap with the next to make one word of the other. */
function distance(a: string, b: string): number {
  let former: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, (former[j - 2] ?? 0) + 1);
      row.push(least);
    }
    former = last;
    last = row;
  }
  return last[b.length] ?? 0;
}
