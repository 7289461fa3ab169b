/** How one tenant of the stand-in behaves; tests set it through the control address. */
export interface Tenant {
  readonly id: string;
  /** Rows, faults and delays of each part, by the part's own words. */
  readonly settings: Readonly<Record<string, unknown>>;
}

/** One service of the stand-in cloud. Pure enough to be called without a server: tests hand it requests as fetch would. */
export interface CloudPart {
  /** Host names that it answers for, as production calls them. */
  readonly hosts: readonly string[];
  /** Audiences that its tokens may have; absent: every token of the tenant will do. */
  readonly audiences?: readonly string[];
  /** Hosts that answer without a token: pages. The tenant is the one that was told of the report in their address. */
  readonly open?: readonly string[];
  handle(request: Request, tenant: Tenant): Promise<Response>;
}
