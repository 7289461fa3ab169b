import { TroubleError, type Trouble } from "../trouble";
import type { say } from "../words";
import { member } from "./identity";

type Words = Parameters<typeof say>[0];

export type FaultKind =
  | "signedOut"
  | "consent"
  | "role"
  | "licence"
  | "notFound"
  | "capacity"
  | "address"
  | "embed"
  | "offline"
  | "throttled"
  | "server"
  | "timedOut"
  | "refused"
  | "wrongTenant"
  | "notInCloud";

/** What keeps the report from being shown. Texts of services are hostile and are drawn as text only. */
export interface Fault {
  readonly kind: FaultKind;
  /** The service's own words. */
  readonly message?: string;
  readonly code?: string;
  readonly status?: number;
  readonly requestId?: string;
  readonly scope?: string;
  readonly role?: string;
}

/** What a message says, and the button that helps; the sources of these sentences are in docs/panel-report.md. */
export const FAULTS: Readonly<
  Record<FaultKind, { readonly title: Words; readonly advice: Words; readonly action: "retry" | "signIn" | "consent" }>
> = {
  signedOut: { title: "reportSignedOutTitle", advice: "reportSignedOutAdvice", action: "signIn" },
  consent: { title: "reportConsentTitle", advice: "reportConsentAdvice", action: "consent" },
  role: { title: "reportRoleTitle", advice: "reportRoleAdvice", action: "retry" },
  licence: { title: "reportLicenceTitle", advice: "reportLicenceAdvice", action: "retry" },
  notFound: { title: "reportNotFoundTitle", advice: "reportNotFoundAdvice", action: "retry" },
  capacity: { title: "reportCapacityTitle", advice: "reportCapacityAdvice", action: "retry" },
  address: { title: "reportAddressTitle", advice: "reportAddressAdvice", action: "retry" },
  embed: { title: "reportEmbedTitle", advice: "reportEmbedAdvice", action: "retry" },
  offline: { title: "reportOfflineTitle", advice: "reportOfflineAdvice", action: "retry" },
  throttled: { title: "reportThrottledTitle", advice: "reportThrottledAdvice", action: "retry" },
  server: { title: "reportServerTitle", advice: "reportServerAdvice", action: "retry" },
  timedOut: { title: "reportTimedOutTitle", advice: "reportTimedOutAdvice", action: "retry" },
  refused: { title: "reportRefusedTitle", advice: "reportRefusedAdvice", action: "retry" },
  wrongTenant: { title: "reportWrongTenantTitle", advice: "reportWrongTenantAdvice", action: "signIn" },
  notInCloud: { title: "reportNotInCloudTitle", advice: "reportNotInCloudAdvice", action: "retry" },
};

const BY_TROUBLE: Readonly<Partial<Record<Trouble["kind"], FaultKind>>> = {
  signedOut: "signedOut",
  consent: "consent",
  role: "role",
  licence: "licence",
  wrongTenant: "wrongTenant",
  throttled: "throttled",
  offline: "offline",
  notInCloud: "notInCloud",
  timedOut: "timedOut",
  refused: "refused",
};

/** Messages of the frame's `error` event. Source: Learn, "Troubleshoot your embedded application", for Power BI users. */
const BY_MESSAGE: Readonly<Record<string, FaultKind>> = {
  TokenExpired: "signedOut",
  PowerBIEntityNotFound: "notFound",
  PowerBINotAuthorizedException: "role",
  OpenConnectionError: "capacity",
  ExplorationContainer_FailedToLoadModel_DefaultDetails: "capacity",
};

const LONGEST = 500;

/** What an error of our own calls means for the report; anything that is no TroubleError is the viewer's own failure. */
export function faultOf(error: unknown): Fault {
  if (!(error instanceof TroubleError)) return { kind: "embed" };
  const { kind, code, status, requestId, scope, role, detail } = error.trouble;
  return {
    kind: status === 404 ? "notFound" : (BY_TROUBLE[kind] ?? "server"),
    ...(detail === undefined ? {} : { message: detail }),
    ...(code === undefined ? {} : { code }),
    ...(status === undefined ? {} : { status }),
    ...(requestId === undefined ? {} : { requestId }),
    ...(scope === undefined ? {} : { scope }),
    ...(role === undefined ? {} : { role }),
  };
}

/** Reads the detail of the frame's `error` event, whatever its shape. */
export function faultOfEvent(detail: unknown): Fault {
  const code = words(member(detail, "message"));
  const message = words(member(detail, "detailedMessage"));
  const status = Number(words(member(detail, "errorCode")) || NaN);
  const requestId = words(member(member(detail, "technicalDetails"), "requestId"));
  const known = Object.hasOwn(BY_MESSAGE, code) ? BY_MESSAGE[code] : undefined;
  return {
    kind: known ?? (status === 404 ? "notFound" : status === 401 ? "role" : "embed"),
    ...(code === "" ? {} : { code }),
    ...(message === "" ? {} : { message }),
    ...(Number.isInteger(status) ? { status } : {}),
    ...(requestId === "" ? {} : { requestId }),
  };
}

function words(value: unknown): string {
  const text = typeof value === "number" ? String(value) : value;
  return typeof text === "string" ? text.slice(0, LONGEST).trim() : "";
}
