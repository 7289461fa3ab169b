import { spawn } from "node:child_process";
import { ROOT } from "./paths";

/** What a finished command left behind. */
export interface Finished {
  readonly code: number;
  readonly output: string;
}

/** Runs a program of node_modules, in the checkout or elsewhere; `quiet` keeps its output for the caller only. */
export function run(script: string, args: readonly string[], quiet = false, cwd = ROOT): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...args], { cwd, stdio: ["ignore", "pipe", "pipe"] });
    // Ctrl-C ends everything: nothing that was started may go on alone.
    const end = (): void => void child.kill();
    process.once("exit", end);
    let output = "";
    const take = (chunk: Buffer, to: NodeJS.WriteStream): void => {
      output += chunk.toString("utf8");
      if (!quiet) to.write(chunk);
    };
    child.stdout.on("data", (chunk: Buffer) => take(chunk, process.stdout));
    child.stderr.on("data", (chunk: Buffer) => take(chunk, process.stderr));
    child.on("error", reject);
    child.on("close", (code) => {
      process.off("exit", end);
      resolve({ code: code ?? 1, output });
    });
  });
}
