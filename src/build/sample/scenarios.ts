import { FAILING } from "./failing";
import { HEALTHY } from "./healthy";
import { MTLS } from "./mtls";
import { NAMES } from "./names";
import { RELAPSING } from "./relapsing";
import { SETTLED } from "./settled";
import type { Scenario } from "./types";

/** Every principal of the sample. */
export const SCENARIOS: readonly Scenario[] = [...MTLS, ...FAILING, ...RELAPSING, ...SETTLED, ...NAMES, ...HEALTHY];
