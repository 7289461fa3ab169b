import type { CloudPart } from "./types";

/** The services of the stand-in besides sign-in. */
export const PARTS: readonly CloudPart[] = [];
