import { rmSync } from "node:fs";
import { open, rename, rm, stat, type FileHandle } from "node:fs/promises";
import path from "node:path";
import { visible } from "../export/guard";
import { Fault, fileFault } from "./fault";

const unfinished = new Set<string>();

/** Takes away what was begun and not finished; for a program that is told to stop. */
export function dropUnfinished(): void {
  for (const name of unfinished) rmSync(name, { force: true });
}

/**
 * Refuses targets before anything is read: no folder to hold one, a folder itself, one of the files that are read, two that
 * are the same. Null is a target that was not asked for.
 */
export async function checkTargets(targets: readonly (string | null)[], inputs: readonly string[]): Promise<void> {
  const names = targets.filter((name) => name !== null);
  for (const [i, name] of names.entries()) {
    const whole = path.resolve(name);
    const holder = await stat(path.dirname(whole)).catch(() => null);
    if (holder?.isDirectory() !== true) throw new Fault(`The folder of ${name} does not exist.`);
    const found = await stat(name).catch(() => null);
    if (found?.isDirectory() === true) throw new Fault(`${name} is a folder, not a file.`);
    if (inputs.some((input) => input !== "-" && path.resolve(input) === whole)) {
      throw new Fault(`${name} is read and cannot be written over.`);
    }
    if (names.slice(0, i).some((other) => path.resolve(other) === whole)) {
      throw new Fault(`${name} cannot hold two results.`);
    }
  }
}

/** Writes a file beside its place and moves it there when it is complete: nobody ever reads half of one. */
export async function writeFile(name: string, pieces: Iterable<string | Uint8Array>): Promise<void> {
  const draft = `${name}.${String(process.pid)}.tmp`;
  let handle: FileHandle | null = null;
  try {
    handle = await open(draft, "wx");
    unfinished.add(draft);
    for (const piece of gathered(pieces)) await handle.writeFile(piece);
    await handle.close();
    handle = null;
    await rename(draft, name);
  } catch (error) {
    await handle?.close().catch(() => undefined);
    if (unfinished.has(draft)) await rm(draft, { force: true });
    throw fileFault(name, error);
  } finally {
    unfinished.delete(draft);
  }
}

/** Writes to standard output as fast as its reader reads; characters that would steer a terminal are made visible there. */
export async function writeOut(pieces: Iterable<string | Uint8Array>): Promise<void> {
  const { stdout } = process;
  for (const piece of gathered(pieces)) {
    await put(stdout, stdout.isTTY && typeof piece === "string" ? visible(piece) : piece);
  }
}

/** Characters that are written at a time: a system call for every case would take longer than the case. */
const CHUNK = 1 << 18;

/** Short texts together; a result is all text or all bytes. */
function* gathered(pieces: Iterable<string | Uint8Array>): Generator<string | Uint8Array> {
  let text: string[] = [];
  let length = 0;
  for (const piece of pieces) {
    if (typeof piece !== "string") {
      yield piece;
      continue;
    }
    text.push(piece);
    length += piece.length;
    if (length < CHUNK) continue;
    yield text.join("");
    text = [];
    length = 0;
  }
  if (length > 0) yield text.join("");
}

/** Lines for the reader on standard error, or on standard output where that is free. */
export async function say(lines: readonly string[], stream: NodeJS.WriteStream = process.stderr): Promise<void> {
  if (lines.length > 0) await put(stream, `${lines.map(visible).join("\n")}\n`);
}

function put(stream: NodeJS.WriteStream, piece: string | Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(piece, (error) => {
      if (error) reject(error);
      else resolve();
    });
  });
}
