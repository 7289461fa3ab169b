import type { Call } from "../../net/types";
import { say } from "../../words";
import { listed } from "../../words/reader";
import data from "./parts.json";

export type PartId = "signIns" | "managedIdentities" | "credentialUse" | "applications" | "principals" | "federated";

/** One of the things that a load asks Graph for. */
export interface Part {
  readonly id: PartId;
  /** Key of its name in the interface. */
  readonly words:
    | "graphPartSignIns"
    | "graphPartManagedIdentities"
    | "graphPartCredentialUse"
    | "graphPartApplications"
    | "graphPartPrincipals"
    | "graphPartFederated";
  readonly pace: Extract<Call["pace"], "reports" | "directory">;
  /** Path and query of its first request. */
  readonly url: string;
  /** How its rows become facts. */
  readonly rows: "summarized" | "summarizedManaged" | "objects" | "federated";
  readonly scope: string;
  /** Directory roles that suffice, least first. */
  readonly roles: readonly string[];
  /** Ids of clouds that are documented to have it. */
  readonly clouds: readonly string[];
}

/** The parts in the order of the interface; those of one pace are loaded one after the other. */
export const PARTS = data as readonly Part[];

/** Sign-ins one by one, asked for on demand. Source: api-reference/beta/resources/signin.md@027089ba, signin-list.md@01746a3b. */
export const RAW_SIGN_INS = {
  path: "/beta/auditLogs/signIns",
  scope: "AuditLog.Read.All",
  roles: ["Reports Reader", "Security Reader"],
  /** The most rows that one page has. */
  page: 1_000,
} as const;

export const partName = (part: Part): string => say(part.words);

/** Roles as a sentence names them. */
export const rolesOf = ({ roles }: Pick<Part, "roles">): string => listed(roles, "disjunction");

/** An absolute scope of this cloud's Graph. */
export const scopeOf = (graphHost: string, scope: string): string => `https://${graphHost}/${scope}`;
