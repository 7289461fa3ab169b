import type { Call } from "../net/types";
import { say } from "../words";
import type { ReportConfig } from "../config/types";
import { member } from "./identity";
import type { PowerBiHosts } from "./types";

/** What Power BI says about the report, checked. `embedUrl` is null where it is no address of the cloud's own app host. */
export interface ReportInfo {
  readonly name: string;
  readonly embedUrl: string | null;
}

/** The least scope for reading and embedding a report. Source: REST reference, "Reports - Get Report In Group". */
export const scopeOf = ({ powerBiResource }: PowerBiHosts): string => `${powerBiResource}/Report.Read.All`;

/** The call for the report's name and address. */
export function reportCall(config: ReportConfig, cloud: PowerBiHosts, signal: AbortSignal): Call {
  const ids = [config.workspaceId, config.reportId].map(encodeURIComponent);
  return {
    url: `https://${cloud.powerBiApiHost}/v1.0/myorg/groups/${ids[0] ?? ""}/reports/${ids[1] ?? ""}`,
    scopes: [scopeOf(cloud)],
    role: say("reportRole"),
    part: say("reportPart"),
    pace: "powerbi",
    signal,
  };
}

/** Reads the answer of `reportCall`; never throws. */
export function readReport(answer: unknown, appHost: string): ReportInfo {
  const name = member(answer, "name");
  return { name: typeof name === "string" ? name : "", embedUrl: trusted(member(answer, "embedUrl"), appHost) };
}

/** Tokens are posted into this address: it must be https, on exactly this host, and nothing hidden in it. */
function trusted(address: unknown, appHost: string): string | null {
  if (typeof address !== "string" || appHost === "" || !URL.canParse(address)) return null;
  const url = new URL(address);
  const plain = url.protocol === "https:" && url.host === appHost && url.username === "" && url.password === "";
  return plain ? url.href : null;
}

/** The report in Power BI itself, made of the configuration and not of what a service answered. */
export function reportPage({ workspaceId, reportId }: ReportConfig, { powerBiAppHost }: PowerBiHosts): string {
  return `https://${powerBiAppHost}/groups/${encodeURIComponent(workspaceId)}/reports/${encodeURIComponent(reportId)}`;
}
