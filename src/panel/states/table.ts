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
  signedOut: { sign: "shield", acts: ["signIn", "sample", "file"], rank: 0 },
  wrongTenant: { sign: "shield", acts: ["otherAccount", "sample"], rank: 1 },
  consent: { sign: "shield", acts: ["consent", "consentLink", "resume", "again", "details"], rank: 2 },
  role: { sign: "shield", acts: ["signIn", "resume", "again", "details"], rank: 3 },
  offline: { sign: "close", acts: ["resume", "again", "details"], rank: 4 },
  refused: { sign: "close", acts: ["details", "again"], rank: 5 },
  licence: { sign: "dash", acts: ["file", "details"], rank: 6 },
  notCollected: { sign: "dash", acts: ["details", "again", "file"], rank: 7 },
  throttled: { sign: "clock", acts: ["resume", "again", "details"], rank: 8 },
  tooLarge: { sign: "triangle", acts: ["shorter", "resume", "again", "details"], rank: 9 },
  timedOut: { sign: "clock", acts: ["resume", "again", "shorter", "details"], rank: 10 },
  server: { sign: "triangle", acts: ["resume", "again", "details"], rank: 11 },
  brokenChain: { sign: "triangle", acts: ["resume", "again", "details"], rank: 12 },
  cancelled: { sign: "dash", acts: ["resume", "again"], rank: 13 },
  // Nothing can be done about it, and it is so every time.
  notInCloud: { sign: "dash", acts: ["details", "sample", "file"], rank: 14 },
};

/** Minutes after which what was loaded counts as stale: logs themselves lag by up to half an hour. */
export const STALE_MINUTES = 60;
