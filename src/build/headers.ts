import { PRINT_STYLE_HASH } from "../export/htmlStyle";
import type { Config } from "../panel/config/types";

/** Headers by name, as a host sends them. */
export type Headers = Readonly<Record<string, string>>;

/**
 * Pages and configuration name what else is loaded: an old copy would mix versions, or hosts. Everything else is asked
 * for again and answered with "not modified": a file kept for good would keep a missing one missing, too.
 */
const NEVER_KEPT = ["/index.html", "/redirect.html", "/config.json"] as const;
const isKept = (path: string): boolean =>
  path !== "/" && !NEVER_KEPT.some((file) => file === path || file === `${path}.html`);

/**
 * The panel's content security policy. Without a tenant nothing but the page's own folder can be reached; with one,
 * only hosts of the chosen cloud that the configuration has a use for.
 */
export function panelPolicy({ tenant, cloud, workspaceId, report, frameAncestors }: Config): string {
  const hosts = (...names: readonly (string | false)[]): string =>
    ["'self'", ...names.filter((name) => name !== false && name !== "").map((name) => `https://${String(name)}`)].join(
      " ",
    );
  const hasTenant = tenant !== null;
  const connects = hosts(
    hasTenant && cloud.loginHost,
    hasTenant && cloud.graphHost,
    workspaceId !== null && cloud.logsHost,
    report !== null && cloud.powerBiApiHost,
  );
  // Silent renewal goes through a hidden frame: to the sign-in page, and from there back to redirect.html.
  const frames = hosts(hasTenant && cloud.loginHost, report !== null && cloud.powerBiAppHost);
  return [
    "default-src 'none'",
    "script-src 'self'",
    // The printable page opens from a blob, which inherits this policy: its style is allowed by hash.
    `style-src 'self' '${PRINT_STYLE_HASH}'`,
    `connect-src ${connects}`,
    ...(hasTenant ? [`frame-src ${frames}`] : []),
    "img-src 'self' data: blob:",
    "base-uri 'none'",
    "form-action 'none'",
    // 'none' would keep the hidden frame from coming back.
    `frame-ancestors ${["'self'", ...frameAncestors].join(" ")}`,
    "require-trusted-types-for 'script'",
    // The one address of the thread that writes workbooks; no library makes a policy, and nobody else may.
    "trusted-types spp-workbook",
  ].join("; ");
}

/** Everything that a host must send with a file of the panel; `path` begins with a slash and is within its folder. */
export function panelHeaders(config: Config, path: string): Headers {
  return {
    "Content-Security-Policy": panelPolicy(config),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": isKept(path) ? "no-cache" : "no-store",
  };
}

/**
 * What Azure Static Web Apps reads as `staticwebapp.config.json` in the site's folder: headers for all files, then those
 * of single ones. No fallback to the page: a configuration that is not there must not be answered with one.
 */
export function staticWebApp(config: Config): unknown {
  return {
    globalHeaders: panelHeaders(config, "/panel.js"),
    routes: NEVER_KEPT.map((route) => ({
      route,
      headers: { "Cache-Control": panelHeaders(config, route)["Cache-Control"] },
    })),
  };
}
