/** Rough widths of words in px, so that columns and tiles fit every language without measuring the DOM. Pure. */

const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/u;
const NARROW = /[\s.,:;·'’|!()[\]\/ijlftrI-]/u;
const BROAD = /[mwMW%@–—…]/u;
const CAPITAL = /\p{Lu}/u;
const MARK = /\p{M}/u;

function emOf(char: string): number {
  if (MARK.test(char)) return 0;
  if (WIDE.test(char)) return 1;
  if (NARROW.test(char)) return 0.33;
  if (BROAD.test(char)) return 0.87;
  return CAPITAL.test(char) ? 0.67 : 0.57;
}

/** About how wide words are at a font size; never less than they are in the fonts that the style sheet names. */
export function roughWidth(words: string, fontSize: number): number {
  let em = 0;
  for (const char of words) em += emOf(char);
  return Math.ceil(em * fontSize);
}

/** The narrowest width in which words stand on two lines. */
export function widthOnTwoLines(words: string, fontSize: number): number {
  const pieces = WIDE.test(words) ? Array.from(words) : words.split(/(?<=[\s-])/u);
  let best = roughWidth(words, fontSize);
  for (let i = 1; i < pieces.length; i++) {
    const lines = [pieces.slice(0, i), pieces.slice(i)].map((line) => roughWidth(line.join("").trim(), fontSize));
    best = Math.min(best, Math.max(...lines));
  }
  return best;
}
