import { type Format, formatFor } from "../../view/format";
import { speaks } from "../../view/strings";

let locale = "en-US";

/** Sets the reader's locale, which may be of another region than the words. */
export function readIn(tag: string): void {
  locale = tag;
}

/** Numbers and times of the reader, for texts that are made where nobody hands over a format. `timeZone`: the reader's own without. */
export const readersFormat = (timeZone?: string): Format => formatFor(locale, timeZone);

/** Names in a row, in the interface's language: "a, b and c", "a, b or c"; "unit" for names with an "and" of their own. */
export function listed(names: readonly string[], type: Intl.ListFormatType = "conjunction"): string {
  return new Intl.ListFormat(speaks().tag, { type }).format(names);
}
