import type { Field } from "../fields";
import type { CredentialKind } from "../types";

/**
 * Names under which JSON from Microsoft Graph, Azure Monitor and scripts carries fields of the facts table, beyond those
 * that files of rows may use as well (`fieldOfHeader`). All names are in lower case and compared without case.
 */
type Names = Readonly<Record<string, Field>>;

/** Members of a sign-in that are objects themselves. */
export const NESTED: Readonly<Record<string, Names>> = {
  status: { errorcode: "resultType", failurereason: "resultDescription" },
  location: { countryorregion: "location" },
};

/** When a sign-in took place, for lists that have no other time. */
export const SIGN_IN_TIMES: readonly string[] = ["createddatetime", "aggregationdatetime"];

/** What the envelope of a diagnostic record adds where its properties are silent; its resourceId is the log's own. */
export const ENVELOPE: Names = {
  resulttype: "resultType",
  resultdescription: "resultDescription",
  calleripaddress: "ipAddress",
  location: "location",
  tenantid: "tenantId",
  correlationid: "correlationId",
  time: "time",
};

/** Categories of diagnostic records that hold sign-ins of service principals. */
export const SIGN_IN_CATEGORIES: readonly string[] = ["serviceprincipalsigninlogs", "managedidentitysigninlogs"];

/** Members of an application or a service principal that list credentials. */
export const CREDENTIAL_LISTS: Readonly<Record<string, CredentialKind>> = {
  passwordcredentials: "secret",
  keycredentials: "certificate",
  federatedidentitycredentials: "federated",
  federatedcredentials: "federated",
};

/** Members of one credential. The secret itself and its hint are never read. */
export const CREDENTIAL: Names = {
  keyid: "heldKeyId",
  displayname: "heldName",
  startdatetime: "heldStart",
  startdate: "heldStart",
  enddatetime: "heldEnd",
  enddate: "heldEnd",
  usage: "heldUsage",
};

/** Members of one federated credential, whose own id stands for the key. */
export const FEDERATED: Names = { id: "heldKeyId", name: "heldName", issuer: "heldIssuer", subject: "heldSubject" };

/** Members of a service principal; an application's object id is never one. */
export const PRINCIPAL: Names = {
  id: "servicePrincipalId",
  displayname: "servicePrincipalName",
  appid: "appId",
  serviceprincipaltype: "servicePrincipalType",
  appownerorganizationid: "appOwnerTenantId",
};

export const APPLICATION: Names = { displayname: "servicePrincipalName", appid: "appId" };

/** Members that only a service principal has. */
export const PRINCIPAL_MARKS: readonly string[] = [
  "serviceprincipaltype",
  "serviceprincipalnames",
  "appownerorganizationid",
  "accountenabled",
];

/** Members of Graph's report on the last use of credentials. */
export const CREDENTIAL_USE: Names = {
  appid: "appId",
  serviceprincipalobjectid: "servicePrincipalId",
  keyid: "heldKeyId",
  keytype: "heldKind",
  keyusage: "heldUsage",
  credentialorigin: "heldOrigin",
  expirationdate: "heldEnd",
};

/** Members that hold a list of records, page by page. */
export const LISTS: readonly string[] = ["value", "records"];

/** Results of queries: tables with named columns. */
export const TABLES = "tables";

/** Members that a sign-in of a user fills in. */
export const USER_MARKS: readonly string[] = ["userid", "userprincipalname"];

/** Names that only rows of Log Analytics have, whose TenantId is the workspace. */
export const LOG_ANALYTICS_MARKS: readonly string[] = ["timegenerated", "aadtenantid", "resourceidentity"];
