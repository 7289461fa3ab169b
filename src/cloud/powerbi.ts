import { embedPage, type EmbedPageSettings } from "./powerbiPage";
import type { CloudPart, Tenant } from "./types";

/** Settings under "powerbi" of a tenant; all optional. */
export interface PowerBiSettings {
  /** How the REST address answers: 200, or one of the refusals below. */
  readonly status?: 200 | 401 | 403 | 404 | 429 | 500;
  /** Seconds, with 429. */
  readonly retryAfter?: number;
  readonly name?: string;
  /** The address that the metadata names, instead of the documented one. */
  readonly embedUrl?: string;
  /** What the embed page does when it is told to load. */
  readonly page?: EmbedPageSettings;
}

const HOSTS = {
  api: ["api.powerbi.com", "api.powerbigov.us", "api.powerbi.cn"],
  app: ["app.powerbi.com", "app.powerbigov.us", "app.powerbi.cn"],
} as const;

/** The codes that Power BI's REST interface is seen to answer with. */
const REFUSALS: Readonly<Record<number, string>> = {
  401: "TokenExpired",
  403: "PowerBINotAuthorizedException",
  404: "PowerBIEntityNotFound",
  429: "TooManyRequests",
  500: "InternalServerError",
};

const CORS = {
  "access-control-allow-origin": "*",
  "access-control-allow-headers": "authorization, content-type, client-request-id",
  "access-control-expose-headers": "RequestId",
};

/** Power BI as an embedding page meets it: a report's metadata, and a frame that speaks powerbi-client's protocol. */
export const powerBi: CloudPart = {
  hosts: [...HOSTS.api, ...HOSTS.app],
  handle(request, tenant) {
    const url = new URL(request.url);
    const isApi = (HOSTS.api as readonly string[]).includes(url.hostname);
    return Promise.resolve(isApi ? rest(request, url, settingsOf(tenant)) : app(url, settingsOf(tenant)));
  },
};

const settingsOf = ({ settings }: Tenant): PowerBiSettings => settings["powerbi"] ?? {};

function rest(request: Request, url: URL, settings: PowerBiSettings): Response {
  if (request.method === "OPTIONS") return new Response(null, { status: 204, headers: CORS });
  const [, workspace, report] = /^\/v1\.0\/myorg\/groups\/([^/]+)\/reports\/([^/]+)$/.exec(url.pathname) ?? [];
  if (workspace === undefined || report === undefined) return refuse(404, settings);
  if (!/^Bearer \S+$/.test(request.headers.get("authorization") ?? "")) return refuse(401, settings);
  if (settings.status !== undefined && settings.status !== 200) return refuse(settings.status, settings);
  const page = `https://${url.hostname.replace("api.", "app.")}`;
  const ids = `reportId=${report}&groupId=${workspace}`;
  return Response.json(
    {
      "@odata.context": `https://${url.hostname}/v1.0/myorg/groups/${workspace}/$metadata#reports/$entity`,
      id: report,
      reportType: "PowerBIReport",
      name: settings.name ?? "Service principals",
      webUrl: `${page}/groups/${workspace}/reports/${report}`,
      embedUrl: settings.embedUrl ?? `${page}/reportEmbed?${ids}&w=2&config=eyJjbHVzdGVyVXJsIjoiIn0%3d`,
      isFromPbix: true,
      isOwnedByMe: false,
      datasetId: "5f1c7a52-3d0e-4d6a-8f57-2f7d6d0c1b11",
      users: [],
      subscriptions: [],
    },
    { headers: { ...CORS, RequestId: "0d7c1a5e-6a44-4c0b-9a5e-0a7c3f2b1d00" } },
  );
}

function refuse(status: number, { retryAfter }: PowerBiSettings): Response {
  const code = REFUSALS[status] ?? "UnknownError";
  return Response.json(
    { error: { code, "pbi.error": { code, parameters: {}, details: [], exceptionCulprit: 1 } } },
    {
      status,
      headers: {
        ...CORS,
        RequestId: "0d7c1a5e-6a44-4c0b-9a5e-0a7c3f2b1d01",
        ...(retryAfter === undefined ? {} : { "Retry-After": String(retryAfter) }),
      },
    },
  );
}

function app(url: URL, { page }: PowerBiSettings): Response {
  if (url.pathname !== "/reportEmbed") return new Response("Not found\n", { status: 404 });
  return new Response(embedPage(page ?? {}), {
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'",
    },
  });
}
