import type { TroubleKind } from "../trouble";

/**
 * What the token service's codes mean to the reader. Microsoft, "Microsoft Entra authentication and authorization error
 * codes" (source ERR of the knowledge). The page says that codes change: one that is not here is a server error.
 */
export const STS_CODES: ReadonlyMap<number, TroubleKind> = new Map(
  (
    [
      ["consent", [65001, 65004, 90008, 90094, 90095]],
      ["wrongTenant", [16000, 16003, 50014, 50020, 50034, 51004, 90072]],
      // Another sign-in helps: it ended, or more than a password is asked for.
      ["signedOut", [50058, 50072, 50074, 50076, 50078, 50079, 50089, 50132, 50133, 50173, 70000, 70008, 70043]],
      ["signedOut", [700020, 700082, 700084]],
      // Registration, tenant or policy: trying again would be refused again.
      ["refused", [50001, 50011, 50105, 53000, 53001, 53003, 530032, 65005, 70001, 70011, 90002, 90038]],
      ["refused", [500011, 650052, 650056, 650057, 700011, 700016, 7000112, 7000218, 9002326]],
    ] as const
  ).flatMap(([kind, codes]) => codes.map((code): [number, TroubleKind] => [code, kind])),
);

/** What MSAL's own codes, and those of OAuth that it passes on, mean to the reader; others are server errors. */
export const LIBRARY_CODES: ReadonlyMap<string, TroubleKind> = new Map(
  (
    [
      ["offline", ["no_network_connectivity", "network_error", "post_request_failed", "get_request_failed"]],
      ["offline", ["endpoints_resolution_error", "openid_config_error"]],
      ["consent", ["consent_required", "access_denied"]],
      ["signedOut", ["login_required", "interaction_required", "invalid_grant", "bad_token", "ui_not_allowed"]],
      ["signedOut", ["no_account_error", "no_account_found", "no_account_in_silent_request", "no_tokens_found"]],
      ["signedOut", ["refresh_token_expired", "token_refresh_required", "interrupted_user", "timed_out"]],
      ["signedOut", ["redirect_in_iframe", "block_iframe_reload", "iframe_closed_prematurely"]],
      ["cancelled", ["user_cancelled", "user_canceled", "interaction_in_progress_cancelled"]],
      ["refused", ["invalid_client", "unauthorized_client", "invalid_request", "invalid_scope", "invalid_resource"]],
    ] as const
  ).flatMap(([kind, codes]) => codes.map((code): [string, TroubleKind] => [code, kind])),
);
