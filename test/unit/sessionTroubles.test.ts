import fc from "fast-check";
import { TroubleError } from "../../src/panel/trouble";
import { LIBRARY_CODES, STS_CODES } from "../../src/panel/session/codes";
import { troubleOf } from "../../src/panel/session/troubleOf";

const SCOPES = ["https://graph.microsoft.com/AuditLog.Read.All", "https://graph.microsoft.com/Application.Read.All"];
const LINK = "See https://aka.ms/msal.js.errors#invalid_grant for details";
const ID = "01a20af6-05a1-7cb9-a70d-69dea371ce19";

/** An error as MSAL throws it: its message is a link, the service's words are beside it. */
function thrown(errorCode: string, more: object = {}): Error {
  return Object.assign(new Error(LINK), { errorCode, correlationId: ID, ...more });
}

const tokenError = (code: number, text: string): string =>
  `Error(s): ${String(code)} - Timestamp: 2026-11-24 00:00:00Z - Description: AADSTS${String(code)}: ${text} ` +
  `Trace ID: ${ID} Correlation ID: ${ID} Timestamp: 2026-11-24 00:00:00Z - Correlation ID: ${ID} - Trace ID: ${ID}`;

describe("troubles of a sign-in", () => {
  it("are told by the service's code, with its sentence and the id for support", () => {
    const errorMessage = tokenError(65001, "The user or administrator has not consented.");
    expect(troubleOf(thrown("invalid_grant", { errorMessage, subError: "consent_required" }), SCOPES)).toEqual({
      kind: "consent",
      part: "",
      scope: "AuditLog.Read.All, Application.Read.All",
      code: "AADSTS65001",
      requestId: ID,
      detail: "The user or administrator has not consented.",
    });
  });

  it.each([
    ["invalid_request", 50020, "wrongTenant"],
    ["invalid_grant", 50173, "signedOut"],
    ["invalid_grant", 700084, "signedOut"],
    ["unauthorized_client", 700016, "refused"],
    ["access_denied", 53003, "refused"],
    ["temporarily_unavailable", 90033, "server"],
    // Whole numbers only: neither of these is 50020 or 65001.
    ["server_error", 500200, "server"],
    ["server_error", 6500, "server"],
  ])("%s with AADSTS%i is %s", (errorCode, code, kind) => {
    expect(troubleOf(thrown(errorCode, { errorMessage: tokenError(code, "Words.") }), SCOPES).kind).toBe(kind);
    // The number alone will do where the words are missing.
    expect(troubleOf(thrown(errorCode, { errorNo: String(code) }), SCOPES).kind).toBe(kind);
  });

  it.each([
    ["no_network_connectivity", "offline"],
    ["post_request_failed", "offline"],
    ["login_required", "signedOut"],
    ["timed_out", "signedOut"],
    ["user_cancelled", "cancelled"],
    ["consent_required", "consent"],
    ["nobody_knows_this", "server"],
  ])("%s of the library is %s", (errorCode, kind) => {
    expect(troubleOf(thrown(errorCode), SCOPES)).toMatchObject({ kind, code: errorCode, requestId: ID });
  });

  it("keep what is a trouble already, and say of anything else only that it failed", () => {
    const trouble = { kind: "cancelled", part: "" } as const;
    expect(troubleOf(new TroubleError(trouble), SCOPES)).toBe(trouble);
    for (const error of [undefined, null, 3, "words", new Error("https://x/#access_token=eyJ"), { errorCode: 7 }]) {
      expect(troubleOf(error, SCOPES)).toEqual({ kind: "server", part: "" });
    }
  });

  it("never hold the library's message or its links, and are of bounded length, whatever was said", () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ maxLength: 2000 }), fc.option(fc.string()), (errorCode, words, subError) => {
        const errorMessage = tokenError(90033, words);
        const text = JSON.stringify(troubleOf(thrown(errorCode, { errorMessage, subError }), SCOPES));
        expect(text).not.toContain("aka.ms");
        expect(JSON.parse(text).detail?.length ?? 0).toBeLessThanOrEqual(300);
      }),
    );
  });

  it("have one meaning a code", () => {
    expect(STS_CODES.size).toBeGreaterThan(40);
    expect(LIBRARY_CODES.size).toBeGreaterThan(25);
  });
});
