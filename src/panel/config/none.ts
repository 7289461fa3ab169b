import { findCloud } from "../../knowledge/clouds";
import type { Config } from "./types";

/** The file beside the page. */
export const CONFIG_FILE = "config.json";

/** No tenant: the sample, and files that the reader gives. */
export const NOT_CONFIGURED: Config = {
  tenant: null,
  cloud: findCloud("public"),
  workspaceId: null,
  report: null,
  frameAncestors: [],
};
