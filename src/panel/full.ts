/** What the page needs once it is used: the model, the sample's rows, and pages of principals. */
export { principalPage } from "../view/detail/principalPage";
export { openSource } from "./shell/loading";
export { loadSample } from "./sources/sample";
export { createEvidence } from "./evidence/evidence";
