import {
  faultResponse,
  partialError,
  semanticError,
  syntaxError,
  TOO_MANY,
  tooLargeError,
  type LogsFault,
} from "./logsFaults";
import { estimateTable, principalTable, signInTable, type LogRow, type LogTable, type Slice } from "./logsRows";
import type { CloudPart, Tenant } from "./types";

/** How a tenant's workspace behaves: `settings.logs` of the stand-in. */
export interface LogsSettings {
  /** Other workspaces are refused like those without access; absent: every id is this workspace. */
  readonly workspaceId?: string;
  /** Rows by table. A table that is absent does not exist in the workspace. */
  readonly tables: Readonly<Record<string, readonly LogRow[]>>;
  /** The most rows of one answer; 500,000 like the service's own without. */
  readonly maxRows?: number;
  /** What happens beyond it: a cut answer that says so, as documented, or a refusal. */
  readonly tooLarge?: "partial" | "refused";
  /** What goes wrong at which request, the first being 0. */
  readonly faults?: readonly { readonly request: number; readonly kind: LogsFault; readonly retryAfter?: number }[];
}

/** Host names of all clouds, and the global cloud's older one. */
const HOSTS: readonly string[] = [
  "api.loganalytics.azure.com",
  "api.loganalytics.io",
  "api.loganalytics.us",
  "api.loganalytics.azure.cn",
];

const GRAINS: Readonly<Record<string, number>> = { "1h": 3_600_000, "1d": 86_400_000 };
const NO_SETTINGS: LogsSettings = { tables: {} };

interface Asked extends Slice {
  readonly table: string;
  readonly kind: "estimate" | "principal" | "signIns";
  readonly principal: string;
}

/** Stand-in for the Log Analytics query API. It knows this project's queries alone, by the lines that begin with `let`. */
export function createLogsPart(): CloudPart {
  // Settings that are given anew begin to count anew.
  const requests = new WeakMap<LogsSettings, number>();
  return {
    hosts: HOSTS,
    async handle(request, tenant) {
      const settings = settingsOf(tenant);
      const number = requests.get(settings) ?? 0;
      requests.set(settings, number + 1);
      const fault = settings.faults?.find((one) => one.request === number);
      const response = fault === undefined ? null : faultResponse(fault.kind, fault.retryAfter ?? 1);
      return response ?? answer(request, settings, fault?.kind ?? null);
    },
  };
}

function settingsOf(tenant: Tenant): LogsSettings {
  return (tenant.settings["logs"] as LogsSettings | undefined) ?? NO_SETTINGS;
}

async function answer(request: Request, settings: LogsSettings, fault: LogsFault | null): Promise<Response> {
  const path = /^\/v1\/workspaces\/([^/]+)\/query$/.exec(new URL(request.url).pathname);
  if (path === null || request.method !== "POST") return faultResponse("notFound", 0) as Response;
  if (request.headers.get("authorization")?.startsWith("Bearer ") !== true) {
    const error = {
      code: "AuthenticationFailed",
      message: "Authentication failed. The 'Authorization' header is missing.",
    };
    return Response.json({ error }, { status: 401 });
  }
  if (settings.workspaceId !== undefined && path[1] !== settings.workspaceId) {
    return faultResponse("forbidden", 0) as Response;
  }
  // Documented: without JSON the service answers 200 with nothing.
  const body: unknown = request.headers.get("content-type")?.includes("json") === true ? await request.json() : null;
  if (body === null) return new Response("", { status: 200 });
  if (Object.keys(settings.tables).length === 0) return new Response(null, { status: 204 });
  const asked = askedOf((body as { query?: unknown }).query);
  if (asked === null) return syntaxError();
  const rows = settings.tables[asked.table];
  if (rows === undefined) {
    const message = `'where' operator: Failed to resolve table or column expression named '${asked.table}'`;
    return semanticError("SEM0100", message);
  }
  return limited(tableOf(asked, rows), settings, fault);
}

function tableOf(asked: Asked, rows: readonly LogRow[]): LogTable {
  const typed = rows.map((row) => ({ ...row, Type: asked.table }));
  if (asked.kind === "estimate") return estimateTable(typed, asked);
  if (asked.kind === "principal") return principalTable(typed, asked, asked.principal);
  return signInTable(typed, asked);
}

function limited({ columns, rows }: LogTable, settings: LogsSettings, fault: LogsFault | null): Response {
  const most = settings.maxRows ?? 500_000;
  const tables = (kept: LogTable["rows"]): unknown => [{ name: "PrimaryResult", columns, rows: kept }];
  if (rows.length > most) {
    if (settings.tooLarge === "refused") return tooLargeError();
    return Response.json({ tables: tables(rows.slice(0, most)), error: partialError("-2133196797", TOO_MANY) });
  }
  if (fault === "partial") {
    const error = partialError("-2133196280", "Some shards did not answer.");
    return Response.json({ tables: tables(rows.slice(0, Math.ceil(rows.length / 2))), error });
  }
  const whole = JSON.stringify({ tables: tables(rows) });
  const sent = fault === "truncatedBody" ? whole.slice(0, Math.floor(whole.length / 2)) : whole;
  return new Response(sent, { headers: { "content-type": "application/json; charset=utf-8" } });
}

/** What a query of this project asks for; null for any other text. */
function askedOf(query: unknown): Asked | null {
  if (typeof query !== "string") return null;
  const one = (pattern: RegExp): string => pattern.exec(query)?.[1] ?? "";
  const from = Date.parse(one(/^let from = datetime\(([^)]*)\);$/m));
  const until = Date.parse(one(/^let until = datetime\(([^)]*)\);$/m));
  const table = one(/^let SignIns = (\w+);$/m);
  if (Number.isNaN(from) || Number.isNaN(until) || table === "") return null;
  const principal = one(/^let principal = "([0-9a-fA-F-]{36})";$/m);
  const kind = query.includes("estimate_data_size(") ? "estimate" : principal === "" ? "signIns" : "principal";
  return { from, until, table, kind, principal, grain: GRAINS[one(/^let grain = (\w+);$/m)] ?? 0 };
}
