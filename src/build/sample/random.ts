/** Mulberry32: small, fast, and the same everywhere, so that the sample's bytes never change by themselves. */
export function random(seed: string): () => number {
  let a = hash(seed);
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** That many hex digits. */
export function hex(next: () => number, digits: number): string {
  let text = "";
  while (text.length < digits) text += Math.floor(next() * 16).toString(16);
  return text;
}

/** FNV-1a: a seed per text, so that adding a scenario leaves the rows of the others alone. */
function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h >>> 0;
}
