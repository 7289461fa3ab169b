import { judge, type Result } from "./result";

const SIGNATURE = "89504e470d0a1a0a";

/** Width and height of a PNG from its header, or null where the bytes are no PNG. */
export function pngSize(bytes: Buffer): { readonly width: number; readonly height: number } | null {
  const isPng =
    bytes.length >= 24 && bytes.toString("hex", 0, 8) === SIGNATURE && bytes.toString("latin1", 12, 16) === "IHDR";
  return isPng ? { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) } : null;
}

/** A PNG of exactly the size that is asked for. */
export function checkPng(name: string, bytes: Buffer | null, width: number, height: number): Result {
  const size = bytes === null ? null : pngSize(bytes);
  const wanted = `${width}×${height}`;
  if (bytes === null) return judge(name, ["the file is missing"], "");
  if (size === null) return judge(name, ["the file is no PNG"], "");
  const is = `${size.width}×${size.height}`;
  return judge(name, is === wanted ? [] : [`${is} instead of ${wanted}`], `PNG of ${wanted}`);
}
