import type { CloudEntry } from "../../knowledge/types";

/** What `config.json` beside the page says, after it was checked. */
export interface Config {
  /** Null where no tenant is configured: the sample is all there is. */
  readonly tenant: TenantConfig | null;
  readonly cloud: CloudEntry;
  /** A Log Analytics workspace; null where that source is not offered. */
  readonly workspaceId: string | null;
  /** A Power BI report to embed, with the workspace that it is in; null where there is none. */
  readonly report: { readonly workspaceId: string; readonly reportId: string } | null;
}

export interface TenantConfig {
  readonly tenantId: string;
  readonly clientId: string;
}
