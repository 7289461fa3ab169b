import { createHash } from "node:crypto";
import type { Tenant } from "../types";

/** A person who can sign in. */
export interface CloudAccount {
  readonly username: string;
  readonly name: string;
  /** Tenant that the account says it comes from; absent: the one that is signed in to. */
  readonly tenantId?: string;
  /** Tenant that a guest of the one that is signed in to has at home. */
  readonly homeTenantId?: string;
}

/** A service principal that asks for tokens of its own. */
export interface CloudPrincipal {
  readonly clientId: string;
  readonly secret: string;
  /** Subject that its certificate must have, for example "CN=client". */
  readonly subject: string;
}

/**
 * An answer to give instead of the right one. Every condition that is there must hold. `code` and `text` become
 * "AADSTS<code>: <text>".
 */
export interface IdentityFault {
  readonly at: "authorize" | "token";
  readonly grant?: string;
  /** Part of the scope that is asked for. */
  readonly scope?: string;
  /** Only requests with (true) or without (false) a claims challenge of a resource. */
  readonly claims?: boolean;
  /** Only requests of a hidden frame (true), or those that a person sees (false). */
  readonly silent?: boolean;
  readonly once?: boolean;
  readonly error: string;
  readonly code: number;
  readonly text: string;
  readonly suberror?: string;
  /** 400 without it. */
  readonly status?: number;
}

/** What a tenant's `settings.identity` may hold. */
export interface IdentitySettings {
  readonly clientId: string;
  readonly redirectUris: readonly string[];
  readonly accounts: readonly CloudAccount[];
  readonly accessTokenSeconds: number;
  readonly refreshTokenSeconds: number;
  readonly faults: readonly IdentityFault[];
  readonly principals: readonly CloudPrincipal[];
  /** Resources whose tokens only the mutual-TLS endpoint gives out. */
  readonly mtlsOnly: readonly string[];
}

const DEFAULTS: IdentitySettings = {
  clientId: "",
  redirectUris: [],
  accounts: [{ username: "ada@contoso.example", name: "Ada Admin" }],
  accessTokenSeconds: 3600,
  refreshTokenSeconds: 86_400,
  faults: [],
  principals: [],
  mtlsOnly: [],
};

export function identityOf(tenant: Tenant): IdentitySettings {
  const given = tenant.settings["identity"];
  return { ...DEFAULTS, ...(given as Partial<IdentitySettings> | undefined) };
}

/** An object id for a name: the same name has the same id in every run. */
export function objectId(name: string): string {
  const hex = createHash("sha256").update(name.toLowerCase()).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
