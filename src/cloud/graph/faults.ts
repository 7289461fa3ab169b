import { poisonedWords } from "./poison";
import type { Fault } from "./settings";

/** How long things take; the server passes the real one, tests one of their own. */
export type Sleep = (ms: number) => Promise<void>;

const CLAIMS = btoa('{"access_token":{"nbf":{"essential":true,"value":"1700000000"}}}');

/** An error as Graph words it. */
export function refusal(
  request: Request,
  status: number,
  code: string,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const client = request.headers.get("client-request-id") ?? "";
  const innerError = {
    date: "2026-11-23T09:00:00",
    "request-id": "5e4ed000-0000-4000-8000-000000000001",
    "client-request-id": client,
  };
  return Response.json({ error: { code, message, innerError } }, { status, headers: { ...headers } });
}

/** The answer that a fault makes of a request; null where it only changes the page. */
export async function faulty(
  fault: Fault,
  request: Request,
  page: () => string,
  sleep: Sleep,
): Promise<Response | null> {
  const say = (status: number, code: string, message: string, headers?: Readonly<Record<string, string>>): Response =>
    refusal(request, status, code, fault.hostile === true ? poisonedWords(message) : message, headers);
  switch (fault.kind) {
    case "claims":
      return say(401, "InvalidAuthenticationToken", "Continuous access evaluation resulted in challenge.", {
        "WWW-Authenticate": `Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize", error="insufficient_claims", claims="${CLAIMS}"`,
      });
    case "expired":
      return say(401, "InvalidAuthenticationToken", "Lifetime validation failed, the token is expired.");
    case "consent":
      return say(
        403,
        "Authentication_MSGraphPermissionMissing",
        "The principal does not have required Microsoft Graph permission(s): AuditLog.Read.All to call this API.",
      );
    case "role":
      return say(403, "Authentication_RequestFromUnsupportedUserRole", "User is not in the allowed roles");
    case "denied":
      return say(403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.");
    case "licence":
      return say(
        403,
        "Authentication_RequestFromNonPremiumTenantOrB2CTenant",
        "Neither tenant is B2C or tenant doesn't have premium license",
      );
    case "throttled":
      return say(429, "TooManyRequests", "This request is throttled. Please try again after some time.", {
        "Retry-After": String(fault.retryAfter ?? 7),
        ...(fault.exposed === true ? { "Access-Control-Expose-Headers": "request-id, Retry-After" } : {}),
      });
    case "throttledSilently":
      return say(429, "TooManyRequests", "This request is throttled. Please try again after some time.");
    case "unavailable":
      return say(503, "serviceNotAvailable", "The service is temporarily unavailable.");
    case "server":
      return say(500, "InternalServerError", "Object reference not set to an instance of an object.");
    case "gateway":
      return say(504, "UnknownError", "");
    case "repeatsToken":
      return say(
        500,
        request.headers.get("authorization") ?? "",
        `Seen: ${request.headers.get("authorization") ?? ""}`,
      );
    case "truncated":
      return new Response(page().slice(0, -20), { headers: { "Content-Type": "application/json" } });
    case "html":
      return new Response("<!doctype html><title>Proxy</title>", { headers: { "Content-Type": "text/html" } });
    case "notAPage":
      return Response.json({ value: null });
    case "cut":
      return new Response(pieces(page(), sleep, 0, true), { headers: { "Content-Type": "application/json" } });
    case "drip":
      return new Response(pieces(page(), sleep, fault.pause ?? 60_000, false), {
        headers: { "Content-Type": "application/json" },
      });
    case "silent":
      await sleep(3_600_000);
      return new Response(null, { status: 504 });
    default:
      return null;
  }
}

/** A body that comes in eight pieces, `pause` ms apart, or that breaks off in the middle. */
function pieces(text: string, sleep: Sleep, pause: number, breaks: boolean): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  const size = Math.ceil(bytes.length / 8);
  let at = 0;
  return new ReadableStream({
    async pull(controller) {
      if (pause > 0) await sleep(pause);
      if (breaks && at >= size * 4) controller.error(new TypeError("the connection was closed"));
      else if (at >= bytes.length) controller.close();
      else controller.enqueue(bytes.slice(at, (at += size)));
    },
  });
}
