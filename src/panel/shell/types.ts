import type { Config } from "../config/types";
import type { Session } from "../session/types";
import type { LiveSource } from "../sources/types";

/** A live source that the configuration allows. */
export interface Offer {
  readonly source: LiveSource;
  /** Ranges to choose from, in days, ascending; `range` is the one to begin with. */
  readonly ranges: readonly number[];
  readonly range: number;
}

/** The report beside the principals, once it was asked for. */
export interface ReportTab {
  /** The tab is on screen; `openId` is the principal that is open in the panel. */
  show(openId: string | null): void;
}

/** Everything of a configured tenant. `live.ts` puts it together, and nothing else of the page knows its parts. */
export interface Live {
  readonly session: Session;
  /** In the order in which they are offered; the first is where the page begins. */
  readonly offers: readonly Offer[];
  /** Null where no report is configured. `open` shows a principal in the panel. */
  readonly report: ((place: HTMLElement, open: (id: string) => void) => Promise<ReportTab>) | null;
}

/** Makes the live parts; resolves after an answer of the sign-in in the address was dealt with. */
export type StartLive = (config: Config) => Promise<Live>;
