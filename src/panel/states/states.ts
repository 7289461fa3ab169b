export { conditionOf, type Condition } from "./conditions";
export { describeTrouble, type Described, detailsText, whyMissing } from "./describe";
export { type Drawn, stateBar, type StateMeans, statePage } from "./draw";
