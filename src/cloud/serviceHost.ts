import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import type { ReadableStream as NodeStream } from "node:stream/web";
import type { SigningKey } from "./keys";
import type { TenantRecord, Tenants } from "./tenants";
import type { CloudPart } from "./types";

/** Headers that a page may read without further ado where a service names none: what Graph exposes. */
const EXPOSED =
  "ETag, Location, Preference-Applied, Content-Range, request-id, client-request-id, " +
  "ReadWriteConsistencyToken, SdkVersion, WWW-Authenticate, x-ms-client-gcc-tenant";

/** Answers a request to a service: who asks is known by the token, and the part does the rest. */
export async function serveHost(
  part: CloudPart,
  host: string,
  tenants: Tenants,
  key: SigningKey,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method === "OPTIONS") {
    response
      .writeHead(200, {
        "Access-Control-Allow-Origin": "*",
        "Access-Control-Allow-Methods": "GET, POST, PUT, PATCH, DELETE",
        "Access-Control-Allow-Headers": request.headers["access-control-request-headers"] ?? "",
        "Access-Control-Max-Age": "3600",
      })
      .end();
    return;
  }
  const claims = key.claims((request.headers.authorization ?? "").replace(/^Bearer /, ""));
  const isOpen = part.open?.includes(host) === true;
  const report = new URL(request.url ?? "/", `https://${host}`).searchParams.get("reportId") ?? "";
  // A page that nobody has asked anything of yet is the same for everybody.
  const tenant = isOpen
    ? (tenants.thatAsked(report) ?? nobody())
    : claims === null
      ? undefined
      : tenants.find(claims.tid);
  const isLate = claims !== null && claims.exp * 1000 <= Date.now();
  const isOther = claims !== null && part.audiences !== undefined && !part.audiences.includes(claims.aud);
  const answer =
    tenant === undefined || isLate || isOther
      ? unknownCaller(isLate ? "Lifetime validation failed, the token is expired." : isOther ? "Invalid audience." : "")
      : await part.handle(toRequest(request, host), tenant);
  tenant?.requests.push({
    method: request.method ?? "",
    host,
    path: request.url ?? "",
    status: answer.status,
    about: { aud: claims?.aud ?? "", scp: claims?.scp ?? "", answered: claims?.answered ?? "" },
  });
  send(answer, response);
}

const nobody = (): TenantRecord => ({ id: "", settings: {}, requests: [], spent: new Set() });

function unknownCaller(why: string): Response {
  const message = why === "" ? "Access token is empty." : `IDX: ${why}`;
  return Response.json(
    { error: { code: "InvalidAuthenticationToken", message } },
    { status: 401, headers: { "WWW-Authenticate": 'Bearer realm="", error="invalid_token"' } },
  );
}

function toRequest(request: IncomingMessage, host: string): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined && !name.startsWith(":")) headers.set(name, String(value));
  }
  const hasBody = request.method !== "GET" && request.method !== "HEAD";
  return new Request(`https://${host}${request.url ?? "/"}`, {
    method: request.method ?? "GET",
    headers,
    ...(hasBody ? { body: Readable.toWeb(request) as unknown as ReadableStream, duplex: "half" } : {}),
  });
}

/** Writes a response as a part made it; a body that breaks off breaks the connection off. */
function send(answer: Response, response: ServerResponse): void {
  response.statusCode = answer.status;
  answer.headers.forEach((value, name) => {
    response.setHeader(name, value);
  });
  if (!answer.headers.has("access-control-allow-origin")) response.setHeader("Access-Control-Allow-Origin", "*");
  if (!answer.headers.has("access-control-expose-headers"))
    response.setHeader("Access-Control-Expose-Headers", EXPOSED);
  if (answer.body === null) {
    response.end();
    return;
  }
  const stream = Readable.fromWeb(answer.body as NodeStream);
  stream.on("error", () => response.destroy());
  response.on("close", () => stream.destroy());
  stream.pipe(response);
}
