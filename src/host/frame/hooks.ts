import type { Recorder } from "./recorder";
import { summarize } from "./summary";

const consoleMethods = ["log", "info", "warn", "error", "debug", "trace", "table", "dir", "assert"] as const;

/** Reports everything a certified visual must not cause: errors, rejections, console output, policy violations. */
export function installHooks(recorder: Recorder): void {
  window.addEventListener("error", (event) => {
    const stack: unknown = event.error instanceof Error ? event.error.stack : undefined;
    recorder.problem("error", event.message || "A script error", stack);
  });
  window.addEventListener("unhandledrejection", (event) => {
    recorder.problem(
      "rejection",
      describe(event.reason),
      event.reason instanceof Error ? event.reason.stack : undefined,
    );
  });
  document.addEventListener("securitypolicyviolation", (event) => {
    const source = event.sourceFile ? ` at ${event.sourceFile}:${String(event.lineNumber)}` : "";
    recorder.problem("csp", `${event.effectiveDirective} blocked ${event.blockedURI || "inline code"}${source}`);
  });
  for (const name of consoleMethods) {
    const original = console[name].bind(console) as (...args: unknown[]) => void;
    console[name] = (...args: unknown[]): void => {
      if (name !== "assert" || args[0] !== true)
        recorder.problem("console", `${name}: ${args.map(describe).join(" ")}`);
      original(...args);
    };
  }
}

/** A line of text for an arbitrary value. */
export function describe(value: unknown): string {
  if (typeof value === "string") return value;
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  try {
    const text: unknown = JSON.stringify(summarize(value));
    return typeof text === "string" ? text : String(value);
  } catch {
    return String(value);
  }
}
