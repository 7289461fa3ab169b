const CLAIMS = /(?:^|[\s,])claims="([A-Za-z0-9+/_=-]{1,8192})"/i;

/**
 * The decoded claims challenge of a `WWW-Authenticate` header, null without one that can be read.
 * Source: learn.microsoft.com/entra/identity-platform/claims-challenge.
 */
export function claimsIn(header: string | null): string | null {
  const encoded = CLAIMS.exec(header ?? "")?.[1];
  if (encoded === undefined) return null;
  try {
    const bytes = Uint8Array.from(atob(encoded.replaceAll("-", "+").replaceAll("_", "/")), (char) =>
      char.charCodeAt(0),
    );
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? text : null;
  } catch {
    return null;
  }
}

/** Ms to wait by a `Retry-After` header (seconds, or an HTTP date), null where it is absent, hidden by CORS or unreadable. */
export function retryAfter(header: string | null, now: number): number | null {
  const text = header?.trim() ?? "";
  if (/^\d{1,9}(?:\.\d+)?$/.test(text)) return Math.ceil(Number(text) * 1_000);
  if (!/^[A-Za-z]{3},? /.test(text)) return null;
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : Math.max(0, at - now);
}
