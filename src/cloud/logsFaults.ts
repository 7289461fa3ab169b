/** A fault that the stand-in for Log Analytics plays. */
export type LogsFault =
  | "claims"
  | "forbidden"
  | "badToken"
  | "notFound"
  | "throttled"
  | "throttledUnreadable"
  | "server"
  | "gatewayTimeout"
  | "partial"
  | "truncatedBody"
  | "emptyBody"
  | "badShape";

const FORBIDDEN = "The provided credentials have insufficient access to perform the requested operation";

const json = (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Response =>
  new Response(JSON.stringify(body), {
    status,
    headers: { "content-type": "application/json; charset=utf-8", ...headers },
  });

const failure = (status: number, code: string, message: string, headers?: Readonly<Record<string, string>>): Response =>
  json(status, { error: { message, code } }, headers);

/** The service's error for a query that it cannot bind; the words are those of its engine. */
export function semanticError(code: string, message: string): Response {
  return json(400, {
    error: {
      message: "The request had some invalid properties",
      code: "BadArgumentError",
      innererror: {
        code: "SemanticError",
        message: "A semantic error occurred.",
        innererror: { code, message },
      },
    },
  });
}

export function syntaxError(): Response {
  return json(400, {
    error: {
      message: "The request had some invalid properties",
      code: "BadArgumentError",
      innererror: { code: "SyntaxError", message: "Syntax Error" },
    },
  });
}

/** A non-fatal error beside the tables of an answer. */
export function partialError(code: string, message: string): unknown {
  return {
    code: "PartialError",
    message: "There were some errors when processing your query.",
    details: [
      {
        code: "EngineError",
        message: "Something went wrong processing your query on the server.",
        innererror: { code, message, severity: 2, severityName: "Error" },
      },
    ],
  };
}

/** A refusal of what is too large; the service's documentation shows none, its engine's words are these. */
export function tooLargeError(): Response {
  return json(400, {
    error: {
      message: "The request had some invalid properties",
      code: "BadArgumentError",
      innererror: { code: "-2133196797", message: TOO_MANY },
    },
  });
}

export const TOO_MANY =
  "The results of this query exceed the set limit of 500000 records, so not all records were returned (E_QUERY_RESULT_SET_TOO_LARGE, 0x80DA0003). See https://aka.ms/kustoquerylimits for more information and possible solutions.";

/** The whole answer that a fault gives; null for one that only changes a good answer. `retryAfter` is in seconds. */
export function faultResponse(fault: LogsFault, retryAfter: number): Response | null {
  switch (fault) {
    case "claims":
      return failure(401, "InvalidAuthenticationToken", "Continuous access evaluation resulted in claims challenge", {
        "www-authenticate":
          'Bearer realm="", error="insufficient_claims", claims="eyJhY2Nlc3NfdG9rZW4iOnsibmJmIjp7ImVzc2VudGlhbCI6dHJ1ZSwidmFsdWUiOiIxNzAwMDAwMDAwIn19fQ=="',
        "access-control-expose-headers": "www-authenticate",
      });
    case "forbidden":
      return failure(403, "InsufficientAccessError", FORBIDDEN);
    case "badToken":
      return failure(
        403,
        "InvalidAuthenticationTokenAudience",
        "The access token has been obtained from wrong audience.",
      );
    case "notFound":
      return failure(404, "PathNotFoundError", "The requested path does not exist");
    case "throttled":
      return failure(429, "ThrottledError", "Too many requests", {
        "retry-after": String(retryAfter),
        "access-control-expose-headers": "retry-after",
      });
    case "throttledUnreadable":
      return failure(429, "ThrottledError", "Too many requests");
    case "server":
      return failure(503, "ServiceUnavailable", "The service is temporarily unavailable");
    case "gatewayTimeout":
      return json(504, {
        error: {
          code: "GatewayTimeout",
          message: "Gateway timeout",
          innererror: { code: "GatewayTimeout", message: "Unable to unzip response" },
        },
      });
    case "emptyBody":
      return new Response(null, { status: 204 });
    case "badShape":
      return json(200, { tables: "none" });
    case "partial":
    case "truncatedBody":
      return null;
  }
}
