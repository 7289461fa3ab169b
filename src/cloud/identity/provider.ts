import { AsyncLocalStorage } from "node:async_hooks";
import type { X509Certificate } from "node:crypto";
import { TLSSocket } from "node:tls";
import Provider, {
  errors,
  interactionPolicy,
  type Adapter,
  type AdapterFactory,
  type KoaContextWithOIDC,
} from "oidc-provider";
import type { SigningKey } from "../keys";
import type { TenantRecord } from "../tenants";
import { errorPage, logoutPage } from "./pages";
import { asked } from "./requests";
import { identityOf, objectId } from "./settings";

/** What is known of a request while the provider works on it. */
export interface Underway {
  /** The endpoint that asks for a client certificate. */
  readonly mtls: boolean;
  /** The claims challenge that came with it. */
  readonly challenge: string | null;
  /** The scope that it names; the provider does not keep it where a code is redeemed. */
  readonly scope: string;
}

const underway = new AsyncLocalStorage<Underway>();

/** A tenant's OpenID provider; `run` carries what is known of a request through its work. */
export interface TenantProvider {
  readonly provider: Provider;
  run<T>(request: Underway, work: () => T): T;
}

/** Makes the OpenID provider of one tenant. Its settings are looked up anew for every request. */
export function makeProvider(host: string, id: string, tenant: () => TenantRecord, key: SigningKey): TenantProvider {
  const settings = (): ReturnType<typeof identityOf> => identityOf(tenant());
  const policy = interactionPolicy.base();
  policy.add(new interactionPolicy.Prompt({ name: "select_account", requestable: true }), 0);
  policy.remove("consent");
  const provider = new Provider(`https://${host}/${id}/v2.0`, {
    adapter: adapterFor(() => clientsOf(settings())),
    jwks: { keys: [key.jwk] },
    cookies: {
      keys: ["stand-in"],
      // Hidden frames renew sign-ins from pages of other sites.
      long: { signed: true, sameSite: "none", secure: true },
      short: { signed: true, sameSite: "none", secure: true },
    },
    claims: { openid: ["sub", "oid", "tid", "name", "preferred_username", "login_hint", "idp"] },
    conformIdTokenClaims: false,
    clientAuthMethods: ["none", "client_secret_post", "tls_client_auth"],
    clientBasedCORS: () => true,
    routes: {
      authorization: "/oauth2/v2.0/authorize",
      token: "/oauth2/v2.0/token",
      end_session: "/oauth2/v2.0/logout",
      jwks: "/discovery/v2.0/keys",
    },
    scopes: ["openid", "profile", "email"],
    ttl: {
      AccessToken: () => settings().accessTokenSeconds,
      ClientCredentials: () => settings().accessTokenSeconds,
      AuthorizationCode: 60,
      IdToken: 3600,
      RefreshToken: () => settings().refreshTokenSeconds,
      Grant: 86_400,
      Interaction: 600,
      Session: 86_400,
    },
    features: {
      devInteractions: { enabled: false },
      userinfo: { enabled: false },
      clientCredentials: { enabled: true },
      mTLS: {
        enabled: true,
        tlsClientAuth: true,
        certificateBoundAccessTokens: true,
        getCertificate: (ctx) => certificateOf(ctx),
        certificateAuthorized: (ctx) => ctx.socket instanceof TLSSocket && ctx.socket.authorized,
        certificateSubjectMatches: (ctx, _property, expected) => certificateOf(ctx)?.subject === expected,
      },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => [],
        useGrantedResource: () => true,
        getResourceServerInfo: (ctx, resource) => {
          if (!underway.getStore()?.mtls && settings().mtlsOnly.includes(resource)) {
            throw new errors.CustomOIDCProviderError("invalid_client", "AADSTS50171");
          }
          return {
            scope: wantedOf(ctx),
            audience: resource,
            accessTokenFormat: "jwt" as const,
            accessTokenTTL: settings().accessTokenSeconds,
            jwt: { sign: { alg: "RS256" as const } },
          };
        },
      },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (ctx, form) => {
          ctx.body = logoutPage(form);
        },
        postLogoutSuccessSource: (ctx) => {
          ctx.body = errorPage("Signed out", "You may close this window.");
        },
      },
    },
    formats: {
      customizers: {
        jwt: (_ctx, token, jwt) => {
          const { scope, accountId, clientId } = token as { scope?: string; accountId?: string; clientId?: string };
          const challenge = underway.getStore()?.challenge ?? null;
          jwt.payload = {
            ...jwt.payload,
            tid: id,
            appid: clientId,
            ...(accountId === undefined ? {} : { oid: accountId }),
            ...(scope === undefined ? {} : { scp: scope.split(" ").map(short).join(" ") }),
            ...(challenge === null ? {} : { answered: challenge }),
          };
        },
      },
    },
    interactions: { policy, url: (_ctx, { uid }) => `/${id}/interaction/${uid}` },
    issueRefreshToken: () => true,
    // Entra does not revoke refresh tokens that are used: a page may use one for several audiences at once.
    rotateRefreshToken: false,
    pkce: { required: () => true },
    renderError: (ctx, { error, error_description: description }) => {
      ctx.type = "html";
      ctx.body = errorPage(error, description ?? "");
    },
    findAccount: (_ctx, accountId) => {
      const account = settings().accounts.find(({ username }) => objectId(username) === accountId);
      if (account === undefined) return undefined;
      const { username, name, tenantId = id, homeTenantId } = account;
      // Who comes from elsewhere is told by where it signed in.
      const home = homeTenantId === undefined ? {} : { idp: `https://sts.windows.net/${homeTenantId}/` };
      return {
        accountId,
        claims: () => ({ sub: accountId, oid: accountId, tid: tenantId, name, preferred_username: username, ...home }),
      };
    },
    // Nobody is asked here: faults say what a tenant refuses.
    loadExistingGrant: async (ctx) => {
      const { client, session, resourceServers } = ctx.oidc;
      if (client === undefined || session?.accountId === undefined) return undefined;
      const grant = new ctx.oidc.provider.Grant({ clientId: client.clientId, accountId: session.accountId });
      grant.addOIDCScope("openid profile email");
      for (const resource of Object.keys(resourceServers ?? {})) {
        grant.addResourceScope(resource, wantedOf(ctx));
      }
      await grant.save();
      return grant;
    },
  });
  return { provider, run: (request, work) => underway.run(request, work) };
}

const short = (scope: string): string => scope.slice(scope.lastIndexOf("/") + 1);

function certificateOf(ctx: KoaContextWithOIDC): X509Certificate | undefined {
  return ctx.socket instanceof TLSSocket ? ctx.socket.getPeerX509Certificate() : undefined;
}

/** Scopes of a resource that a request asks for. */
function wantedOf(ctx: KoaContextWithOIDC): string {
  const scope = underway.getStore()?.scope || ctx.oidc.params?.["scope"];
  return asked(typeof scope === "string" ? scope : "").scopes.join(" ");
}

/** The tenant's registrations. A principal has a secret for one endpoint and a certificate for the other. */
function clientsOf(settings: ReturnType<typeof identityOf>): ReadonlyMap<string, Record<string, unknown>> {
  const page = {
    client_id: settings.clientId,
    application_type: "web",
    token_endpoint_auth_method: "none",
    grant_types: ["authorization_code", "refresh_token"],
    response_types: ["code"],
    redirect_uris: settings.redirectUris,
    post_logout_redirect_uris: settings.redirectUris,
    scope: undefined,
  };
  const mtls = underway.getStore()?.mtls ?? false;
  const principals = settings.principals.map(({ clientId, secret, subject }): [string, Record<string, unknown>] => [
    clientId,
    {
      client_id: clientId,
      grant_types: ["client_credentials"],
      response_types: [],
      redirect_uris: [],
      ...(mtls
        ? {
            token_endpoint_auth_method: "tls_client_auth",
            tls_client_auth_subject_dn: subject,
            tls_client_certificate_bound_access_tokens: true,
          }
        : { token_endpoint_auth_method: "client_secret_post", client_secret: secret }),
    },
  ]);
  return new Map([[settings.clientId, page], ...principals]);
}

/** Keeps everything in memory, for one tenant; clients come from its settings. */
function adapterFor(clients: () => ReadonlyMap<string, Record<string, unknown>>): AdapterFactory {
  const stores = new Map<string, Map<string, Record<string, unknown>>>();
  const byUid = new Map<string, string>();
  return (model): Adapter => {
    const store = stores.get(model) ?? new Map<string, Record<string, unknown>>();
    stores.set(model, store);
    const find = (id: string): Promise<Record<string, unknown> | undefined> =>
      Promise.resolve(model === "Client" ? clients().get(id) : store.get(id));
    return {
      upsert: (id, payload) => {
        store.set(id, { ...payload });
        if (payload.uid !== undefined) byUid.set(payload.uid, id);
        return Promise.resolve();
      },
      find,
      findByUid: (uid) => find(byUid.get(uid) ?? ""),
      findByUserCode: () => Promise.resolve(undefined),
      consume: (id) => {
        const found = store.get(id);
        if (found !== undefined) found["consumed"] = Math.floor(Date.now() / 1000);
        return Promise.resolve();
      },
      destroy: (id) => {
        store.delete(id);
        return Promise.resolve();
      },
      revokeByGrantId: (grantId) => {
        for (const [id, payload] of store) if (payload["grantId"] === grantId) store.delete(id);
        return Promise.resolve();
      },
    };
  };
}
