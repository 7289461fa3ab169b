import { readdir, readFile, rm, stat } from "node:fs/promises";
import { inflateRawSync } from "node:zlib";
import { bin } from "./bin";
import { beyond, bannedUses } from "./certify/bannedApi";
import { at } from "./paths";
import { run } from "./run";

/**
 * Packages the visual into dist/ and returns the file's path. Several failures of pbiviz end with code 0, so the new
 * file itself is the proof; what it holds is checked as well. Throws with what went wrong.
 */
export async function packageVisual(quiet = false): Promise<string> {
  for (const old of await packages()) await rm(old);
  const { code, output } = await run(
    bin("powerbi-visuals-tools", "pbiviz"),
    ["package", "--no-stats", "--skip-api"],
    quiet,
  );
  const made = await packages();
  const file = made[0];
  if (code !== 0 || file === undefined || made.length !== 1) {
    throw new Error(`pbiviz made no package (code ${String(code)}).\n${output.slice(-4000)}`);
  }
  const script = await scriptOf(file);
  const found = beyond(bannedUses(script)).map(({ use, what }) => `${what}: ${use}`);
  if (found.length > 0) throw new Error(`The packed visual contains ${found.join(", ")}.`);
  return file;
}

/** Size of a file in bytes. */
export async function sizeOf(file: string): Promise<number> {
  return (await stat(file)).size;
}

async function packages(): Promise<string[]> {
  const names = await readdir(at("dist")).catch(() => [] as string[]);
  return names.filter((name) => name.endsWith(".pbiviz")).map((name) => at("dist", name));
}

/** The visual's JavaScript inside a package. */
export async function scriptOf(file: string): Promise<string> {
  return (JSON.parse(await innerOf(file)) as { content: { js: string } }).content.js;
}

/** The JSON inside a package that holds the whole visual, as it is written there. */
export async function innerOf(file: string): Promise<string> {
  return entryOf(await readFile(file), /\.pbiviz\.json$/);
}

/** Text of the first entry of a zip whose name matches; reads the central directory. */
function entryOf(zip: Buffer, name: RegExp): string {
  const end = zip.lastIndexOf(Buffer.from("PK\u0005\u0006", "latin1"));
  let at = zip.readUInt32LE(end + 16);
  const count = zip.readUInt16LE(end + 10);
  for (let i = 0; i < count; i++) {
    const nameLength = zip.readUInt16LE(at + 28);
    const skipped = zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
    if (name.test(zip.toString("utf8", at + 46, at + 46 + nameLength))) {
      const local = zip.readUInt32LE(at + 42);
      const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
      const data = zip.subarray(start, start + zip.readUInt32LE(at + 20));
      return (zip.readUInt16LE(at + 10) === 0 ? data : inflateRawSync(data)).toString("utf8");
    }
    at += 46 + nameLength + skipped;
  }
  throw new Error("The package holds no visual.");
}
