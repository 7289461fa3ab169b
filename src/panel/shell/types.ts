import type { Config } from "../config/types";
import type { ReportMeans, ReportTab } from "../report/types";
import type { Session, SignInPlace } from "../session/types";
import type { LiveSource } from "../sources/types";

/** A live source that the configuration allows. */
export interface Offer {
  readonly source: LiveSource;
  /** Ranges to choose from, in days, ascending; `range` is the one to begin with. */
  readonly ranges: readonly number[];
  readonly range: number;
}

/** Everything of a configured tenant. `live.ts` puts it together, and nothing else of the page knows its parts. */
export interface Live {
  readonly session: Session;
  readonly place: SignInPlace;
  /** In the order in which they are offered; the first is where the page begins. */
  readonly offers: readonly Offer[];
  /** Puts the report into its place; null where none is configured. */
  readonly report:
    ((place: HTMLElement, means: Pick<ReportMeans, "openPrincipal" | "say">) => Promise<ReportTab>) | null;
}

/** Makes the live parts; resolves after an answer of the sign-in in the address was dealt with. */
export type StartLive = (config: Config) => Promise<Live>;
