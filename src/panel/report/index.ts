export { createReportTab } from "./tab";
export type { PowerBiHosts, ReportMeans, ReportTab } from "./types";
