/** What the page needs once it is used: the model with the sample's rows in it, and pages of principals. */
export { principalPage } from "../view/detail/principalPage";
export { loadSample } from "./sample";
