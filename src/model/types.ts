export type * from "./caseTypes";
export * from "./principalTypes";
export type * from "./snapshotTypes";
export type { Insight } from "./insights/types";
