import type { Failure, Resource } from "./types";

/** Both clocks of the sample: credential expiry and "as of". Pinned, so that the sample never ages. */
export const NOW = "2026-11-23T12:00:00Z";
export const YEAR = "2026";
export const SAMPLE_TENANT = "9f1c2d3e-5a6b-4c7d-8e9f-0a1b2c3d4e5f";
/** Another invented organisation: it owns an application and a resource that are used here. */
export const FABRIKAM_TENANT = "4b7e0d91-8c2a-4f36-a5d7-2e9c1b6f8a30";

const contoso = (name: string, id: string): Resource => ({ name, id, ownerTenantId: SAMPLE_TENANT });
const microsoft = (name: string, id: string): Resource => ({ name, id, ownerTenantId: "" });

/** The one resource that takes mutual-TLS tokens only; invented, because no public source names a real one. */
export const LEDGER = contoso("Contoso Ledger API", "8d11e0aa-7777-4d01-9101-0000000000f1");
export const LEDGER_STANDARD = contoso("Contoso Ledger API (standard)", "8d11e0aa-7777-4d01-9101-0000000000f2");
export const WAREHOUSE = contoso("Contoso Warehouse API", "27c5b3e4-7777-4d01-9101-0000000000f3");
export const ARCHIVE = contoso("Contoso Archive API", "e60a94d7-7777-4d01-9101-0000000000f4");
/** Stands for a platform's own audience: owned elsewhere, and invented as well. */
export const METERING: Resource = {
  name: "Fabrikam Platform Metering",
  id: "6c40b7de-7777-4d01-9101-0000000000f5",
  ownerTenantId: FABRIKAM_TENANT,
};
/** Known by name only; the second spelling is the same resource, because names compare in lower case. */
export const SALES = contoso("Contoso Sales API", "");
export const SALES_LOWER = contoso("contoso sales api", "");
/** A log row may name no resource at all. */
export const NO_RESOURCE = microsoft("", "");

export const POWER_BI = microsoft("Power BI Service", "00000009-0000-0000-c000-000000000000");
export const GRAPH = microsoft("Microsoft Graph", "00000003-0000-0000-c000-000000000000");
export const ARM = microsoft("Azure Resource Manager", "797f4846-ba00-4fd7-ba43-dac1f8f63013");

const failure = (code: number, text: string): Failure => ({ code, text });

/** The only official text quoted; all others are in our own words. */
export const MTLS_ONLY = failure(50171, "AADSTS50171: The given audience can only be used in Mutual-TLS token calls.");
export const NO_TLS_CERTIFICATE = failure(392200, "The TLS handshake carried no client certificate.");
export const FEATURE_OFF = failure(51000, "A required feature is off for this app: MtlsClientAuth.");
export const NOT_BOUND = failure(392196, "The resource takes no certificate-bound tokens.");
export const SECRET_EXPIRED = failure(7000222, "The client secret has expired.");
export const SECRET_WRONG = failure(7000215, "The client secret is not valid.");
export const NO_CREDENTIAL_SENT = failure(7000218, "The request carried neither a secret nor an assertion.");
export const BAD_SIGNATURE = failure(700027, "The signature of the client assertion is not valid.");
export const ASSERTION_TIME = failure(700024, "The client assertion is outside its time range.");
export const NO_FEDERATED_MATCH = failure(700213, "No federated credential matches the presented subject.");
export const POLICY_BLOCK = failure(53003, "Blocked by a Conditional Access policy.");
export const NO_SUCH_RESOURCE = failure(500011, "The resource was not found in the tenant.");
export const NO_SUCH_APP = failure(700016, "The application was not found in the tenant.");
export const APP_DISABLED = failure(7000112, "The application is disabled.");
export const TRANSIENT = failure(90033, "A passing fault of the service.");
export const USER_GRANT_REVOKED = failure(50173, "A user's grant was revoked.");
/** Contains the digits of 50171 in order, and is another code. */
export const USER_CERTIFICATE_REVOKED = failure(500171, "A user's certificate was revoked.");
export const UNHEARD_OF = failure(9999999, "An invented code that no catalogue has.");
