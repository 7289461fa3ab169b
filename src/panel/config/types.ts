import type { CloudEntry } from "../../knowledge/types";

/** What `config.json` beside the page says, after it was checked. */
export interface Config {
  /** Null where no tenant is configured: the sample is all there is. */
  readonly tenant: TenantConfig | null;
  readonly cloud: CloudEntry;
  /** A Log Analytics workspace; null where that source is not offered. */
  readonly workspaceId: string | null;
  /** A Power BI report to embed, with the workspace that it is in; null where there is none. */
  readonly report: ReportConfig | null;
  /** Origins of pages that may show this one in a frame, for the host's headers; the page itself has no use for them. */
  readonly frameAncestors: readonly string[];
}

export interface ReportConfig {
  readonly workspaceId: string;
  readonly reportId: string;
  /** Page to open a principal on, by its name or the title on its tab; absent: the one that holds our visual. */
  readonly page?: string;
  /** The column with the service principal's object id in the report's model; absent: found where possible. */
  readonly table?: string;
  readonly column?: string;
}

export interface TenantConfig {
  readonly tenantId: string;
  readonly clientId: string;
}

/** One thing that is wrong in the file. */
export interface Mistake {
  /** Where, for example "report.reportId" or "frameAncestors[0]"; the file's name where it is about the whole file. */
  readonly path: string;
  /** What is wrong and what is expected, in the interface's words. May hold text of the file. */
  readonly message: string;
}

/** What came of reading the file: with mistakes the configuration is the one without a tenant. */
export interface ConfigResult {
  readonly config: Config;
  readonly mistakes: readonly Mistake[];
}
