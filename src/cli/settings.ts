import type { CloudId } from "../knowledge/types";
import { parseTime } from "../model/read/time";
import { parseArgs, oneOf, type Parsed } from "./args";
import { parseFailOn, type FailRule } from "./failOn";
import { Fault } from "./fault";
import { FORMAT_IDS, type FormatId } from "../export/all";
import { DEFAULT_FORMAT, TICKET_FORMATS } from "./formats";
import { OPTIONS } from "./options";
import { parseScope, type Scope } from "./scope";

export const CLOUDS: readonly CloudId[] = ["public", "usgov", "china"];

/** What the main command was asked for. */
export interface Request {
  /** Names of the files of facts, `-` for standard input. */
  readonly files: readonly string[];
  readonly format: FormatId;
  /** Null for standard output. */
  readonly out: string | null;
  /** Epoch ms; null for the clock. */
  readonly now: number | null;
  readonly cloud: CloudId;
  readonly scope: Scope;
  readonly failOn: readonly FailRule[];
  readonly baseline: string | null;
  readonly compareOut: string | null;
  /** Worked checklists, in the order in which they are taken up. */
  readonly marks: readonly string[];
  /** Where marks that fit nothing go. */
  readonly unmatched: string | null;
  /** The tracker's own export. */
  readonly tickets: string | null;
  readonly summary: boolean;
  readonly wants: "result" | "help" | "version";
}

/** Reads the arguments of the main command. Throws a Fault. */
export function requestOf(args: readonly string[]): Request {
  const parsed = parseArgs(args, OPTIONS);
  const one = (name: string): string | null => parsed.values.get(name)?.[0] ?? null;
  const files = [...parsed.operands, ...(parsed.values.get("credentials") ?? [])];
  const wants = parsed.values.has("help") ? "help" : parsed.values.has("version") ? "version" : "result";
  if (wants === "result") check(files, parsed);
  const now = one("now");
  return {
    files,
    format: oneOf("format", one("format") ?? DEFAULT_FORMAT, FORMAT_IDS),
    out: one("out") === "-" ? null : one("out"),
    now: now === null ? null : instantOf(now),
    cloud: oneOf("cloud", one("cloud") ?? "public", CLOUDS),
    scope: parseScope(one("scope")),
    failOn: parseFailOn(parsed.values.get("fail-on") ?? []),
    baseline: one("baseline"),
    compareOut: one("compare-out"),
    marks: parsed.values.get("marks") ?? [],
    unmatched: one("unmatched"),
    tickets: one("tickets"),
    summary: parsed.values.has("summary"),
    wants,
  };
}

function check(files: readonly string[], { values }: Parsed): void {
  if (files.length === 0) throw new Fault("No file of facts is given.");
  if (files.filter((name) => name === "-").length > 1) throw new Fault("Standard input (-) can be read once only.");
  if (values.has("compare-out") && !values.has("baseline")) throw new Fault("--compare-out needs --baseline.");
  if (values.has("unmatched") && !values.has("marks")) throw new Fault("--unmatched needs --marks.");
  const format = values.get("format")?.[0] ?? DEFAULT_FORMAT;
  if (values.has("tickets") && !TICKET_FORMATS.some((id) => id === format)) {
    throw new Fault(`--tickets needs --format ${TICKET_FORMATS.join(" or ")}.`);
  }
  for (const [name, given] of values) {
    if (given.includes("") && OPTIONS.some((option) => option.name === name && option.value !== "")) {
      throw new Fault(`--${name} needs a value.`);
    }
  }
  for (const name of ["baseline", "marks", "tickets"]) {
    if (values.get(name)?.includes("-") === true) throw new Fault(`--${name} reads a file, not standard input.`);
  }
}

const ISO = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2}))?$/;

function instantOf(text: string): number {
  const time = ISO.test(text) ? parseTime(text) : null;
  if (time?.kind === "time") return time.value;
  throw new Fault(
    `--now takes an instant such as 2026-11-23T12:00:00Z, or a day such as 2026-11-23; not ${JSON.stringify(text)}.`,
  );
}
