import type { CaseFacts } from "./caseFacts";

/** Values for a signal's text; null where the rows do not show it. */
export type SignalValues = Readonly<Record<string, string>> | null;
export type Detector = (facts: CaseFacts) => SignalValues;
