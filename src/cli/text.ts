import { TextFeed } from "../model/read/textFeed";

/** The text of a whole file: UTF-8 or UTF-16. `hasUnreadable` is true when some of its bytes are neither. */
export function textOf(bytes: Uint8Array): { readonly text: string; readonly hasUnreadable: boolean } {
  const feed = new TextFeed();
  const text = feed.push(bytes) + feed.end();
  return { text, hasUnreadable: feed.hasUnreadable };
}

/** True for a file that begins like a zip archive, as workbooks do. */
export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b;
}
