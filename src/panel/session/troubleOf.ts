import { type Trouble, TroubleError } from "../trouble";
import { LIBRARY_CODES, STS_CODES } from "./codes";

/** What MSAL's errors have in common, as far as it is read here; its message is only a link. */
export interface LibraryError {
  readonly errorCode: string;
  readonly errorMessage?: string;
  readonly correlationId?: string;
  readonly subError?: string;
  readonly errorNo?: string | number;
  readonly status?: number;
}

/** Enough for the service's sentence; it has no end of its own. Characters. */
const LONGEST_DETAIL = 300;

const isLibraryError = (error: unknown): error is LibraryError =>
  typeof error === "object" && error !== null && typeof (error as Partial<LibraryError>).errorCode === "string";

/** The number behind "AADSTS", as a whole; null where there is none. */
function stsCode({ errorNo, errorMessage = "" }: LibraryError): number | null {
  const found = /AADSTS(\d{1,9})\b/.exec(errorMessage)?.[1] ?? String(errorNo ?? "");
  return /^\d{1,9}$/.test(found) ? Number(found) : null;
}

/** The service's sentence, without code, ids and time, which are told beside it. */
function sentence(message: string): string {
  const [, text = ""] = /AADSTS\d{1,9}:\s*(.*?)(?:\s*Trace ID:|\s*- Correlation ID:|$)/s.exec(message) ?? [];
  return text.trim().slice(0, LONGEST_DETAIL);
}

/** The name of a scope without the audience in front of it. */
export const scopeName = (scope: string): string => scope.slice(scope.lastIndexOf("/") + 1);

/**
 * The trouble behind an error of a sign-in: told by its codes, never by the library's message, and without anything that
 * was sent or received. `scopes` are those that were asked for.
 */
export function troubleOf(error: unknown, scopes: readonly string[]): Trouble {
  if (error instanceof TroubleError) return error.trouble;
  if (!isLibraryError(error)) return { kind: "server", part: "" };
  const sts = stsCode(error);
  const bySubError = error.subError === "consent_required" ? "consent" : undefined;
  const kind = (sts === null ? undefined : STS_CODES.get(sts)) ?? bySubError ?? LIBRARY_CODES.get(error.errorCode);
  const detail = sentence(error.errorMessage ?? "");
  return {
    kind: kind ?? "server",
    part: "",
    ...(kind === "consent" ? { scope: scopes.map(scopeName).join(", ") } : {}),
    ...(error.status === undefined ? {} : { status: error.status }),
    code: sts === null ? error.errorCode : `AADSTS${String(sts)}`,
    ...(error.correlationId === undefined || error.correlationId === "" ? {} : { requestId: error.correlationId }),
    ...(detail === "" ? {} : { detail }),
  };
}
