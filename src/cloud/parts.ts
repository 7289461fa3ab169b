import { createGraphCloud } from "./graph";
import { createLogsPart } from "./logs";
import { powerBi } from "./powerbi";
import type { CloudPart } from "./types";

/** The services of the stand-in besides sign-in, each with the audiences that production's tokens for it have. */
export const PARTS: readonly CloudPart[] = [
  {
    ...createGraphCloud(),
    audiences: ["https://graph.microsoft.com", "https://graph.microsoft.us", "https://microsoftgraph.chinacloudapi.cn"],
  },
  {
    ...createLogsPart(),
    audiences: ["https://api.loganalytics.io", "https://api.loganalytics.us", "https://api.loganalytics.azure.cn"],
  },
  {
    ...powerBi,
    audiences: [
      "https://analysis.windows.net/powerbi/api",
      "https://analysis.usgovcloudapi.net/powerbi/api",
      "https://analysis.chinacloudapi.cn/powerbi/api",
    ],
    open: ["app.powerbi.com", "app.powerbigov.us", "app.powerbi.cn"],
  },
];
