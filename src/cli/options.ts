import { formatsText } from "./formats";

/** An option of the command line. `value` names what it takes in the usage; empty for a switch. */
export interface OptionEntry {
  readonly name: string;
  readonly value: string;
  /** May be given more than once. */
  readonly repeats?: boolean;
  readonly help: readonly string[];
}

/** Options of the main command, in the order in which the usage lists them. */
export const OPTIONS: readonly OptionEntry[] = [
  {
    name: "credentials",
    value: "FILE",
    repeats: true,
    help: ["credentials or other facts from one more file; repeatable"],
  },
  { name: "format", value: "FORMAT", help: [formatsText()] },
  { name: "out", value: "FILE", help: ["write the result there instead of on standard output"] },
  { name: "now", value: "ISO", help: ["the instant that judges expiry; default: the clock"] },
  { name: "cloud", value: "CLOUD", help: ["public, usgov or china: hosts in commands"] },
  { name: "scope", value: "SCOPE", help: ["principal:ID, case:ID, code:50171 or failing alone"] },
  {
    name: "fail-on",
    value: "WHAT",
    repeats: true,
    help: [
      "exit 1 at a grade or worse (critical, poor, attention)",
      "or an open case of a code (case:50171); repeatable",
    ],
  },
  {
    name: "baseline",
    value: "FILE",
    help: ["older JSON result: says what is new, verified, regressed"],
  },
  { name: "compare-out", value: "FILE", help: ["write that comparison as JSON"] },
  {
    name: "marks",
    value: "FILE",
    repeats: true,
    help: ["take up a worked checklist (xlsx, csv, json); repeatable"],
  },
  { name: "unmatched", value: "FILE", help: ["write marks that fit nothing any more, as CSV"] },
  { name: "tickets", value: "FILE", help: ["CSV export of the tracker: azuredevops, jira update those"] },
  { name: "summary", value: "", help: ["print the figures and the worst principals, too"] },
  { name: "version", value: "", help: [] },
  { name: "help", value: "", help: [] },
];

/** Options of `explain`. */
export const EXPLAIN_OPTIONS: readonly OptionEntry[] = [
  { name: "format", value: "FORMAT", help: ["text (default), json or md"] },
  { name: "cloud", value: "CLOUD", help: ["public, usgov or china, where the error names no host"] },
  { name: "help", value: "", help: [] },
];
