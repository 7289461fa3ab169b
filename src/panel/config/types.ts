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
