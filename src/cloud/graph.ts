import { faulty, refusal, type Sleep } from "./graph/faults";
import { withPoison } from "./graph/poison";
import { federatedOf, rowsOf } from "./graph/rows";
import { settingsOf, type Fault, type GraphPart, type GraphSettings } from "./graph/settings";
import type { CloudPart, Tenant } from "./types";

const PATHS: readonly (readonly [RegExp, GraphPart, string])[] = [
  [
    /^\/beta\/auditLogs\/getSummarizedServicePrincipalSignIns\(aggregationWindow='(?:h1|h6|d1)'\)$/i,
    "signIns",
    "Collection(summarizedSignIn)",
  ],
  [
    /^\/beta\/auditLogs\/getSummarizedMSISignIns\(aggregationWindow='(?:h1|h6|d1)'\)$/i,
    "managedIdentities",
    "Collection(summarizedSignIn)",
  ],
  [/^\/beta\/reports\/appCredentialSignInActivities$/i, "credentialUse", "reports/appCredentialSignInActivities"],
  [/^\/v1\.0\/applications$/i, "applications", "applications"],
  [/^\/v1\.0\/servicePrincipals$/i, "principals", "servicePrincipals"],
  [/^\/beta\/auditLogs\/signIns$/i, "rawSignIns", "auditLogs/signIns"],
  [/^\/v1\.0\/\$batch$/i, "federated", ""],
];
/** National clouds lack it. */
const ONLY_GLOBAL: readonly GraphPart[] = ["credentialUse"];
const GLOBAL = "graph.microsoft.com";
const BATCH = 20;
const realSleep: Sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Microsoft Graph as far as the panel asks it: the documented shapes, rows made from a tenant's settings (see `GraphSettings`), and every
 * fault that they name. It counts the requests of a tenant by part; a tenant with other settings is another object and starts anew.
 */
export function createGraphCloud(sleep: Sleep = realSleep): CloudPart {
  const counters = new WeakMap<Tenant, Map<GraphPart, number>>();
  const countOf = (tenant: Tenant, part: GraphPart): number => {
    const known = counters.get(tenant) ?? new Map<GraphPart, number>();
    counters.set(tenant, known);
    const count = known.get(part) ?? 0;
    known.set(part, count + 1);
    return count;
  };
  return {
    hosts: [GLOBAL, "graph.microsoft.us", "microsoftgraph.chinacloudapi.cn"],
    async handle(request, tenant) {
      const url = new URL(request.url);
      const path = decodeURIComponent(url.pathname);
      const found = PATHS.find(([pattern]) => pattern.test(path));
      if (found === undefined || (ONLY_GLOBAL.includes(found[1]) && url.hostname !== GLOBAL)) {
        const segment = path.slice(path.lastIndexOf("/") + 1);
        return refusal(request, 400, "BadRequest", `Resource not found for the segment '${segment}'.`);
      }
      if (!/^Bearer \S+$/.test(request.headers.get("authorization") ?? "")) {
        return refusal(request, 401, "InvalidAuthenticationToken", "Access token is empty.");
      }
      const [, part, context] = found;
      const settings = settingsOf((tenant.settings["graph"] ?? tenant.settings) as Readonly<Record<string, unknown>>);
      const count = countOf(tenant, part);
      const met = settings.faults.find((each) => each.part === part && meets(each, count));
      const fault = met === undefined ? undefined : { ...met, hostile: met.hostile ?? settings.hostile };
      if (part === "federated") return batch(request, settings, fault, sleep);
      const page = (): string => pageOf(part, context, url, settings, tenant, fault);
      const answer = fault === undefined ? null : await faulty(fault, request, page, sleep);
      if (answer !== null) return answer;
      const token = url.searchParams.get("$skiptoken");
      if ((fault?.kind === "lostPage" && token !== null) || !isToken(token, part)) {
        return refusal(request, 400, "BadRequest", "Token not found: token is either invalid or expired");
      }
      return new Response(page(), { headers: { "Content-Type": "application/json;odata.metadata=minimal" } });
    },
  };
}

function meets({ at = 0, times = 1 }: Fault, count: number): boolean {
  return count >= at && (times < 0 || count < at + times);
}

/** Tokens are opaque, but of their own chain only. */
const tokenOf = (part: GraphPart, from: number): string => btoa(`${part}:${String(from)}`);
const isToken = (token: string | null, part: GraphPart): boolean => token === null || startOf(token, part) > 0;

function startOf(token: string | null, part: GraphPart): number {
  if (token === null) return 0;
  try {
    const [owner, from] = atob(token).split(":");
    return owner === part ? Number(from) : 0;
  } catch {
    return 0;
  }
}

function pageOf(
  part: GraphPart,
  context: string,
  url: URL,
  settings: GraphSettings,
  tenant: Tenant,
  fault: Fault | undefined,
): string {
  const rows = withPoison(rowsOf(part, settings, tenant, url.searchParams), settings.poisoned);
  const from = startOf(url.searchParams.get("$skiptoken"), part);
  const top = Number(url.searchParams.get("$top") ?? 1_000);
  const to = from + Math.min(settings.page, top);
  const next = new URL(url);
  next.searchParams.set("$skiptoken", tokenOf(part, to));
  if (fault?.kind === "foreignLink") next.hostname = "graph.microsoft.com.evil.example";
  if (fault?.kind === "plainLink") next.protocol = "http";
  const link =
    fault?.kind === "sameLink"
      ? url.href
      : fault?.kind === "scriptLink"
        ? "javascript:alert(document.title)"
        : next.href;
  const version = url.pathname.split("/")[1] ?? "";
  return JSON.stringify({
    "@odata.context": `${url.origin}/${version}/$metadata#${context}`,
    ...(to < rows.length || fault?.kind === "sameLink" ? { "@odata.nextLink": link } : {}),
    value: rows.slice(from, to),
  });
}

async function batch(
  request: Request,
  settings: GraphSettings,
  fault: Fault | undefined,
  sleep: Sleep,
): Promise<Response> {
  const asked = await requestsIn(request);
  if (asked === null || asked.length > BATCH) {
    return refusal(request, 400, "BadRequest", "Number of batch request steps exceeds the maximum value of 20.");
  }
  const responses = asked.map((each, index) => single(each, request, settings, index % 3 === 1 ? fault : undefined));
  const text = JSON.stringify({ responses: responses.filter((each) => each !== null).reverse() });
  const answer = fault === undefined ? null : await faulty(fault, request, () => text, sleep);
  return answer ?? new Response(text, { headers: { "Content-Type": "application/json" } });
}

async function requestsIn(request: Request): Promise<readonly { readonly id: string; readonly url: string }[] | null> {
  try {
    const { requests } = (await request.json()) as {
      requests: readonly { readonly id: string; readonly url: string }[];
    };
    return Array.isArray(requests) ? requests : null;
  } catch {
    return null;
  }
}

/** The answer to one of a batch; every third one is met by the batch's fault. */
function single(
  { id, url }: { readonly id: string; readonly url: string },
  request: Request,
  settings: GraphSettings,
  fault: Fault | undefined,
): unknown {
  const error = (status: number, code: string, headers: Readonly<Record<string, string>> = {}): unknown => ({
    id,
    status,
    headers,
    body: { error: { code, message: "", innerError: { "request-id": "5e4ed000-0000-4000-8000-000000000002" } } },
  });
  if (fault?.kind === "innerMissing") return null;
  if (fault?.kind === "inner429")
    return error(429, "TooManyRequests", { "Retry-After": String(fault.retryAfter ?? 3) });
  if (fault?.kind === "inner503") return error(503, "serviceNotAvailable");
  if (fault?.kind === "inner403") return error(403, "Authorization_RequestDenied");
  const object = /^\/applications\/([^/]+)\/federatedIdentityCredentials$/.exec(url)?.[1] ?? "";
  const value = federatedOf(object, settings);
  if (value === null) return error(404, "Request_ResourceNotFound");
  const context = `https://${new URL(request.url).host}/v1.0/$metadata#applications('${object}')/federatedIdentityCredentials`;
  return {
    id,
    status: 200,
    headers: { "Content-Type": "application/json" },
    body: { "@odata.context": context, value: withPoison(value, settings.poisoned) },
  };
}
