/** Most codes that are watched: the summary names each of them. */
export const MOST_CODES = 10;
/** Result codes have at most this many digits. */
const CODE = /^(?:AADSTS)?0*([1-9]\d{0,8})$/i;

/** Codes in a list, each once, and the words in it that are no code. */
export function codesIn(list: string): { readonly codes: readonly number[]; readonly wrong: readonly string[] } {
  const codes = new Set<number>();
  const wrong: string[] = [];
  for (const word of list.slice(0, 2000).split(/[\s,;|]+/)) {
    const digits = CODE.exec(word)?.[1];
    if (digits !== undefined) codes.add(Number(digits));
    else if (word !== "") wrong.push(word);
  }
  return { codes: [...codes], wrong };
}
