import { findCode, signals } from "../../knowledge";
import { filled } from "../words";
import type { CaseFacts } from "./caseFacts";
import { credentialDetectors } from "./credentialSignals";
import { historyDetectors } from "./historySignals";
import type { Detector } from "./detector";
import { otherDetectors } from "./otherSignals";

/** A signal that the rows of a case show, in words. */
export interface Signal {
  readonly id: string;
  readonly text: string;
  readonly change: boolean;
}

/** How each signal is read from a case's facts; what it says stands in the knowledge. */
export const DETECTORS: Readonly<Record<string, Detector>> = {
  ...credentialDetectors,
  ...historyDetectors,
  ...otherDetectors,
};

/** Which code it is, as a signal: several codes may share a checklist. */
export function codeSignal(code: number): Signal {
  const meaning = findCode(code)?.meaning ?? "a code that the catalogue does not know.";
  return { id: `code-${String(code)}`, text: `AADSTS${String(code)} says: ${meaning}`, change: false };
}

/** The signals of a case by id: its code, then those of the catalogue in their order. */
export function signalsOf(facts: CaseFacts): ReadonlyMap<string, Signal> {
  const code = codeSignal(facts.code);
  const found = new Map<string, Signal>([[code.id, code]]);
  for (const entry of signals) {
    const values = DETECTORS[entry.id]?.(facts) ?? null;
    if (values !== null) found.set(entry.id, { id: entry.id, text: filled(entry.text, values), change: entry.change });
  }
  return found;
}
