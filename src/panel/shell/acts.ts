import type { Config } from "../config/types";
import type { Act } from "../states/table";
import { say } from "../words";
import type { Loading } from "./loading";
import type { Live, Offer } from "./types";

/** What acts need to know of the page. */
export interface ActState {
  readonly config: Config;
  readonly live: Live | null;
  readonly offer: Offer | null;
  readonly loading: Loading | null;
  /** Days that are asked for; null for what has no range. */
  readonly days: number | null;
  readonly isSample: boolean;
}

/** The range after the present one, in either direction; null at the end. */
export function otherRange({ offer, days }: ActState, way: "shorter" | "longer"): number | null {
  if (offer === null || days === null) return null;
  const others = offer.ranges.filter((one) => (way === "shorter" ? one < days : one > days));
  return (way === "shorter" ? others.at(-1) : others[0]) ?? null;
}

/** The words of an act that can be carried out now; null for one that cannot. */
export function offerAct(act: Act, state: ActState): string | null {
  const { live, loading, isSample, config } = state;
  const canResume = loading !== null && loading.state.resume !== null && !loading.state.loading;
  const signedIn = live !== null && live.session.account !== null;
  const when = (possible: boolean, words: string): string | null => (possible ? words : null);
  switch (act) {
    case "again":
      return when(!canResume, say("actAgain"));
    case "resume":
      return when(canResume, say("actResume"));
    case "signIn":
      return when(live !== null, say("actSignIn"));
    case "consent":
      return when(signedIn, say("actConsent"));
    case "consentLink":
      return when(config.tenant !== null, say("actConsentLink"));
    case "otherAccount":
      return when(live !== null, say("actOtherAccount"));
    case "details":
      return when((loading?.state.troubles.length ?? 0) > 0, say("actDetails"));
    case "shorter":
    case "longer": {
      const days = otherRange(state, act);
      return days === null ? null : say(act === "shorter" ? "actShorter" : "actLonger", String(days));
    }
    case "sample":
      return when(!isSample, say("actSample"));
    case "file":
      return say("actFile");
    case "paste":
      return say("actPaste");
  }
}

/** The source's scopes that a trouble is about: the one that it names, else all. */
export function scopesToAsk({ offer, loading }: ActState): readonly string[] {
  const all = offer?.source.scopes ?? [];
  const named = new Set(loading?.state.troubles.flatMap(({ kind, scope }) => (kind === "consent" ? [scope] : [])));
  const wanted = all.filter((one) => [...named].some((name) => name !== undefined && one.endsWith(name)));
  return wanted.length > 0 ? wanted : all;
}
