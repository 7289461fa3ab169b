import type { Config } from "./config/types";
import { browserOutside } from "./net/outside";
import { createSend } from "./net/send";
import { openSession } from "./session/openSession";
import type { Live, Offer, StartLive } from "./shell/types";
import { combined } from "./sources/combined";
import { createGraphSource } from "./sources/graph/source";
import { createLogsSource } from "./sources/logs";

/** Days: Graph keeps sign-ins for 7 or 30 by licence; a workspace as long as it was told to. */
const GRAPH_DAYS = [7, 30];
const LOGS_DAYS = [2, 7, 14, 30, 90];

/** The parts of a configured tenant: a chunk of its own, which nothing loads where there is only the sample. */
export const live: StartLive = async (config: Config): Promise<Live> => {
  const { tenant, cloud, workspaceId, report } = config;
  if (tenant === null) throw new Error("No tenant is configured.");
  const session = await openSession({ tenant, loginHost: cloud.loginHost });
  const outside = browserOutside();
  const send = createSend(session, outside);
  const { tenantId } = tenant;
  const offers: Offer[] = [];
  if (workspaceId !== null && cloud.logsHost !== "") {
    const logs = createLogsSource({ cloud, workspaceId, send, credentials: "graph" });
    const directory = createGraphSource({ cloud, tenantId, send, outside, only: "directory" });
    offers.push({ source: combined(logs, directory), ranges: LOGS_DAYS, range: 30 });
  }
  if (cloud.graphHost !== "") {
    offers.push({ source: createGraphSource({ cloud, tenantId, send, outside }), ranges: GRAPH_DAYS, range: 7 });
  }
  return {
    session,
    place: { tenant, loginHost: cloud.loginHost },
    offers,
    report:
      report === null || cloud.powerBiApiHost === ""
        ? null
        : async (place, means) => {
            const { createReportTab } = await import("./report");
            const tab = createReportTab({
              config: report,
              cloud,
              send,
              tokens: session,
              ...means,
              signIn: (scopes) => void session.signIn(scopes).catch(() => means.say("")),
              consent: (scopes) => void session.consent(scopes).catch(() => means.say("")),
            });
            place.append(tab.element);
            return tab;
          },
  };
};
