export * from "./principalTypes";
export type * from "./snapshotTypes";
