import type { IconName } from "../../view/icons";
import type { TroubleKind } from "../trouble";

/** What the reader can do about a state; the page offers those that it can carry out. */
export type Act =
  | "again"
  | "resume"
  | "signIn"
  | "consent"
  | "consentLink"
  | "otherAccount"
  | "details"
  | "shorter"
  | "longer"
  | "sample"
  | "file"
  | "paste";

export interface StateSpec {
  /** A shape, since color alone says nothing. */
  readonly sign: IconName;
  /** The first one that can be carried out is the one to press. */
  readonly acts: readonly Act[];
  /** Lower comes first where several things are wrong: what stands in the way of all of them. */
  readonly rank: number;
}

/** What to do about each kind of trouble; title and help have the kind in their keys, see words/troubles. */
export const TROUBLE_STATES: Readonly<Record<TroubleKind, StateSpec>> = {
  signedOut: { sign: "shield", acts: ["signIn", "paste", "sample", "file"], rank: 0 },
  wrongTenant: { sign: "shield", acts: ["otherAccount", "sample", "paste"], rank: 1 },
  consent: { sign: "shield", acts: ["consent", "consentLink", "again", "details", "paste"], rank: 2 },
  role: { sign: "shield", acts: ["again", "otherAccount", "details", "paste"], rank: 3 },
  offline: { sign: "close", acts: ["resume", "again", "paste"], rank: 4 },
  refused: { sign: "close", acts: ["details", "again", "paste"], rank: 5 },
  licence: { sign: "dash", acts: ["file", "details", "paste"], rank: 6 },
  notInCloud: { sign: "dash", acts: ["details", "file", "paste"], rank: 7 },
  throttled: { sign: "clock", acts: ["resume", "again", "paste"], rank: 8 },
  tooLarge: { sign: "triangle", acts: ["shorter", "again", "details"], rank: 9 },
  timedOut: { sign: "clock", acts: ["resume", "again", "shorter", "details"], rank: 10 },
  server: { sign: "triangle", acts: ["resume", "again", "details", "paste"], rank: 11 },
  brokenChain: { sign: "triangle", acts: ["resume", "again", "details"], rank: 12 },
  cancelled: { sign: "dash", acts: ["resume", "again"], rank: 13 },
};

/** Minutes after which what was loaded counts as stale: logs themselves lag by up to half an hour. */
export const STALE_MINUTES = 60;
