import { COMFORTS } from "./comforts";
import { CONFIG } from "./config";
import { EVIDENCE } from "./evidence";
import { REPORT } from "./report";
import { SAVING } from "./saving";
import { SESSION } from "./session";
import { SOURCES } from "./sources";
import { TROUBLES } from "./troubles";

/** The panel's own English texts: they stay out of the visual's package. Keys begin with the name of their part. */
export const LABELS = {
  ...CONFIG,
  ...EVIDENCE,
  ...SESSION,
  ...SOURCES,
  ...TROUBLES,
  ...REPORT,
  ...COMFORTS,
  ...SAVING,
} as const;
