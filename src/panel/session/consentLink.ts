import type { SignInPlace } from "./types";

/**
 * Where an administrator allows these scopes for everybody in the tenant, and comes back to the panel afterwards. Microsoft
 * Learn, "Admin consent on the Microsoft identity platform".
 */
export function consentLink({ tenant, loginHost }: SignInPlace, scopes: readonly string[]): string {
  const link = new URL(`https://${loginHost}/${tenant.tenantId}/v2.0/adminconsent`);
  link.searchParams.set("client_id", tenant.clientId);
  link.searchParams.set("scope", scopes.join(" "));
  link.searchParams.set("redirect_uri", new URL("redirect.html", document.baseURI).href);
  // The service documents spaces in its scopes; some readers of addresses do not take "+" for one.
  return link.href.replaceAll("+", "%20");
}
