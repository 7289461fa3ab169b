export { Model, type SourceState } from "./model";
export { columnMap, columnMapOfHeaders, FIELDS, wellName, type ColumnMap, type Field } from "./fields";
export { DEFAULT_SETTINGS, type Settings } from "./settings";
export * from "./types";
export {
  changed,
  MarkBook,
  replaces,
  STEP_STATES,
  ticked,
  type Mark,
  type MarkChange,
  type MarkEntry,
  type MarkLookup,
  type StepState,
} from "./marks";
export { explain, type Explanation } from "./checklist/explain";
export { portalLinks, type PortalLink } from "./portal";
export { isPortalUrl } from "./portalUrl";
export { standingOf, type Standing } from "./standing";
