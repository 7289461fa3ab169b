/** Shorter cut-outs are copies anyway. */
const CUT_OUT = 13;

/**
 * The same text in memory of its own. Engines keep a text that was cut out of a longer one as a reference into it: one
 * id that is kept would keep the whole chunk of the file that it stood in.
 */
export function own(text: string): string {
  return text.length < CUT_OUT ? text : ` ${text}`.slice(1);
}
