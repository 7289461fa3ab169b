import { version } from "../../package.json";
import { run } from "./command";
import { explainCommand } from "./explain/command";
import { Fault } from "./fault";
import { help, NAME } from "./help";
import { dropUnfinished, say, writeOut } from "./output";
import { Progress } from "./progress";
import { requestOf } from "./settings";

const BAD = 2;
const INTERRUPTED = { SIGINT: 130, SIGTERM: 143 } as const;

async function main(args: readonly string[]): Promise<number> {
  if (args[0] === "explain") return explainCommand(args.slice(1));
  if (args.length === 0) {
    await say([help().trimEnd()]);
    return BAD;
  }
  const request = requestOf(args);
  if (request.wants !== "result") {
    await writeOut([request.wants === "help" ? help() : `${version}\n`]);
    return 0;
  }
  const clock = (): number => Date.now();
  return run(request, clock, (bytes) => {
    progress = new Progress(process.stderr, bytes, clock);
    return progress;
  });
}

/** What went wrong, in words for the reader; a fault of the program itself says so. */
function sentencesOf(error: unknown): string[] {
  if (error instanceof Fault) {
    const lines = [`${NAME}: ${error.message}`];
    return [...lines, ...(error.hint === "" ? [] : [error.hint])];
  }
  if (error instanceof RangeError && error.message.includes("string length")) {
    return [
      `${NAME}: The result is too large for this format.`,
      "Use another format, or a part of the data with --scope.",
    ];
  }
  return [
    `${NAME}: A fault of the program: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
  ];
}

/** True when whoever read standard output stopped: `| head` is no fault. */
function isClosedPipe(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "EPIPE";
}

let progress: Progress | null = null;

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    dropUnfinished();
    progress?.done();
    process.exit(INTERRUPTED[signal]);
  });
}
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error) => {
    if (!isClosedPipe(error)) throw error;
    process.exit(0);
  });
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!isClosedPipe(error)) {
    process.exitCode = BAD;
    await say(sentencesOf(error));
  }
}
