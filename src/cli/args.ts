import { Fault } from "./fault";
import type { OptionEntry } from "./options";
import { nearest } from "./suggest";

/** Arguments, told apart. */
export interface Parsed {
  readonly operands: readonly string[];
  /** Values by option name, in their order; a switch has one empty value. */
  readonly values: ReadonlyMap<string, readonly string[]>;
}

const SHORT: Readonly<Record<string, string>> = { "-h": "--help", "-?": "--help", "-V": "--version", "-o": "--out" };

/** Reads `--name value`, `--name=value`, switches and operands; all after `--` are operands. Throws a Fault. */
export function parseArgs(args: readonly string[], options: readonly OptionEntry[]): Parsed {
  const operands: string[] = [];
  const values = new Map<string, string[]>();
  for (let i = 0; i < args.length; i++) {
    const arg = SHORT[args[i] ?? ""] ?? args[i] ?? "";
    if (arg === "--") {
      operands.push(...args.slice(i + 1));
      break;
    }
    if (!arg.startsWith("-") || arg === "-") {
      operands.push(arg);
      continue;
    }
    const [, name = "", inline] = /^--?([^=]*)(?:=([\s\S]*))?$/.exec(arg) ?? [];
    const option = arg.startsWith("--") ? options.find((entry) => entry.name === name) : undefined;
    if (option === undefined) throw unknown(arg, name, options);
    let value = inline;
    if (option.value === "") {
      if (inline !== undefined) throw new Fault(`--${name} takes no value.`);
      value = "";
    } else if (value === undefined) {
      value = args[++i];
      if (value === undefined || (value.startsWith("--") && value.length > 2)) {
        throw new Fault(`--${name} needs a value: --${name} ${option.value}.`);
      }
    }
    const known = values.get(name);
    if (known === undefined) values.set(name, [value]);
    else if (option.repeats === true || option.value === "") known.push(value);
    else throw new Fault(`--${name} is given twice.`);
  }
  return { operands, values };
}

function unknown(arg: string, name: string, options: readonly OptionEntry[]): Fault {
  const near = nearest(
    name,
    options.map((option) => option.name),
  );
  return new Fault(`There is no option ${arg.split("=")[0] ?? ""}.`, near === "" ? "" : `Did you mean --${near}?`);
}

/** The value of an option that has a few; throws a Fault that names them. */
export function oneOf<T extends string>(option: string, typed: string, known: readonly T[]): T {
  const found = known.find((value) => value === typed);
  if (found !== undefined) return found;
  const near = nearest(typed, known);
  throw new Fault(
    `--${option} knows ${known.join(", ")}; not ${JSON.stringify(typed)}.`,
    near === "" ? "" : `Did you mean ${near}?`,
  );
}
