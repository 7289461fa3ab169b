import { judge, type Result } from "./result";

const COUNTED = ["moderate", "high", "critical"] as const;

/** Reads what `npm audit --json` printed. Where the registry did not answer nothing is claimed. */
export function checkVulnerabilities(output: string): Result {
  const counts = countsOf(output);
  const name = "npm audit";
  if (typeof counts === "string")
    return { status: "note", name, detail: `not verified, the registry gave no answer: ${counts}` };
  const faults = COUNTED.filter((level) => (counts[level] ?? 0) > 0).map(
    (level) => `${String(counts[level])} ${level}`,
  );
  return judge(name, faults, `no moderate, high or critical (${counts["low"] ?? 0} low)`);
}

function countsOf(output: string): Readonly<Record<string, number>> | string {
  const from = output.indexOf("{");
  const to = output.lastIndexOf("}");
  try {
    const answer = JSON.parse(output.slice(from, to + 1)) as {
      readonly message?: string;
      readonly error?: { readonly summary?: string };
      readonly metadata?: { readonly vulnerabilities?: Readonly<Record<string, number>> };
    };
    return answer.metadata?.vulnerabilities ?? answer.message ?? answer.error?.summary ?? "an answer without counts";
  } catch {
    return "no answer that can be read";
  }
}
