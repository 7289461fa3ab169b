import { findCloud, portalPages, sourceLine } from "../knowledge";
import type { CloudId, PortalPageEntry } from "../knowledge/types";
import type { Principal } from "./principalTypes";

/** A page of the Entra admin center about one principal. */
export interface PortalLink {
  readonly id: PortalPageEntry["id"];
  readonly url: string;
  /** What to know before following it; empty where nothing. English. */
  readonly remark: string;
  /** Where the address comes from, readable. */
  readonly source: string;
}

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const MANAGED_IDENTITY = /^managed\s*identity$/i;
/** The cloud whose addresses were read; the pages of others are taken to be the same. */
const READ_FOR: CloudId = "public";

/**
 * Pages about a principal, those only whose ids are plain GUIDs: anything else in an id is somebody's text. An application
 * that another tenant owns is registered there, a managed identity nowhere, so neither has a page of a registration.
 */
export function portalLinks(principal: Principal, cloud: CloudId): readonly PortalLink[] {
  const { portalHost } = findCloud(cloud);
  if (portalHost === "") return [];
  const ids: Readonly<Record<string, string>> = {
    appId: principal.appId,
    objectId: principal.keyedBy === "servicePrincipalId" ? principal.id : "",
  };
  const isRegisteredHere = principal.elsewhereOwner === "" && !MANAGED_IDENTITY.test(principal.type.trim());
  const links: PortalLink[] = [];
  for (const page of portalPages) {
    if (page.id === "application" && !isRegisteredHere) continue;
    const needed = [...page.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ids[name ?? ""] ?? "");
    if (!needed.every((id) => GUID.test(id))) continue;
    const path = page.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(ids[name] ?? ""));
    const source = sourceLine(cloud === READ_FOR ? page : { ...page, certainty: "inferred" });
    links.push({ id: page.id, url: `https://${portalHost}/${path}`, remark: page.remark, source });
  }
  return links;
}
