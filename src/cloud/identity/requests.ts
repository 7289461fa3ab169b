/** Scopes of OpenID itself; everything else belongs to a resource. */
const OPENID: ReadonlySet<string> = new Set(["openid", "profile", "email"]);

/** What a `scope` of the token service asks for. */
export interface Asked {
  /** Empty where no resource is named. */
  readonly resource: string;
  /** Scopes of the resource, in full. */
  readonly scopes: readonly string[];
  /** What the provider is asked for instead: it wants a consent screen for offline_access and has one already. */
  readonly providerScope: string;
}

/** Takes a scope apart: "https://graph.microsoft.com/AuditLog.Read.All" is a scope of the resource in front of it. */
export function asked(scope: string): Asked {
  const all = scope.split(" ").filter((one) => one !== "" && one !== "offline_access");
  const scopes = all.filter((one) => !OPENID.has(one));
  const first = scopes[0] ?? "";
  const end = first.lastIndexOf("/");
  return { resource: end <= "https://".length ? "" : first.slice(0, end), scopes, providerScope: all.join(" ") };
}

/** True where `claims` holds a challenge of a resource, and not only what the client can do (`xms_cc`). */
export function challengeOf(claims: string | null): string | null {
  if (claims === null || claims === "") return null;
  try {
    const { access_token: token } = JSON.parse(claims) as { access_token?: Record<string, unknown> };
    const rest = Object.keys(token ?? {}).filter((name) => name !== "xms_cc");
    return rest.length === 0 ? null : claims;
  } catch {
    return claims;
  }
}
