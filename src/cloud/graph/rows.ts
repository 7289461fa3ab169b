import type { Tenant } from "../types";
import { guid, nameOf, textOf } from "./names";
import type { GraphPart, GraphSettings } from "./settings";

type Row = Readonly<Record<string, unknown>>;

const DAY = 86_400_000;
/** Codes of failing principals and the service's texts for them, shortened. */
const FAILURES: readonly (readonly [number, string])[] = [
  [50171, "The given audience can only be used in Mutual-TLS token calls."],
  [7000222, "The provided client secret keys for app are expired."],
  [7000215, "Invalid client secret provided."],
  [700027, "The certificate with identifier used to sign the client assertion is not registered on application."],
  [700016, "Application was not found in the directory."],
  [53003, "Access has been blocked by Conditional Access policies."],
];
const RESOURCES = ["Microsoft Graph", "Azure Key Vault", "Azure Storage"];

/** A number from 0 to `below` that looks random and is always the same. */
function pick(seed: number, below: number, ...parts: readonly number[]): number {
  let hash = 2166136261 ^ seed;
  for (const part of parts) hash = Math.imul(hash ^ (part + 0x9e37), 16777619);
  hash = Math.imul(hash ^ (hash >>> 15), 2246822507);
  return ((hash ^ (hash >>> 13)) >>> 0) % below;
}

/** All rows of a part, in the documented shapes. */
export function rowsOf(
  part: GraphPart,
  settings: GraphSettings,
  tenant: Tenant,
  query: URLSearchParams,
): readonly Row[] {
  switch (part) {
    case "signIns":
      return summaries(settings, tenant, false);
    case "managedIdentities":
      return summaries(settings, tenant, true);
    case "credentialUse":
      return each(settings.principals, (index) => credentialUse(index, settings));
    case "applications":
      return each(settings.principals, (index) => application(index, settings));
    case "principals":
      return [
        ...each(settings.principals, (index) => principal(index, settings, tenant, false)),
        ...each(settings.managed, (index) => principal(index, settings, tenant, true)),
      ];
    case "rawSignIns":
      return rawSignIns(settings, tenant, query.get("$filter") ?? "");
    default:
      return [];
  }
}

const each = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

interface Count {
  readonly index: number;
  readonly resource: number;
  /** Epoch ms of the day's begin. */
  readonly day: number;
  readonly code: number;
  readonly reason: string | null;
  readonly count: number;
}

/** How often every principal signed in, by day, resource and result. */
function counts(settings: GraphSettings, isManaged: boolean): Count[] {
  const { seed, days, failing, until } = settings;
  const last = Date.parse(`${until}T00:00:00Z`);
  const all: Count[] = [];
  for (let index = 0; index < (isManaged ? settings.managed : settings.principals); index++) {
    for (let back = days - 1; back >= 0; back--) {
      const day = last - back * DAY;
      const resource = pick(seed, RESOURCES.length, index);
      const isFailing = !isManaged && index < failing;
      const count = 1 + pick(seed, 40, index, back, 1);
      if (isFailing) {
        const [code, reason] = FAILURES[index % FAILURES.length] ?? [0, ""];
        all.push({ index, resource, day, code, reason, count: 1 + pick(seed, 9, index, back, 2) });
      }
      // The last of the failing ones never succeeds.
      if (!isFailing || index !== failing - 1) all.push({ index, resource, day, code: 0, reason: null, count });
    }
  }
  return all;
}

function summaries(settings: GraphSettings, tenant: Tenant, isManaged: boolean): Row[] {
  const { hostile } = settings;
  const kind = isManaged ? 4 : 1;
  return counts(settings, isManaged).map((each, at) => {
    const { index, resource, day, code, reason, count } = each;
    return {
      id: guid(9, at),
      signInCount: count,
      aggregationDateTime: new Date(day).toISOString(),
      firstSignInDateTime: new Date(day + pick(settings.seed, DAY, at)).toISOString(),
      userPrincipalName: "",
      appId: guid(kind + 1, index),
      appDisplayName: nameOf(index, hostile),
      ipAddress: textOf(`203.0.113.${String(index % 250)}`, index + 1, hostile),
      conditionalAccessStatus: code === 53003 ? "failure" : "notApplied",
      resourceDisplayName: textOf(RESOURCES[resource] ?? "", resource, hostile),
      resourceId: guid(7, resource),
      tenantId: tenant.id,
      // Microsoft's own example of these calls leaves it null and names the application.
      servicePrincipalName: isManaged ? null : nameOf(index, hostile),
      servicePrincipalId: guid(kind, index),
      status: {
        errorCode: code,
        failureReason: reason === null ? null : textOf(reason, index + 2, hostile),
        additionalDetails: null,
      },
      managedServiceIdentity: {
        msiType: isManaged ? "systemAssigned" : "none",
        associatedResourceId: null,
        federatedTokenId: null,
        federatedTokenIssuer: null,
      },
      agent: { agentType: "notAgentic", parentAppId: null },
    };
  });
}

function secret(index: number, { seed, until, hostile }: GraphSettings): Row {
  const last = Date.parse(`${until}T00:00:00Z`);
  return {
    keyId: guid(6, index),
    displayName: textOf("main", index, hostile),
    hint: "abc",
    secretText: null,
    customKeyIdentifier: null,
    startDateTime: new Date(last - 200 * DAY).toISOString(),
    endDateTime: new Date(last + (pick(seed, 400, index, 3) - 60) * DAY).toISOString(),
  };
}

function application(index: number, settings: GraphSettings): Row {
  const isCertificate = index % 3 === 0;
  const credential = secret(index, settings);
  return {
    id: guid(3, index),
    appId: guid(2, index),
    displayName: nameOf(index, settings.hostile),
    signInAudience: "AzureADMyOrg",
    passwordCredentials: isCertificate ? [] : [credential],
    keyCredentials: isCertificate
      ? [
          {
            ...credential,
            type: "AsymmetricX509Cert",
            usage: "Verify",
            key: null,
            customKeyIdentifier: thumbprint(index),
          },
        ]
      : [],
  };
}

const thumbprint = (index: number): string =>
  btoa(String.fromCharCode(...each(20, (at) => (index * 7 + at * 13) % 256)));

function principal(index: number, { hostile }: GraphSettings, tenant: Tenant, isManaged: boolean): Row {
  return {
    id: guid(isManaged ? 4 : 1, index),
    appId: guid(isManaged ? 5 : 2, index),
    displayName: nameOf(index, hostile),
    servicePrincipalType: isManaged ? "ManagedIdentity" : "Application",
    accountEnabled: true,
    appOwnerOrganizationId: tenant.id,
    passwordCredentials: [],
    keyCredentials: [],
  };
}

function credentialUse(index: number, { seed, until, hostile }: GraphSettings): Row {
  const last = Date.parse(`${until}T00:00:00Z`);
  return {
    id: btoa(`${guid(6, index)}|application`),
    keyId: guid(6, index),
    keyType: index % 3 === 0 ? "certificate" : "clientSecret",
    keyUsage: textOf("verify", index, hostile && index % 2 === 1),
    appId: guid(2, index),
    appObjectId: guid(3, index),
    servicePrincipalObjectId: guid(1, index),
    resourceId: guid(7, 0),
    credentialOrigin: "application",
    expirationDate: null,
    signInActivity: {
      lastSignInDateTime: new Date(last - pick(seed, 90, index, 4) * DAY).toISOString(),
      lastSignInRequestId: guid(8, index),
    },
  };
}

/** The federated credentials of the application with this object id; null where there is no such application. */
export function federatedOf(id: string, { principals, hostile }: GraphSettings): readonly Row[] | null {
  const index = each(principals, (at) => guid(3, at)).indexOf(id);
  if (index < 0) return null;
  return each(index % 4 === 0 ? 1 + (index % 3) : 0, (at) => ({
    "@odata.id": `applications/${id}`,
    id: guid(10, index * 8 + at),
    name: textOf(`deploy-${String(at)}`, index + at, hostile),
    issuer: textOf("https://token.actions.githubusercontent.com", index + at + 1, hostile),
    subject: textOf(`repo:octo/${String(index)}:environment:${String(at)}`, index + at + 2, hostile),
    description: null,
    audiences: ["api://AzureADTokenExchange"],
  }));
}

function rawSignIns(settings: GraphSettings, tenant: Tenant, filter: string): Row[] {
  const isManaged = filter.includes("'managedIdentity'");
  const id = /servicePrincipalId eq '([^']*)'/.exec(filter)?.[1] ?? "";
  const from = Date.parse(/createdDateTime ge (\S+)/.exec(filter)?.[1] ?? "");
  const to = Date.parse(/createdDateTime le (\S+)/.exec(filter)?.[1] ?? "");
  const { seed, hostile } = settings;
  const rows = counts(settings, isManaged)
    .filter(({ index }) => guid(isManaged ? 4 : 1, index) === id)
    .flatMap(({ index, resource, day, code, reason, count }) =>
      each(count, (at) => {
        const time = day + pick(seed, DAY, index, day / DAY, code, at);
        return {
          id: guid(11, index * 1e6 + (day / DAY) * 100 + at + (code === 0 ? 50 : 0)),
          createdDateTime: new Date(time).toISOString(),
          appDisplayName: nameOf(index, hostile),
          appId: guid(2, index),
          ipAddress: `203.0.113.${String(index % 250)}`,
          clientCredentialType: isManaged ? "managedIdentity" : index % 3 === 0 ? "certificate" : "clientSecret",
          correlationId: guid(12, pick(seed, 2 ** 30, index, day / DAY, code, at)),
          resourceDisplayName: textOf(RESOURCES[resource] ?? "", resource, hostile),
          resourceId: guid(7, resource),
          resourceTenantId: tenant.id,
          servicePrincipalCredentialKeyId: isManaged ? null : guid(6, index),
          servicePrincipalCredentialThumbprint: "",
          servicePrincipalId: id,
          servicePrincipalName: nameOf(index, hostile),
          signInEventTypes: [isManaged ? "managedIdentity" : "servicePrincipal"],
          status: { errorCode: code, failureReason: reason, additionalDetails: null },
        };
      }),
    );
  return rows
    .filter(({ createdDateTime }) => Date.parse(createdDateTime) >= from && Date.parse(createdDateTime) <= to)
    .sort((a, b) => (a.createdDateTime < b.createdDateTime ? 1 : -1));
}
