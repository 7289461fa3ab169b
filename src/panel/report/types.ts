import type { ReportConfig } from "../config/types";
import type { Send } from "../net/types";
import type { TokenSource } from "../session/types";

/** What embedding needs to know of a cloud; from the clouds' data. Empty where no source names it. */
export interface PowerBiHosts {
  /** For example "api.powerbi.com". */
  readonly powerBiApiHost: string;
  /** For example "app.powerbi.com": the only host that is ever embedded. */
  readonly powerBiAppHost: string;
  /** The tokens' audience, for example "https://analysis.windows.net/powerbi/api". */
  readonly powerBiResource: string;
}

/** Time, handed in so that tests need none. */
export interface Clock {
  /** Epoch ms. */
  now(): number;
  /** Calls back after `ms`; returns how to call it off. */
  later(ms: number, callback: () => void): () => void;
}

/** What the report needs of the page around it. */
export interface ReportMeans {
  readonly config: ReportConfig;
  readonly cloud: PowerBiHosts;
  readonly send: Send;
  readonly tokens: TokenSource;
  /** Opens a principal beside or instead of the report; false where the panel's data does not hold it. */
  openPrincipal(id: string): boolean;
  /** Says one line to assistive technology. */
  say(line: string): void;
  /** Leaves the page to sign in, or to ask for consent to these scopes; without them the messages only advise. */
  signIn?(scopes: readonly string[]): void;
  consent?(scopes: readonly string[]): void;
  readonly clock?: Clock;
}

export interface ReportTab {
  readonly element: HTMLElement;
  /** Embeds the report the first time; later calls change nothing, however often the tab is looked at. */
  show(): void;
  /** Turns the report to one principal: its page, filtered. Embeds it first where that has not happened. */
  openPrincipal(id: string, name: string): void;
  /** Removes the frame and everything that listens. */
  destroy(): void;
}

/** A column of the report's semantic model. */
export interface Column {
  readonly table: string;
  readonly column: string;
}

/** The part of powerbi-client that is used, so that tests can stand in for it. */
export interface PowerBi {
  /** Starts loading the frame before there is a token. */
  bootstrap(): void;
  embed(config: EmbedConfig): EmbeddedReport;
  /** Removes the frame with all that listens to it. */
  reset(): void;
}

export interface EmbedConfig {
  readonly reportId: string;
  readonly workspaceId: string;
  readonly embedUrl: string;
  readonly accessToken: string;
  /** Asked by the frame when its token ends; null where there is none. Never rejects. */
  readonly accessTokenProvider: () => Promise<string | null>;
}

export type ReportEvent = "loaded" | "rendered" | "error" | "dataSelected" | "pageChanged";

export interface EmbeddedReport {
  /** One listener an event: it replaces an earlier one. `detail` is whatever the frame sent. */
  on(event: ReportEvent, listener: (detail: unknown) => void): void;
  setToken(token: string): Promise<void>;
  pages(): Promise<readonly ReportPage[]>;
}

export interface ReportPage {
  readonly name: string;
  readonly displayName: string;
  readonly isActive: boolean;
  activate(): Promise<void>;
  /** Sets one filter, whatever others the page has; no values: takes it away. */
  filter(column: Column, values: readonly string[]): Promise<void>;
  filters(): Promise<unknown>;
  visuals(): Promise<readonly { readonly type: string; filters(): Promise<unknown> }[]>;
}
