import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { bundleCli } from "../../src/build/bundleCli";

const ROOT = path.join(__dirname, "../..");

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly bytes: Buffer;
}

export interface RunOptions {
  readonly input?: string | Uint8Array;
  /** Options of Node itself, in front of the script. */
  readonly node?: readonly string[];
}

/** The command line as users run it, built anew for a test file, and a folder for its files. */
export interface Cli {
  run(args: readonly string[], options?: RunOptions): Promise<Ran>;
  /** Writes a file of the folder and returns its path. */
  file(name: string, content: string | Uint8Array): string;
  readonly script: string;
  readonly folder: string;
}

/** Builds the command line once before the tests of a file. */
export function useCli(): Cli {
  mkdirSync(path.join(ROOT, ".tmp"), { recursive: true });
  const folder = mkdtempSync(path.join(ROOT, ".tmp", "cli-"));
  const script = path.join(folder, "cli.mjs");
  beforeAll(() => bundleCli(ROOT, script));
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    script,
    folder,
    run: (args, options = {}) => run([...(options.node ?? []), script, ...args], folder, options.input),
    file: (name, content) => {
      const target = path.join(folder, name);
      writeFileSync(target, content);
      return target;
    },
  };
}

function run(args: readonly string[], cwd: string, input: string | Uint8Array | undefined): Promise<Ran> {
  const child = spawn(process.execPath, args, { cwd });
  const [out, err]: [Buffer[], Buffer[]] = [[], []];
  child.stdout.on("data", (chunk: Buffer) => out.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => err.push(chunk));
  // A program that refuses its arguments does not read its input.
  child.stdin.on("error", () => undefined);
  child.stdin.end(input ?? "");
  return new Promise((resolve) =>
    child.on("close", (code) => {
      const bytes = Buffer.concat(out);
      resolve({ code, stdout: bytes.toString("utf8"), stderr: Buffer.concat(err).toString("utf8"), bytes });
    }),
  );
}

/** Compares a text with a file of test/golden/cli; `UPDATE_GOLDEN=1` writes the file for review. */
export function expectGolden(name: string, actual: string): void {
  const target = path.join(ROOT, "test/golden/cli", name);
  if (process.env["UPDATE_GOLDEN"] === "1") writeFileSync(target, actual);
  expect(actual).toBe(readFileSync(target, "utf8"));
}
