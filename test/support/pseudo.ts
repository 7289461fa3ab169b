import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { inflateRawSync } from "node:zlib";

export type Texts = Readonly<Record<string, string>>;

interface Packed {
  readonly content: { readonly js: string };
  stringResources: Record<string, Texts>;
}

const ROOT = path.join(__dirname, "../..");
const ACCENTS: Texts = {
  a: "á",
  e: "é",
  i: "í",
  o: "ö",
  u: "ü",
  A: "Å",
  E: "É",
  I: "Î",
  O: "Ø",
  U: "Û",
  c: "ç",
  n: "ñ",
};

/** English with accents and 40 % longer, as long languages are; `⟧` ends what must be seen whole. */
export function pseudo(words: string): string {
  const accented = words
    .split(/(\{\d\})/)
    .map((piece) => (piece.startsWith("{") ? piece : piece.replace(/[aeiouAEIOUcn]/g, (char) => ACCENTS[char] ?? char)))
    .join("");
  const more = Math.ceil(words.replace(/\{\d\}/g, "").length * 0.4);
  return more === 0 ? accented : `${accented}${"ïäöü".repeat(more).slice(0, more - 1)}⟧`;
}

/** The texts of a language beside the package's sources. */
export const textsOf = (language: string): Texts =>
  JSON.parse(readFileSync(path.join(ROOT, "stringResources", language, "resources.resjson"), "utf8")) as Texts;

/** All en-US texts in the pseudo-language, under the name of a language that there is. */
export function pseudoTexts(language: string): Texts {
  const entries = Object.entries(textsOf("en-US")).map(([key, words]): [string, string] => [key, pseudo(words)]);
  return { ...Object.fromEntries(entries), language };
}

/** The one JSON file of the packaged visual that holds everything, with its name in the archive. */
export function readPacked(): { readonly name: string; readonly packed: Packed } {
  const file = readdirSync(path.join(ROOT, "dist")).find((one) => one.endsWith(".pbiviz"));
  const zip = readFileSync(path.join(ROOT, "dist", file ?? ""));
  const end = zip.lastIndexOf(Buffer.from("PK\u0005\u0006", "latin1"));
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    const nameLength = zip.readUInt16LE(at + 28);
    const name = zip.toString("utf8", at + 46, at + 46 + nameLength);
    if (name.endsWith(".pbiviz.json")) {
      const local = zip.readUInt32LE(at + 42);
      const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
      const data = zip.subarray(start, start + zip.readUInt32LE(at + 20));
      const text = (zip.readUInt16LE(at + 10) === 0 ? data : inflateRawSync(data)).toString("utf8");
      return { name, packed: JSON.parse(text) as Packed };
    }
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  throw new Error("The package holds no visual.");
}

/** A package as the stand-in reads it, with other texts: one stored entry, checksums left out. */
export function packageWith(language: string, texts: Texts): Buffer {
  const { name, packed } = readPacked();
  packed.stringResources = { ...packed.stringResources, [language]: texts };
  const data = Buffer.from(JSON.stringify(packed), "utf8");
  const bytes = Buffer.from(name, "utf8");
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt32LE(data.length, 18);
  local.writeUInt32LE(data.length, 22);
  local.writeUInt16LE(bytes.length, 26);
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt32LE(data.length, 20);
  entry.writeUInt32LE(data.length, 24);
  entry.writeUInt16LE(bytes.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(entry.length + bytes.length, 12);
  end.writeUInt32LE(local.length + bytes.length + data.length, 16);
  return Buffer.concat([local, bytes, data, entry, bytes, end]);
}
