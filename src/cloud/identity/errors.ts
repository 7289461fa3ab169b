import { randomUUID } from "node:crypto";

/** An error of the token service, in the words of its wire form. */
export interface StsError {
  readonly error: string;
  readonly code: number;
  readonly text: string;
  readonly suberror?: string;
}

/** The description of an error as the token service writes it. */
function described({ code, text }: StsError, ids: Ids): string {
  const { trace, correlation, time } = ids;
  return `AADSTS${String(code)}: ${text} Trace ID: ${trace} Correlation ID: ${correlation} Timestamp: ${time}`;
}

interface Ids {
  readonly trace: string;
  readonly correlation: string;
  readonly time: string;
}

function idsOf(correlation: string | undefined): Ids {
  const time = `${new Date().toISOString().slice(0, 19).replace("T", " ")}Z`;
  return { trace: randomUUID(), correlation: correlation ?? randomUUID(), time };
}

/** The JSON body of an error at the token endpoint: the shape of the bodies in MSAL.NET's tests, without `error_uri`. */
export function stsBody(fault: StsError, correlation: string | undefined): Record<string, unknown> {
  const ids = idsOf(correlation);
  return {
    error: fault.error,
    error_description: described(fault, ids),
    error_codes: [fault.code],
    timestamp: ids.time,
    trace_id: ids.trace,
    correlation_id: ids.correlation,
    ...(fault.suberror === undefined ? {} : { suberror: fault.suberror }),
  };
}

/** The fragment of an error at the authorize endpoint. */
export function stsFragment(fault: StsError, state: string, correlation: string | undefined): string {
  return new URLSearchParams({
    error: fault.error,
    error_description: described(fault, idsOf(correlation)),
    ...(fault.suberror === undefined ? {} : { error_subcode: fault.suberror }),
    state,
  }).toString();
}

interface KnownError extends StsError {
  /** The provider's name for it, where it is another one. */
  readonly from?: string;
  readonly says: RegExp;
  /** 400 without it. */
  readonly status?: number;
}

/** What the token service calls the provider's own errors; the first whose name and `says` fit. */
const KNOWN: readonly KnownError[] = [
  {
    error: "invalid_client",
    says: /AADSTS50171/,
    code: 50171,
    text: "The given audience can only be used in Mutual-TLS token calls.",
    status: 401,
  },
  {
    error: "invalid_request",
    from: "invalid_client",
    says: /certificate was not provided/,
    code: 392200,
    text: "Client certificate is missing from the request.",
  },
  {
    error: "invalid_client",
    says: /secret|does not match the registered/,
    code: 7000215,
    text: "Invalid client secret provided.",
    status: 401,
  },
  {
    error: "unauthorized_client",
    from: "invalid_client",
    says: /.*/,
    code: 700016,
    text: "Application was not found.",
  },
  {
    error: "invalid_grant",
    says: /refresh token/,
    code: 700084,
    text: "The refresh token was issued to a single page app (SPA), and therefore has a fixed, limited lifetime, which has expired.",
  },
  {
    error: "invalid_grant",
    says: /.*/,
    code: 70008,
    text: "The provided authorization code or refresh token has expired.",
  },
  {
    error: "login_required",
    says: /.*/,
    code: 50058,
    text: "A silent sign-in request was sent but no user is signed in.",
  },
];

/** The token service's error for one of the provider; null where the provider's words do. */
export function knownError(error: string, description: string): KnownError | null {
  return KNOWN.find((known) => (known.from ?? known.error) === error && known.says.test(description)) ?? null;
}
