import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import type { SigningKey } from "../keys";
import type { TenantRecord, Tenants } from "../tenants";
import { knownError, stsBody, stsFragment } from "./errors";
import { chooserPage, errorPage } from "./pages";
import { makeProvider, type TenantProvider } from "./provider";
import { asked, challengeOf } from "./requests";
import { identityOf, objectId, type IdentityFault } from "./settings";

const MOST_BYTES = 64 * 1024;

/** The login host of the stand-in: an OpenID provider for each tenant behind the paths of production. */
export class IdentityService {
  readonly #providers = new Map<string, TenantProvider>();

  constructor(
    private readonly tenants: Tenants,
    private readonly key: SigningKey,
  ) {}

  /**
   * Answers a request to a login host, or, with `mtls`, to the host of the same cloud that asks for a client
   * certificate. One provider stands behind both.
   */
  async handle(request: IncomingMessage, response: ServerResponse, loginHost: string, mtls: boolean): Promise<void> {
    const host = request.headers.host ?? loginHost;
    const url = new URL(request.url ?? "/", `https://${host}`);
    const [, id = "", ...rest] = url.pathname.split("/");
    const tenant = this.tenants.find(id);
    if (tenant === undefined) {
      const fault = { error: "invalid_request", code: 90002, text: `Tenant '${id}' not found.` };
      json(response, 400, stsBody(fault, undefined));
      return;
    }
    const body = new URLSearchParams(request.method === "POST" ? (await read(request)).toString("utf8") : "");
    const path = `/${rest.join("/")}`;
    response.once("finish", () => {
      tenant.requests.push({
        method: request.method ?? "",
        host,
        path: url.pathname,
        status: response.statusCode,
        about: aboutOf(path === "/oauth2/v2.0/token" ? body : url.searchParams),
      });
    });
    const found = this.#provider(loginHost, tenant);
    if (path.startsWith("/interaction/")) {
      await interact(found, tenant, request, response, url.pathname, body);
      return;
    }
    if (path === "/oauth2/v2.0/authorize") {
      const fault = faultFor(tenant, "authorize", url.searchParams);
      if (fault !== null) {
        refuse(tenant, fault, url.searchParams, response);
        return;
      }
    }
    if (path === "/oauth2/v2.0/token" && request.method === "POST") {
      const fault = faultFor(tenant, "token", body);
      if (fault !== null) {
        response.setHeader("Access-Control-Allow-Origin", request.headers.origin ?? "*");
        json(response, fault.status ?? 400, stsBody(fault, correlationOf(request)));
        return;
      }
    }
    const challenge = challengeOf(body.get("claims") ?? url.searchParams.get("claims"));
    const replayed = replay(request, tenant, id, path, url.searchParams, body);
    await found.run({ mtls, challenge, scope: body.get("scope") ?? "" }, () =>
      found.provider.callback()(replayed, response),
    );
  }

  #provider(loginHost: string, tenant: TenantRecord): TenantProvider {
    const known = this.#providers.get(tenant.id);
    if (known !== undefined) return known;
    const made = makeProvider(loginHost, tenant.id, () => this.tenants.find(tenant.id) ?? tenant, this.key);
    adapt(made, tenant.id);
    this.#providers.set(tenant.id, made);
    return made;
  }
}

/** What the provider answers at its token endpoint. */
interface Answer {
  readonly error?: string;
  readonly access_token?: string;
  readonly id_token?: string;
  readonly scope?: string;
  readonly expires_in?: number;
}

/** Makes the provider's answers look like those of the token service. */
function adapt({ provider }: TenantProvider, tenantId: string): void {
  // The provider keeps the reason of a refusal to itself.
  const reasons = new WeakMap<object, string>();
  provider.on("grant.error", (ctx, { error_detail: detail = "", error_description: description = "" }) => {
    reasons.set(ctx.req, `${description} ${detail}`);
  });
  provider.use(async (ctx, next) => {
    const isToken = ctx.path === "/oauth2/v2.0/token" && ctx.method === "POST";
    if (isToken) await widen(provider, (ctx.req as Replayed).form);
    await next();
    const answer = ctx.body as Answer | undefined;
    const location = (ctx.response.get("Location") as string | undefined) ?? "";
    if (isToken && answer !== undefined) {
      const known = knownError(answer.error ?? "", reasons.get(ctx.req) ?? "");
      if (known !== null) {
        ctx.status = known.status ?? 400;
        ctx.body = stsBody(known, ctx.get("client-request-id") || undefined);
      } else if (answer.access_token !== undefined) {
        ctx.body = likeEntra(answer, tenantId, (ctx.req as Replayed).form);
      }
    } else if (location.includes("#")) {
      const at = location.indexOf("#");
      const fragment = new URLSearchParams(location.slice(at + 1));
      const known = knownError(fragment.get("error") ?? "", fragment.get("error_description") ?? "");
      const state = fragment.get("state") ?? "";
      if (known !== null) ctx.set("Location", `${location.slice(0, at)}#${stsFragment(known, state, undefined)}`);
    }
  });
}

function likeEntra(answer: Answer, tenantId: string, form: URLSearchParams): object {
  const bound = form.get("token_type") === "mtls_pop" ? { token_type: "mtls_pop" } : {};
  const { id_token: idToken } = answer;
  if (idToken === undefined) return { ...answer, ...bound };
  const claims = JSON.parse(Buffer.from(idToken.split(".")[1] ?? "", "base64url").toString("utf8")) as {
    oid: string;
    tid?: string;
    idp?: string;
  };
  // A guest has an id of its own at home.
  const home = claims.idp?.split("/")[3];
  const info =
    home === undefined
      ? { uid: claims.oid, utid: claims.tid ?? tenantId }
      : { uid: objectId(`${home} ${claims.oid}`), utid: home };
  return {
    ...answer,
    ...bound,
    scope: `openid profile offline_access ${answer.scope ?? ""}`.trim(),
    ext_expires_in: answer.expires_in,
    client_info: Buffer.from(JSON.stringify(info)).toString("base64url"),
  };
}

/** Entra's refresh tokens are good for every audience; the provider's only for what they were issued with. */
async function widen(provider: TenantProvider["provider"], form: URLSearchParams): Promise<void> {
  if (form.get("grant_type") !== "refresh_token") return;
  const token = await provider.RefreshToken.find(form.get("refresh_token") ?? "");
  const { resource, scopes, providerScope } = asked(form.get("scope") ?? "");
  if (token === undefined || resource === "") return;
  token.resource = resource;
  token.scope = providerScope;
  await token.save();
  const grant = await provider.Grant.find(token.grantId ?? "");
  if (grant === undefined) return;
  grant.addResourceScope(resource, scopes.join(" "));
  await grant.save();
}

/** Signs in who was chosen; one account alone needs no choice. */
async function interact(
  found: TenantProvider,
  tenant: TenantRecord,
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  body: URLSearchParams,
): Promise<void> {
  const { accounts } = identityOf(tenant);
  const { provider } = found;
  await found.run({ mtls: false, challenge: null, scope: "" }, async () => {
    try {
      const { params } = await provider.interactionDetails(request, response);
      const wanted = body.get("account") ?? (params["login_hint"] as string | undefined);
      const chosen =
        accounts.find(({ username }) => username === wanted) ?? (accounts.length === 1 ? accounts[0] : undefined);
      if (chosen === undefined) {
        html(response, 200, chooserPage(path, accounts));
        return;
      }
      const result = { login: { accountId: objectId(chosen.username) }, select_account: {} };
      await provider.interactionFinished(request, response, result);
    } catch (error) {
      html(response, 400, errorPage("invalid_request", error instanceof Error ? error.message : ""));
    }
  });
}

/** The first fault of the tenant that this request meets. */
function faultFor(tenant: TenantRecord, at: IdentityFault["at"], form: URLSearchParams): IdentityFault | null {
  const { faults } = identityOf(tenant);
  for (const [index, fault] of faults.entries()) {
    if (fault.at !== at || tenant.spent.has(index)) continue;
    if (fault.grant !== undefined && fault.grant !== form.get("grant_type")) continue;
    if (fault.scope !== undefined && !(form.get("scope") ?? "").includes(fault.scope)) continue;
    if (fault.claims !== undefined && fault.claims !== (challengeOf(form.get("claims")) !== null)) continue;
    if (fault.silent !== undefined && fault.silent !== (form.get("prompt") === "none")) continue;
    if (fault.once === true) tenant.spent.add(index);
    return fault;
  }
  return null;
}

/** Sends the browser back with an error. */
function refuse(tenant: TenantRecord, fault: IdentityFault, form: URLSearchParams, response: ServerResponse): void {
  const to = form.get("redirect_uri") ?? "";
  if (!identityOf(tenant).redirectUris.includes(to)) {
    html(response, 400, errorPage("invalid_request", "AADSTS50011: The redirect URI is not registered."));
    return;
  }
  const correlation = form.get("client-request-id") ?? undefined;
  response.writeHead(302, { Location: `${to}#${stsFragment(fault, form.get("state") ?? "", correlation)}` }).end();
}

/** A request whose body can be read once more, with what the provider needs said in its own way. */
interface Replayed extends IncomingMessage {
  readonly form: URLSearchParams;
}

function replay(
  request: IncomingMessage,
  tenant: TenantRecord,
  id: string,
  path: string,
  query: URLSearchParams,
  body: URLSearchParams,
): IncomingMessage {
  const inner = path === "/v2.0/.well-known/openid-configuration" ? "/.well-known/openid-configuration" : path;
  if (inner === "/oauth2/v2.0/authorize") ask(query);
  if (inner === "/oauth2/v2.0/token") ask(body);
  // Entra knows the application by its address.
  if (inner === "/oauth2/v2.0/logout" && !query.has("client_id")) query.set("client_id", identityOf(tenant).clientId);
  const search = query.size === 0 ? "" : `?${query.toString()}`;
  const bytes = Buffer.from(body.toString());
  const headers = { ...request.headers };
  if (request.method === "POST") headers["content-length"] = String(bytes.length);
  return Object.assign(Readable.from(bytes.length === 0 ? [] : [bytes]), {
    form: body,
    method: request.method,
    url: inner + search,
    originalUrl: `/${id}${inner}${search}`,
    headers,
    socket: request.socket,
    httpVersion: request.httpVersion,
    httpVersionMajor: request.httpVersionMajor,
    httpVersionMinor: request.httpVersionMinor,
  }) as unknown as Replayed;
}

/** Names the resource that the scope implies. */
function ask(form: URLSearchParams): void {
  const scope = form.get("scope");
  if (scope === null) return;
  const { resource, providerScope } = asked(scope);
  form.set("scope", providerScope);
  if (resource !== "" && form.get("grant_type") !== "authorization_code") form.set("resource", resource);
}

function aboutOf(form: URLSearchParams): Record<string, string> {
  const about: Record<string, string> = {};
  for (const name of ["grant_type", "scope", "prompt", "redirect_uri"]) {
    const value = form.get(name);
    if (value !== null) about[name] = value;
  }
  if (challengeOf(form.get("claims")) !== null) about["claims"] = form.get("claims") ?? "";
  return about;
}

const correlationOf = (request: IncomingMessage): string | undefined => {
  const value = request.headers["client-request-id"];
  return typeof value === "string" ? value : undefined;
};

/** Reads a body; throws where it is too large. */
async function read(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MOST_BYTES) throw new Error("The body is too large.");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(body));
}

function html(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { "Content-Type": "text/html; charset=utf-8" }).end(body);
}
