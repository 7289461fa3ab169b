import type { Grade, VerificationState } from "../../model/types";
import { objectId } from "./ids";
import { SCENARIOS } from "./scenarios";

export interface ExpectedPrincipal {
  /** Lower-cased object id. */
  readonly id: string;
  readonly name: string;
  readonly shows: string;
  readonly grade: Grade;
  /** Rules that must be among the findings. */
  readonly rules: readonly string[];
}

export interface ExpectedCase {
  /** `principal|resourceId (else the lower-cased resource, else -)|code` */
  readonly id: string;
  readonly principal: string;
  readonly code: number;
  readonly resourceId: string;
  readonly verification: VerificationState;
}

/** What a correct reader concludes about each principal at the sample's own clock. */
export const EXPECTED_PRINCIPALS: readonly ExpectedPrincipal[] = SCENARIOS.map(({ no, name, shows, grade, rules }) => ({
  id: objectId(no),
  name,
  shows,
  grade,
  rules,
}));

/** Every case of the sample with its verification; there are no others. */
export const EXPECTED_CASES: readonly ExpectedCase[] = SCENARIOS.flatMap((scenario) =>
  scenario.cases.map(({ on, code, state }) => {
    const principal = objectId(scenario.no);
    const resource = on.id || on.name.toLowerCase() || "-";
    return { id: `${principal}|${resource}|${code}`, principal, code, resourceId: on.id, verification: state };
  }),
);

/** Status words that make a principal count as failing (contract 3). */
const FAILING_STATES: readonly VerificationState[] = ["failing", "regressed", "changed"];

export const EXPECTED_FAILING_PRINCIPALS: readonly string[] = [
  ...new Set(EXPECTED_CASES.filter((c) => FAILING_STATES.includes(c.verification)).map((c) => c.principal)),
];
